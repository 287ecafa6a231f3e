import type { Page } from '@playwright/test';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { percentile } from '../bench/figure.ts';
import { expect, Phone, pick, signIn, tab, waitUntilInstalled } from '../e2e/office.ts';
import type { Bar, Means, Verdict } from './bar.ts';
import { BUSY_MS, ScreenLedger } from './browser.ts';
import { type Fate, FaultProxy } from './proxy.ts';
import { Site } from './site.ts';
import { fatesOf } from './wrong-answers.ts';

/** A real browser, signed in and installed, behind a proxy. */
export interface Desk {
  readonly phone: Phone;
  readonly site: Site;
  readonly proxy: FaultProxy;
  readonly page: Page;
  readonly ledger: ScreenLedger;
  readonly means: Means;
}

/** What the officer reads on the screen while things go wrong: fewer cases than the engine takes. */
export const onScreen = (name: string, fact: string, work: (desk: Desk) => Promise<Verdict>): Bar => ({
  name,
  fact,
  run: (means) =>
    Site.with('sqlite', means.postgresUrl, (site) =>
      FaultProxy.with(site.origin, `${name}-browser`, async (proxy) => {
        const phone = new Phone(proxy.origin);
        try {
          const page = await phone.open();
          await signIn(page, { ...site, origin: proxy.origin }, 'CB-07');
          await waitUntilInstalled(page);
          await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible({ timeout: BUSY_MS });
          const ledger = new ScreenLedger();
          const { pass, counts } = await work({ phone, site, proxy, page, ledger, means });
          const verdict = await ledger.judge(site);
          const clean = Object.values(verdict).every((one) => one === 0);
          return { pass: pass && clean, counts: { seed: means.seed, by: 'browser', ...counts, ...verdict } };
        } finally {
          await phone.discard();
        }
      }),
    ),
});

const syncsUnder = (proxy: FaultProxy): number => proxy.syncs.filter((one) => one.fate !== 'pass').length;

/** Asks by hand, as an officer does who will not wait; the app's own timers are measured on the engine. */
export async function sendNow(page: Page): Promise<void> {
  await tab(page, 'Tôi').click();
  const key = page.getByRole('button', { name: 'Gửi ngay' });
  if (await key.isEnabled()) await key.click();
}

/** One record for each fault: saved, spoilt at least once, and received after all. */
async function spoilEach({ site, proxy, page, ledger }: Desk, fates: readonly Fate[]) {
  let toldEarly = 0;
  let spoilt = 0;
  for (const [nth, fate] of fates.entries()) {
    const before = syncsUnder(proxy);
    const received = ledger.mostReceived;
    proxy.script = ({ path }) => (path === '/api/sync' ? fate : undefined);
    await ledger.record(page, 10 + nth);
    await expect.poll(() => syncsUnder(proxy), { timeout: BUSY_MS }).toBeGreaterThan(before);
    await tab(page, 'Ghi').click();
    if ((await ledger.look(site, page)) > received) toldEarly += 1;
    spoilt += 1;
    proxy.heal();
    await sendNow(page);
    await ledger.untilReceived(site, page);
  }
  return { spoilt, toldEarly, requests: proxy.syncs.length };
}

const CUTS = { full: 20, reduced: 3 } as const;

export const cutOnScreen = onScreen(
  'B2',
  'on the screen of a browser nothing is called received while its push is cut, and all of it is once the link is well',
  async (desk) => {
    const random = seededRandom(desk.means.seed);
    const places = CUTS[desk.means.full ? 'full' : 'reduced'];
    const fates = (['cutRequest', 'cutAnswer'] as const).flatMap((kind) =>
      Array.from({ length: places }, (_, nth): Fate => ({ kind, place: (nth + random()) / places })),
    );
    const counts = await spoilEach(desk, fates);
    return { pass: counts.spoilt === 2 * places && counts.toldEarly === 0, counts };
  },
);

export const wrongAnswersOnScreen = onScreen(
  'B5',
  'on the screen of a browser none of sixteen wrong answers makes a record received, and the next right one does',
  async (desk) => {
    // The server did its work in every other case; with all cases in the full size.
    const [unheard, heard] = [fatesOf(false), fatesOf(true)].map((list) => list.map(([, fate]) => fate)) as [Fate[], Fate[]];
    const fates = desk.means.full ? [...unheard, ...heard] : unheard.map((fate, nth) => (nth % 2 === 0 ? fate : (heard[nth] as Fate)));
    const counts = await spoilEach(desk, fates);
    return { pass: counts.spoilt === fates.length && fates.length >= 16 && counts.toldEarly === 0, counts };
  },
);

const KEYS = 30;
const TYPING_BAR_MS = 100;
const HOUR_MS = 3_600_000;

/** From a key pressed to the letter painted, each measured in the page. */
const typingMs = (page: Page): Promise<number[]> =>
  page.evaluate(async (keys) => {
    const field = document.activeElement as HTMLTextAreaElement;
    const took: number[] = [];
    for (let nth = 0; nth < keys; nth++) {
      const from = performance.now();
      document.execCommand('insertText', false, 'đ');
      await new Promise((resolve) => requestAnimationFrame(resolve));
      took.push(performance.now() - from);
    }
    return field.value.length >= keys ? took : [];
  }, KEYS);

export const silenceOnScreen = onScreen(
  'B6',
  'while a request hangs the form takes letters and saves, and after 48 hours the screen says that something waits too long',
  async ({ site, proxy, page, ledger, means }) => {
    proxy.script = ({ path }) => (path === '/api/sync' ? { kind: 'holdRequest' } : undefined);
    await ledger.record(page, 10);
    await expect.poll(() => proxy.held, { timeout: BUSY_MS }).toBe(1);
    await tab(page, 'Ghi').click();
    await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
    await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
    await page.getByLabel('Ghi chú').focus();
    const keys = await typingMs(page);
    await ledger.finish(page, 11);
    const asked = proxy.syncs.length;
    // The clock of the page goes on, what is silent stays silent, and the app is opened again.
    const began = Date.now();
    const warning = page.getByText(/Có bản ghi đã chờ/);
    let firstSaid = 0;
    for (const hours of [24, 47, 49, 72]) {
      await page.clock.setFixedTime(began + hours * HOUR_MS);
      // Not loaded again where it is: a save may still be on its way from the form to the first page.
      await page.goto(proxy.origin);
      await expect(page.locator('.upload .amber .figure').first()).toHaveText('2', { timeout: BUSY_MS });
      if (hours > 48) await expect(warning).toBeVisible({ timeout: BUSY_MS });
      if (firstSaid === 0 && (await warning.isVisible())) firstSaid = hours;
    }
    proxy.heal();
    await sendNow(page);
    await ledger.untilReceived(site, page);
    const p95 = percentile(keys, 0.95);
    const counts = { keys: keys.length, keyP95Ms: Math.round(p95), hours: 72, saidAtHour: firstSaid, requests: proxy.syncs.length };
    const typed = keys.length === KEYS && (!means.full || p95 < TYPING_BAR_MS);
    return { pass: typed && firstSaid === 49 && proxy.syncs.length > asked, counts };
  },
);
