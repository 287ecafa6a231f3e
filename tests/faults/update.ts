import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, Phone, pick, save, signIn, tab, waitUntilInstalled } from '../e2e/office.ts';
import type { Bar, Means } from './bar.ts';
import { BUSY_MS, openTab, ScreenLedger } from './browser.ts';
import { type Asked, type Fate, FaultProxy } from './proxy.ts';
import { Site } from './site.ts';

const DEPLOYMENTS = { full: 20, reduced: 2 } as const;

class Counts {
  deployments = 0;
  forms = 0;
  fieldsLost = 0;
  unaskedReloads = 0;
  failedChunks = 0;
  brokenScreens = 0;
  missingAssets = 0;
  htmlForAssets = 0;
  pushedByOlder = 0;
}

/**
 * The office after so many deployments: the built app under other file names each time, those of before gone, as a build does
 * whose every file changed.
 */
class Deployments {
  nth = 0;
  readonly #names = readdirSync('dist/assets').filter((name) => /\.(js|css)$/.test(name));

  #tag(name: string): string {
    return this.nth === 0 ? name : name.replace(/(\.\w+)$/, `.d${this.nth}$1`);
  }

  #edit = (text: string): string => {
    const renamed = this.#names.reduce((all, name) => all.replaceAll(name, this.#tag(name)), text);
    // The page is the same file by name: its revision says that it is another.
    return renamed.replace(/(revision"?:\s*["`'])([0-9a-f]+)/g, `$1$2d${this.nth}`);
  };

  readonly script = ({ method, path }: Asked): Fate | undefined => {
    if (method !== 'GET' || path.startsWith('/api/')) return undefined;
    const asset = path.startsWith('/assets/') ? path.slice('/assets/'.length) : undefined;
    if (asset !== undefined) {
      const name = this.#names.find((one) => this.#tag(one) === asset);
      return { kind: 'rewrite', path: `/assets/${name ?? `gone-${asset}`}`, edit: this.#edit };
    }
    const isText = path === '/sw.js' || !/\.[^/]*$/.test(path) || path.endsWith('.html');
    return isText ? { kind: 'rewrite', path, edit: this.#edit } : undefined;
  };
}

const loadedAt = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin);
const attendees = (page: Page) => page.getByLabel('Lượt người tham dự');
const note = (page: Page) => page.getByLabel('Ghi chú');

/** Fetches the build that is there now, until it waits behind the one that runs. */
const fetchNewer = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    for (let tries = 0; !registration.waiting && tries < 300; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    if (!registration.waiting) throw new Error('No newer build came');
  });

/** As the person agrees to in the offer. */
async function takeNewer(page: Page): Promise<void> {
  const before = await loadedAt(page);
  await page.getByRole('dialog', { name: 'Có bản mới' }).getByRole('button', { name: 'Đổi bây giờ' }).click();
  await expect.poll(() => loadedAt(page).catch(() => before), { timeout: BUSY_MS }).not.toBe(before);
}

/** Screens of which nothing is loaded before they are opened. */
async function visit(page: Page, nth: number): Promise<void> {
  await tab(page, ['Kế hoạch', 'Nhật ký', 'Tôi'][nth % 3] ?? '').click();
  await expect(page.getByRole('navigation', { name: 'Chính' })).toBeVisible({ timeout: BUSY_MS });
}

async function halfFill(page: Page, value: number): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await attendees(page).fill(String(value));
  await note(page).fill(`Dở dang ${value}`);
}

async function countLost(page: Page, value: number): Promise<number> {
  const said = [await attendees(page).inputValue(), await note(page).inputValue()];
  return [String(value), `Dở dang ${value}`].filter((wanted, at) => wanted !== said[at]).length;
}

function watch(page: Page, counts: Counts): Page {
  page.setDefaultTimeout(BUSY_MS);
  page.on('response', (response) => {
    const isAsset = new URL(response.url()).pathname.startsWith('/assets/');
    if (!isAsset) return;
    if (response.status() === 404) counts.missingAssets += 1;
    if (/html/.test(response.headers()['content-type'] ?? '')) counts.htmlForAssets += 1;
  });
  page.on('requestfailed', (request) => {
    // A page that is left gives up what it was still fetching.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    if (new URL(request.url()).pathname.startsWith('/assets/')) counts.failedChunks += 1;
  });
  page.on('pageerror', (error) => {
    if (/dynamically imported module|preload/i.test(error.message)) counts.failedChunks += 1;
  });
  return page;
}

async function work(site: Site, proxy: FaultProxy, phone: Phone, means: Means, counts: Counts): Promise<ScreenLedger> {
  const deployments = new Deployments();
  proxy.script = deployments.script;
  const ledger = new ScreenLedger();
  const first = watch(await phone.open(), counts);
  await signIn(first, { ...site, origin: proxy.origin }, 'CB-07');
  await waitUntilInstalled(first);
  await first.reload();
  const second = watch(await openTab(phone, proxy), counts);
  await expect(second.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible({ timeout: BUSY_MS });
  const total = DEPLOYMENTS[means.full ? 'full' : 'reduced'];
  for (; counts.deployments < total; counts.deployments++) {
    const nth = counts.deployments;
    const [one, two] = [100 + 2 * nth, 101 + 2 * nth];
    await halfFill(first, one);
    await halfFill(second, two);
    counts.forms += 2;
    const before = [await loadedAt(first), await loadedAt(second)];
    const offline = nth % 2 === 1;
    // The build is fetched with the network there; whoever fills a form in need not have it afterwards.
    deployments.nth += 1;
    await fetchNewer(first);
    if (offline) await phone.setOffline(true);
    await expect(first.getByRole('dialog', { name: 'Có bản mới' })).toHaveCount(0);
    counts.fieldsLost += (await countLost(first, one)) + (await countLost(second, two));
    // The older build goes on: it saves, it sends, and it opens screens it has not opened before.
    await save(second, BUSY_MS);
    ledger.saved.add(two);
    const prompt = second.getByRole('dialog', { name: 'Có bản mới' });
    await prompt.getByRole('button', { name: 'Để sau' }).click();
    await visit(second, nth);
    if (offline) await phone.setOffline(false);
    await ledger.untilReceived(site, second);
    counts.pushedByOlder += 1;
    // The second tab takes the new build; the first, in the middle of its form, does not.
    if ((await loadedAt(second)) !== before[1]) counts.unaskedReloads += 1;
    await second.reload();
    await takeNewer(second);
    counts.fieldsLost += await countLost(first, one);
    // Its own files are no longer at the office; the screens it opens now it has never opened.
    await save(first, BUSY_MS);
    ledger.saved.add(one);
    if ((await loadedAt(first)) !== before[0]) counts.unaskedReloads += 1;
    if (offline) {
      // The offer still stands there and must lead to the build the other tab let in.
      await takeNewer(first);
    } else {
      await first.getByRole('dialog', { name: 'Có bản mới' }).getByRole('button', { name: 'Để sau' }).click();
      await visit(first, nth + 1);
      if ((await first.getByText('Mở lại trang').count()) > 0) counts.brokenScreens += 1;
      if ((await loadedAt(first)) !== before[0]) counts.unaskedReloads += 1;
      await first.reload();
    }
    await ledger.untilReceived(site, second);
  }
  return ledger;
}

export const update: Bar = {
  name: 'B10',
  fact: 'a deployment under half-filled forms in two tabs loses no field, reloads nothing unasked and breaks no screen of the older build, which can still send',
  run: (means) =>
    Site.with('sqlite', means.postgresUrl, (site) =>
      FaultProxy.with(site.origin, 'B10', async (proxy) => {
        const counts = new Counts();
        const phone = new Phone(proxy.origin);
        try {
          const verdict = await (await work(site, proxy, phone, means, counts)).judge(site);
          const { fieldsLost, unaskedReloads, failedChunks, brokenScreens, missingAssets, htmlForAssets } = counts;
          const faults = [fieldsLost, unaskedReloads, failedChunks, brokenScreens, missingAssets, htmlForAssets, ...Object.values(verdict)];
          const total = DEPLOYMENTS[means.full ? 'full' : 'reduced'];
          const all = counts.deployments === total && counts.forms === 2 * total && counts.pushedByOlder === total;
          return { pass: all && faults.every((one) => one === 0), counts: { by: 'browser', ...counts, ...verdict } };
        } finally {
          await phone.discard();
        }
      }),
    ),
};
