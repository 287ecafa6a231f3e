import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { chooseBrowser } from '../helpers/chromium.ts';
import { startServer } from '../helpers/server-process.ts';

/**
 * Takes the pictures of the README and of the app's manifest anew, from the demonstration of today: `npm run pictures`. Another
 * folder may be named behind it.
 */

const FOLDER = process.argv[2] ?? join(import.meta.dirname, '../../public/screenshots');

interface Picture {
  readonly file: string;
  readonly staffCode: string;
  readonly path: string;
  /** What must be on the screen before the picture is taken. */
  readonly shows: string | RegExp;
  readonly size: BrowserContextOptions;
}

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1280, height: 800 } };

const PICTURES: readonly Picture[] = [
  { file: 'phone.png', staffCode: 'CB-07', path: '/', shows: 'đã nhận', size: PHONE },
  { file: 'desktop.png', staffCode: 'VP-01', path: '/tong-hop', shows: 'Chậm', size: DESK },
];

async function signIn(page: Page, origin: string, staffCode: string, password: string): Promise<void> {
  await page.goto(`${origin}/dang-nhap`);
  await page.getByLabel('Mã cán bộ').fill(staffCode);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('navigation', { name: 'Chính' }).waitFor();
}

const { executablePath, channel, args } = await chooseBrowser();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), ...(channel && { channel }), args: [...args] });
const server = await startServer({ env: { DEMO_EMPTY: '0', QUIET: '1' } });
try {
  for (const { file, staffCode, path, shows, size } of PICTURES) {
    const context = await browser.newContext({ ...size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    const page = await context.newPage();
    await signIn(page, server.origin, staffCode, server.passwords.get(staffCode) ?? '');
    await page.goto(server.origin + path);
    // The mark stands on every screen: without it this is no demonstration.
    await page.getByRole('complementary', { name: 'Bản minh họa' }).waitFor();
    await page.getByText(shows).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    // What the first sync brings is drawn once it has all come.
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: join(FOLDER, file) });
    process.stdout.write(`${file}\n`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
