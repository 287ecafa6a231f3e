import type { Page } from '@playwright/test';
import { expect } from '../e2e/office.ts';
import type { Bar } from './bar.ts';
import { BUSY_MS } from './browser.ts';
import { onScreen, sendNow } from './screen.ts';

const RECORDS = { full: 200, reduced: 4 } as const;
const QUOTA = 8 * 2 ** 20;
/** For so long (ms) Chromium lets a database go on by the room it saw last. */
const SEEN_FOR_MS = 31_000;
const TOLD_BAR_MS = 1_000;
const SAVED_AGAIN_BAR_MS = 5_000;

const isReserveThere = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle('cotmoc-reserve').catch(() => undefined);
    return ((await file?.getFile())?.size ?? 0) > 0;
  });

/** Lays files down until not sixteen bytes more are taken, and waits until the databases notice. */
async function fillUp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    for (let size = 2 ** 18; size >= 2 ** 4; size /= 4)
      for (let full = false; !full; ) {
        try {
          const file = await folder.getFileHandle(`ballast-${crypto.randomUUID()}`, { create: true });
          const stream = await file.createWritable();
          await stream.write(new Uint8Array(size));
          await stream.close();
        } catch {
          full = true;
        }
      }
  });
  await page.waitForTimeout(SEEN_FOR_MS);
}

const clearOut = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const folder = (await navigator.storage.getDirectory()) as FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };
    const names: string[] = [];
    for await (const name of folder.keys()) if (name.startsWith('ballast-')) names.push(name);
    for (const name of names) await folder.removeEntry(name);
  });

/** What another database of the same address hears that wants a hundred bytes. */
const askForRoom = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('stranger', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('stones');
        opening.onerror = () => resolve(opening.error?.name ?? '');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('stones', 'readwrite');
          transaction.objectStore('stones').put(new Uint8Array(100), 1);
          transaction.oncomplete = () => resolve('none');
          transaction.onabort = () => resolve(transaction.error?.name ?? '');
        };
      }),
  );

/** The browser counts what it holds a little late, so that what was full has room again: filled until a stranger hears so. */
async function fillToTheLast(page: Page): Promise<string> {
  let heard = '';
  await expect
    .poll(
      async () => {
        await fillUp(page);
        heard = await askForRoom(page);
        return heard;
      },
      { timeout: 4 * SEEN_FOR_MS },
    )
    .not.toBe('none');
  return heard;
}

export const storageFull: Bar = onScreen(
  'B8',
  'on a phone without a byte left records in words are saved in the room held for them; without that room the form keeps them until there is some',
  async ({ site, page, ledger, means }) => {
    const records = RECORDS[means.full ? 'full' : 'reduced'];
    await expect.poll(() => isReserveThere(page), { timeout: BUSY_MS }).toBe(true);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: QUOTA });
    await page.context().setOffline(true);
    const strangerHeard = await fillToTheLast(page);
    for (let nth = 0; nth < records; nth++) await ledger.record(page, 10 + nth);
    const saved = ledger.saved.size;

    // What was left of the reserve is taken as well.
    await fillToTheLast(page);
    await ledger.begin(page);
    await page.getByLabel('Lượt người tham dự').fill('5000');
    const key = page.getByRole('button', { name: 'Lưu trên máy' });
    const from = performance.now();
    await key.click();
    await expect(page.getByText('Máy hết chỗ chứa')).toBeVisible({ timeout: BUSY_MS });
    const toldMs = Math.round(performance.now() - from);
    await clearOut(page);
    await expect(page.getByLabel('Lượt người tham dự')).toHaveValue('5000');
    const again = performance.now();
    await ledger.finish(page, 5_000);
    const savedAgainMs = Math.round(performance.now() - again);

    await page.context().setOffline(false);
    await sendNow(page);
    await ledger.untilReceived(site, page, 2 * BUSY_MS);
    const inTime = !means.full || (toldMs <= TOLD_BAR_MS && savedAgainMs <= SAVED_AGAIN_BAR_MS);
    const pass = strangerHeard === 'QuotaExceededError' && saved === records && inTime;
    return { pass, counts: { records, saved, strangerHeard, toldMs, savedAgainMs } };
  },
);
