import { createSignal } from 'solid-js';

export const THEMES = ['auto', 'light', 'dark', 'sun'] as const;
/** `auto` follows the phone: more contrast wanted gives the sun theme. */
export type Theme = (typeof THEMES)[number];

const STORED = 'cotmoc.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');

const isTheme = (text: string | null): text is Theme => (THEMES as readonly (string | null)[]).includes(text);
const stored = (): Theme => {
  const text = localStorage.getItem(STORED);
  return isTheme(text) ? text : 'auto';
};

const [theme, setTheme] = createSignal<Theme>('auto');

export { theme };

function show(): void {
  const chosen = theme();
  const shown = chosen !== 'auto' ? chosen : contrast.matches ? 'sun' : dark.matches ? 'dark' : 'light';
  const root = document.documentElement;
  root.dataset['theme'] = shown;
  // The bar of the browser above the page takes the colour of its ground.
  const ground = getComputedStyle(root).getPropertyValue('--paper');
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground);
}

export function chooseTheme(wanted: Theme): void {
  setTheme(wanted);
  localStorage.setItem(STORED, wanted);
  show();
}

/** Called by the entry module before anything is drawn. */
export function startTheme(): void {
  setTheme(stored());
  show();
  dark.addEventListener('change', show);
  contrast.addEventListener('change', show);
}
