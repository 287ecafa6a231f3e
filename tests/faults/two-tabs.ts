import type { Page } from '@playwright/test';
import { expect, expectSaved, Phone, pick, signIn, tab, waitUntilInstalled } from '../e2e/office.ts';
import type { Bar, Means } from './bar.ts';
import { BUSY_MS, openTab, ScreenLedger } from './browser.ts';
import { FaultProxy } from './proxy.ts';
import { Site } from './site.ts';

const SIZES = { full: { records: 500, closings: 50 }, reduced: { records: 40, closings: 3 } } as const;
/** The other tab looks every five seconds whether the lock is free. */
const TAKE_OVER_BAR_MS = 15_000;

class Counts {
  records = 0;
  syncs = 0;
  mostAtOnce = 0;
  closings = 0;
  slowestTakeOverMs = 0;
  /** Records made of one draft that was saved in both tabs. */
  ofOneDraft = 0;
}

/** Says of each sync request which tab asks. */
class Askers {
  last: Page | undefined;

  follow(page: Page): Page {
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/sync') this.last = page;
    });
    return page;
  }
}

async function work(site: Site, proxy: FaultProxy, phone: Phone, means: Means, counts: Counts): Promise<ScreenLedger> {
  const { records, closings } = SIZES[means.full ? 'full' : 'reduced'];
  const ledger = new ScreenLedger();
  const askers = new Askers();
  const first = askers.follow(await phone.open());
  await signIn(first, { ...site, origin: proxy.origin }, 'CB-07');
  await waitUntilInstalled(first);
  const tabs = [first, askers.follow(await openTab(phone, proxy))];
  for (let nth = 0; nth < records; nth++) {
    await ledger.record(tabs[nth % 2] as Page, 10 + nth);
    if (nth % 10 === 0) await ledger.look(site, tabs[nth % 2] as Page);
  }
  await ledger.untilReceived(site, tabs[0] as Page);
  counts.records = ledger.saved.size;

  for (; counts.closings < closings; counts.closings++) {
    let holds = 0;
    proxy.script = ({ path }) => (path === '/api/sync' && holds++ === 0 ? { kind: 'holdRequest' } : undefined);
    await ledger.record(tabs[counts.closings % 2] as Page, 1_000 + counts.closings);
    await expect.poll(() => proxy.held, { timeout: BUSY_MS }).toBe(1);
    const closing = tabs.indexOf(askers.last as Page);
    const other = tabs[1 - closing] as Page;
    await (tabs[closing] as Page).close();
    const closedAt = performance.now();
    await expect.poll(() => ledger.look(site, other), { timeout: BUSY_MS }).toBe(ledger.saved.size);
    counts.slowestTakeOverMs = Math.max(counts.slowestTakeOverMs, Math.round(performance.now() - closedAt));
    tabs[closing] = askers.follow(await openTab(phone, proxy));
  }
  proxy.heal();

  const [one, two] = tabs as [Page, Page];
  await tab(one, 'Ghi').click();
  await one.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(one, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await one.waitForURL(/\/nhap\//);
  await two.goto(one.url());
  await expect(two.getByRole('button', { name: /Địa bàn/ })).toContainText('Giang Thành');
  const before = ledger.saved.size;
  await ledger.finish(one, 5_000);
  await two.getByLabel('Lượt người tham dự').fill('5000');
  await two.getByRole('button', { name: 'Lưu trên máy' }).click();
  await expectSaved(two, BUSY_MS);
  await ledger.untilReceived(site, one);
  counts.ofOneDraft = (await site.read((db) => db.selectFrom('activities').select('id').execute())).length - before;
  counts.syncs = proxy.syncs.length;
  counts.mostAtOnce = proxy.mostSyncsAtOnce;
  return ledger;
}

export const twoTabs: Bar = {
  name: 'B12',
  fact: 'two tabs never send at once, the other goes on when one closes in the middle, and one draft saved in both is one record',
  run: (means) =>
    Site.with('sqlite', means.postgresUrl, (site) =>
      FaultProxy.with(site.origin, 'B12', async (proxy) => {
        const counts = new Counts();
        const phone = new Phone(proxy.origin);
        try {
          const verdict = await (await work(site, proxy, phone, means, counts)).judge(site);
          const { records, closings } = SIZES[means.full ? 'full' : 'reduced'];
          const all = counts.records === records && counts.closings === closings && counts.ofOneDraft === 1;
          const pass =
            all &&
            counts.mostAtOnce === 1 &&
            counts.slowestTakeOverMs <= TAKE_OVER_BAR_MS &&
            Object.values(verdict).every((one) => one === 0);
          return { pass, counts: { by: 'browser', ...counts, ...verdict } };
        } finally {
          await phone.discard();
        }
      }),
    ),
};
