import { type BrowserContext, chromium, type Page, type Response } from '@playwright/test';
import { chooseBrowser } from '../helpers/chromium.ts';
import { startServer } from '../helpers/server-process.ts';
import { printFigure } from './figure.ts';
import { type EmulatedLink, openLink } from './link.ts';

const OFFICER = 'CB-07';
const OPENED = 10;
const RECORDS = 5;
/** A link that is in nobody's way: it only counts. */
const QUICK = { up: 50_000_000, down: 50_000_000, roundTripMs: 10 };
/** The link is at rest once nothing has come over it for so long (ms): what is fetched behind a screen waits a while for it. */
const AT_REST_MS = 4_000;
const POLL_MS = 100;

const PHONE = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const bytesOver = (link: EmulatedLink): number => link.count().up + link.count().down;

async function untilAtRest(link: EmulatedLink): Promise<void> {
  let bytes = bytesOver(link);
  for (let still = 0; still < AT_REST_MS; still += POLL_MS) {
    await sleep(POLL_MS);
    if (bytesOver(link) !== bytes) still = 0;
    bytes = bytesOver(link);
  }
}

/** Headers that browser and node say of themselves, whatever is asked. */
const NOT_OURS =
  /^(?:host|connection|keep-alive|date|content-length|origin|referer|user-agent|accept|accept-(?:encoding|language)|sec-.*|pragma|transfer-encoding)$/i;
const sizeOf = (headers: readonly { readonly name: string; readonly value: string }[]): number =>
  headers.reduce((sum, { name, value }) => sum + (NOT_OURS.test(name) ? 0 : name.length + value.length + 4), 0);

/** Of one exchange with the office: both bodies, and the headers that we chose, with the cookies. */
async function oursIn(response: Response): Promise<number> {
  if (!new URL(response.url()).pathname.startsWith('/api/')) return 0;
  const request = response.request();
  const { requestBodySize, responseBodySize } = await request.sizes();
  return requestBodySize + responseBodySize + sizeOf(await request.headersArray()) + sizeOf(await response.headersArray());
}

async function install(context: BrowserContext, link: EmulatedLink, origin: string, password: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.getByLabel('Mã cán bộ').fill(OFFICER);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await untilAtRest(link);
  await page.close();
}

/** Each at a place of its own: two alike would be asked about. */
async function logRecord(page: Page, nth: number): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.locator('main .pick .plate').first().waitFor();
  await page.getByLabel('Lượt người tham dự').fill(String(20 + nth));
  await page.getByRole('button', { name: /Địa bàn/ }).click();
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').nth(nth).click();
  await page.getByRole('button', { name: 'Lưu trên máy' }).click();
  await page.locator('.snack').waitFor();
}

/**
 * What a day costs a phone on which the app is installed: opened ten times, five records logged, no news. A real Chromium with its
 * service worker, and every byte that TCP carries both ways, headers and cookies of the browser and all; without TLS, which adds its
 * own, and without HTTP/2, which would take away most of the headers. Beside it what of that is ours to choose: bodies, cookies and
 * the headers of exchanges with the office.
 */
export async function benchDay(): Promise<void> {
  const server = await startServer();
  const link = await openLink(Number(new URL(server.origin).port), QUICK);
  const origin = `http://localhost:${link.port}`;
  const { executablePath, channel, args } = await chooseBrowser();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), ...(channel && { channel }), args: [...args] });
  try {
    const context = await browser.newContext(PHONE);
    await install(context, link, origin, server.passwords.get(OFFICER) ?? '');
    const exchanges: Promise<number>[] = [];
    context.on('response', (response) => exchanges.push(oursIn(response)));
    link.countAnew();
    for (let opened = 0; opened < OPENED; opened++) {
      const page = await context.newPage();
      await page.goto(origin);
      await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
      await untilAtRest(link);
      if (opened < RECORDS) {
        await logRecord(page, opened);
        await untilAtRest(link);
      }
      await page.close();
    }
    const { up, down } = link.count();
    const peer = `${(up / 1000).toFixed(1)} kB up, ${(down / 1000).toFixed(1)} kB down`;
    printFigure({ figure: 'data.day.bytes', value: (up + down) / 1000, unit: 'kB', bar: 15, peer });
    const ours = (await Promise.all(exchanges)).reduce((sum, bytes) => sum + bytes, 0);
    printFigure({ figure: 'data.day.ours.bytes', value: ours / 1000, unit: 'kB', bar: 15 });
  } finally {
    await browser.close();
    await link.close();
    await server.stop();
  }
}
