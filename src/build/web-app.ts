import { VitePWA } from 'vite-plugin-pwa';

const icon = (src: string, sizes: string, purpose: 'any' | 'maskable') => ({ src, sizes, type: 'image/png', purpose });
const shortcut = (name: string, type: string) => ({
  name,
  url: `/ghi/${type}`,
  icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }],
});

export const webApp = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'sw.ts',
  injectRegister: false,
  registerType: 'prompt',
  injectManifest: {
    // None: its files are named by `ship`.
    injectionPoint: undefined as unknown as string,
    rollupFormat: 'iife',
  },
  manifest: {
    id: '/',
    name: 'Cột Mốc: sổ ghi tuyên truyền',
    short_name: 'Cột Mốc',
    description: 'Ghi hoạt động tuyên truyền theo kế hoạch, có sóng hay không.',
    lang: 'vi',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    orientation: 'any',
    theme_color: '#F1F3F0',
    background_color: '#F1F3F0',
    categories: ['government', 'productivity'],
    icons: [
      icon('/icon-192.png', '192x192', 'any'),
      icon('/icon-512.png', '512x512', 'any'),
      icon('/icon-maskable-512.png', '512x512', 'maskable'),
    ],
    screenshots: [
      { src: '/screenshots/phone.png', sizes: '720x1480', type: 'image/png', form_factor: 'narrow', label: 'Ghi hoạt động' },
      { src: '/screenshots/desktop.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'Tổng hợp theo kế hoạch' },
    ],
    shortcuts: [
      shortcut('Buổi biên giới', 'borderSession'),
      shortcut('Ngư dân, chống IUU', 'fishermenOutreach'),
      shortcut('Loa truyền thanh', 'broadcast'),
    ],
  },
});
