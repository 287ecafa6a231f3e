import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { addressIn, type Build, fileAt, PAGE, pageOf, revisionOf, type ShippedFile } from '../../src/client/shipped/build.ts';
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

const WORKER = readFileSync('dist/sw.js', 'utf8');
const BUILD = JSON.parse(WORKER.slice(WORKER.indexOf('{'), WORKER.indexOf(';self.COTMOC_SCRIPTS'))) as Build;
const isCode = (path: string): boolean => /^assets\/.*\.(js|css)$/.test(path);

/**
 * The office after so many deployments: the built app under another address and other file names each time, those of before gone,
 * as a build does whose every file changed.
 */
class Deployments {
  #id = BUILD.id;
  #edit = (text: string): string => text;
  #worker = WORKER;
  /** By the path in this deployment, the path that the office has. */
  #paths = new Map(BUILD.files.map(([path]) => [path, path]));

  async deploy(nth: number): Promise<void> {
    const id = `build-${String(nth).padStart(2, '0')}`;
    const names = BUILD.files.flatMap(([path]) => (isCode(path) ? basename(path) : []));
    const tagged = (name: string): string => name.replace(/(\.\w+)$/, `.d${nth}$1`);
    const edit = (text: string): string =>
      pageOf(text, id).replaceAll(new RegExp(`(?<![\\w.-])(?:${names.map(RegExp.escape).join('|')})`, 'g'), tagged);
    const files = BUILD.files.map(async ([path, revision, group]): Promise<ShippedFile> => {
      const text = edit(readFileSync(join('dist', path), 'utf8'));
      const isEdited = isCode(path) || path === PAGE;
      const now = isEdited ? await revisionOf(path, new TextEncoder().encode(text)) : revision;
      return group ? [edit(path), now, group] : [edit(path), now];
    });
    const build: Build = { id, files: await Promise.all(files) };
    this.#id = id;
    this.#edit = edit;
    this.#worker = WORKER.replace(/\{.*\}(?=;self.COTMOC_SCRIPTS)/, () => JSON.stringify(build));
    this.#paths = new Map(BUILD.files.map(([path]) => [edit(path), path]));
  }

  readonly script = ({ method, path }: Asked): Fate | undefined => {
    if (method !== 'GET' || path.startsWith('/api/')) return undefined;
    if (path === '/sw.js') return { kind: 'rewrite', path, edit: () => this.#worker };
    const file = fileAt(path);
    const isPage = !/\.[^/]*$/.test(path) || path.endsWith('.html');
    if (!file) return isPage ? { kind: 'rewrite', path, edit: this.#edit } : undefined;
    const own = file.id === this.#id ? this.#paths.get(file.path) : undefined;
    return { kind: 'rewrite', path: addressIn(BUILD.id, own ?? `gone/${file.path}`), edit: this.#edit };
  };
}

const loadedAt = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin);
const attendees = (page: Page) => page.getByLabel('Lượt người tham dự');
const note = (page: Page) => page.getByLabel('Ghi chú');

/** Fetches the build that is there now, until it waits behind the one that runs. */
const fetchNewer = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    // As the page does once it hears that the office has another build.
    await fetch('/sw.js', { cache: 'no-cache' });
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
    const isAsset = fileAt(new URL(response.url()).pathname) !== undefined;
    if (!isAsset) return;
    if (response.status() === 404) counts.missingAssets += 1;
    if (/html/.test(response.headers()['content-type'] ?? '')) counts.htmlForAssets += 1;
  });
  page.on('requestfailed', (request) => {
    // A page that is left gives up what it was still fetching.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    if (fileAt(new URL(request.url()).pathname)) counts.failedChunks += 1;
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
    await deployments.deploy(nth + 1);
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
