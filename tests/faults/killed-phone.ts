import type { Page } from '@playwright/test';
import { expect, tab } from '../e2e/office.ts';
import { BUSY_MS } from './browser.ts';
import { type Desk, onScreen, sendNow } from './screen.ts';

const SIZES = { full: 100, reduced: 1 } as const;
/** The browser puts its other storage on the disk this long after a change at the latest (ms): what waits must be noted there first. */
const ON_DISK_MS = 8_000;
/** How long after "received" stands on the screen the browser is killed (ms): its other storage is on the disk only seconds later. */
const AFTER_MS = [300, 2_000] as const;

/** What the app tells of records that came back, or are lost. */
const ALARM = /lấy lại được|từng giữ|bản ghi mất/;

const isAlarmed = async (page: Page): Promise<boolean> => {
  // The message goes by; what happened to the storage stays on the page "Tôi".
  await tab(page, 'Tôi').click();
  await expect(page.getByRole('button', { name: 'Gửi ngay' })).toBeVisible({ timeout: BUSY_MS });
  return (await page.getByText(ALARM).count()) > 0 || (await page.getByText('Đã xảy ra với bộ nhớ máy này').count()) > 0;
};

async function killEach({ phone, site, proxy, page: first, ledger }: Desk, times: number, afterMs: number) {
  let page = first;
  let alarms = 0;
  for (let nth = 0; nth < times; nth++) {
    proxy.script = ({ path }) => (path === '/api/sync' ? { kind: 'reset', forward: false } : undefined);
    await ledger.record(page, afterMs + 1 + nth);
    await page.waitForTimeout(ON_DISK_MS);
    proxy.heal();
    await sendNow(page);
    await ledger.untilReceived(site, page);
    await page.waitForTimeout(afterMs);
    await phone.kill();
    page = await phone.open();
    await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible({ timeout: BUSY_MS });
    // Long enough for the ledger to be looked at, which happens once the first page stands.
    await page.waitForTimeout(1_000);
    if (await isAlarmed(page)) alarms += 1;
  }
  return { alarms, page };
}

export const killedPhone = onScreen(
  'B9-kill',
  'a browser killed right after a send tells of nothing that came back or was lost, and all has been received once',
  async (desk) => {
    const times = SIZES[desk.means.full ? 'full' : 'reduced'];
    // Who has just signed in may have to do so again after a kill, which is another matter: here that lies on the disk already.
    await desk.phone.close();
    let page = await desk.phone.open();
    await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible({ timeout: BUSY_MS });
    const counts: Record<string, number> = { kills: AFTER_MS.length * times, alarms: 0 };
    for (const afterMs of AFTER_MS) {
      const found = await killEach({ ...desk, page }, times, afterMs);
      page = found.page;
      counts[`alarmsAfter${afterMs}`] = found.alarms;
      counts['alarms'] = (counts['alarms'] ?? 0) + found.alarms;
    }
    await desk.ledger.untilReceived(desk.site, page);
    return { pass: counts['alarms'] === 0, counts };
  },
);
