import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, Phone, signIn, waitUntilInstalled, words } from '../e2e/office.ts';
import type { Bar } from './bar.ts';
import { BUSY_MS, openTab, rowsOf } from './browser.ts';
import { type Desk, onScreen, sendNow } from './screen.ts';

const SIZES = { full: { closings: 100, damages: 20, clearings: 20 }, reduced: { closings: 3, damages: 2, clearings: 1 } } as const;
const USABLE_BAR_MS = 10_000;
const UNREADABLE = 'not a folder';

const copiesOf = (page: Page): Promise<number> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-copy-')).length);

/** A page wants the databases in a later shape, so that the app lets go of them; then it thinks better of it. */
const closeUnder = (stranger: Page): Promise<number> =>
  stranger.evaluate(async () => {
    let closed = 0;
    for (const { name = '', version = 1 } of await indexedDB.databases()) {
      if (!name.startsWith('cotmoc-')) continue;
      await new Promise<void>((resolve) => {
        const opening = indexedDB.open(name, version + 1);
        opening.onupgradeneeded = () => {
          closed += 1;
          opening.transaction?.abort();
        };
        opening.onerror = () => resolve();
      });
    }
    return closed;
  });

async function closings({ phone, proxy, page, ledger }: Desk, times: number): Promise<number> {
  const stranger = await openTab(phone, proxy);
  await stranger.goto(`${proxy.origin}/icon-192.png`);
  let closed = 0;
  for (let nth = 0; nth < times; nth++) {
    closed += (await closeUnder(stranger)) > 0 ? 1 : 0;
    await ledger.record(page, 10 + nth);
  }
  await stranger.close();
  return closed;
}

/** While the app runs and something waits, the browser empties the databases: "clear site data", or a tidying app. */
async function clearings({ page, proxy, site, ledger }: Desk, times: number): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  let noticed = 0;
  for (let nth = 0; nth < times; nth++) {
    proxy.script = ({ path }) => (path === '/api/sync' ? { kind: 'reset', forward: false } : undefined);
    await ledger.record(page, 1_000 + nth);
    await expect.poll(() => copiesOf(page), { timeout: BUSY_MS }).toBe(1);
    await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
    proxy.heal();
    await page.goto(proxy.origin);
    await expect(page.getByText(words('lấy lại được 1 bản ghi chưa gửi'))).toBeVisible({ timeout: BUSY_MS });
    noticed += 1;
    await sendNow(page);
    await expect.poll(() => rowsOf(site), { timeout: 2 * BUSY_MS }).toContain(1_000 + nth);
    await expect.poll(() => copiesOf(page), { timeout: BUSY_MS }).toBe(0);
  }
  return noticed;
}

/** At its start a phone finds its databases unreadable: by turns they do not open at all, or the browser replaces them. */
async function damage({ proxy, site, ledger }: Desk, nth: number): Promise<{ usableMs: number; deleted: boolean }> {
  const phone = new Phone(proxy.origin);
  try {
    let page = await phone.open();
    await signIn(page, { ...site, origin: proxy.origin }, 'CB-03');
    await waitUntilInstalled(page);
    proxy.script = ({ path }) => (path === '/api/sync' ? { kind: 'reset', forward: false } : undefined);
    await ledger.record(page, 2_000 + 2 * nth);
    await expect.poll(() => copiesOf(page), { timeout: BUSY_MS }).toBe(1);
    await phone.close();
    const { databases } = phone;
    const isReplaced = nth % 2 === 1;
    if (isReplaced) writeFileSync(join(databases, 'CURRENT'), 'nothing readable');
    else {
      renameSync(databases, `${databases}-aside`);
      writeFileSync(databases, UNREADABLE);
    }
    proxy.heal();
    page = await phone.open();
    const from = performance.now();
    const first = page.getByRole('link', { name: /^Buổi biên giới/ });
    const anew = page.getByRole('button', { name: 'Ghi tiếp vào sổ mới' });
    await expect(anew.or(first).first()).toBeVisible({ timeout: BUSY_MS });
    if (await anew.isVisible()) await anew.click();
    await expect(first).toBeVisible({ timeout: BUSY_MS });
    const usableMs = Math.round(performance.now() - from);
    await ledger.record(page, 2_001 + 2 * nth);
    await sendNow(page);
    await expect.poll(() => rowsOf(site), { timeout: 2 * BUSY_MS }).toEqual(expect.arrayContaining([2_000 + 2 * nth, 2_001 + 2 * nth]));
    await phone.close();
    return { usableMs, deleted: !isReplaced && readFileSync(databases, 'utf8') !== UNREADABLE };
  } finally {
    await phone.discard();
  }
}

export const storageTrouble: Bar = onScreen(
  'B9',
  'databases closed under the app, unreadable at its start or emptied under it lose nothing that was written down',
  async (desk) => {
    const sizes = SIZES[desk.means.full ? 'full' : 'reduced'];
    const counts = { closings: await closings(desk, sizes.closings), clearings: 0, damages: 0, deleted: 0, slowestUsableMs: 0 };
    await desk.ledger.untilReceived(desk.site, desk.page, 2 * BUSY_MS);
    counts.clearings = await clearings(desk, sizes.clearings);
    for (; counts.damages < sizes.damages; counts.damages++) {
      const { usableMs, deleted } = await damage(desk, counts.damages);
      counts.slowestUsableMs = Math.max(counts.slowestUsableMs, usableMs);
      if (deleted) counts.deleted += 1;
    }
    const all = counts.closings === sizes.closings && counts.clearings === sizes.clearings && counts.deleted === 0;
    return { pass: all && (!desk.means.full || counts.slowestUsableMs <= USABLE_BAR_MS), counts };
  },
);
