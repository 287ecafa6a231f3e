import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { addDays, day, officeDay } from '../../src/domain/day.ts';
import { UnitId } from '../../src/domain/ids.ts';
import { chooseBrowser } from '../helpers/chromium.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { type Figure, median, percentile, printFigure } from './figure.ts';

const OFFICER = 'CB-07';
const PIN = '739205';
const RECORDS = 10_000;
const RUNS = 5;
const SAVES = 40;
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: (400 * 1024) / 8, uploadThroughput: (400 * 1024) / 8 };
const FORM = '/ghi/borderSession';

/** Usable: the plan is there (an item is proposed) and Save can be pressed. */
const formReady = async (page: Page): Promise<void> => {
  await page.locator('main .pick .plate').first().waitFor();
  await page.getByRole('button', { name: 'Lưu trên máy' }).waitFor();
};
/** The same, noticed by the page itself, so that the driver's own polling is not measured. */
const watchForm = (page: Page) =>
  page.addInitScript(() => {
    const shared = window as unknown as { usable: Promise<number> };
    shared.usable = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('main .pick .plate') || !document.querySelector('.dock .key-main')) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
  });
const usableAt = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { usable: Promise<number> }).usable);

export async function signInPage(page: Page, server: RunningServer, staffCode: string): Promise<void> {
  await page.goto(server.origin);
  await page.getByLabel('Mã cán bộ').fill(staffCode);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(server.passwords.get(staffCode) ?? '');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
}

export async function throttle(page: Page, rate: number): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return cdp;
}

export const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
};

/** Cookies and the pointer to the signed-in person, without any cache or database: a phone whose browser was tidied. */
async function coldContext(browser: Browser, signedIn: BrowserContext): Promise<BrowserContext> {
  return browser.newContext({ ...phone, serviceWorkers: 'block', storageState: await signedIn.storageState() });
}

async function measureBytes(browser: Browser, signedIn: BrowserContext, origin: string): Promise<Figure> {
  const context = await coldContext(browser, signedIn);
  const page = await context.newPage();
  await page.goto(`${origin}${FORM}`);
  await formReady(page);
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry as PerformanceResourceTiming)
      .filter((entry) => /\.(?:js|css)$/.test(new URL(entry.name).pathname))
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
  );
  await context.close();
  return { figure: 'start.bytes', value: bytes / 1000, unit: 'kB', bar: 70, peer: 'Enketo core 248, ODK Web Forms 1032' };
}

async function measureCold(browser: Browser, signedIn: BrowserContext, origin: string): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await coldContext(browser, signedIn);
    const page = await context.newPage();
    const cdp = await throttle(page, 4);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', SLOW_3G);
    await watchForm(page);
    await page.goto(`${origin}${FORM}`, { waitUntil: 'commit' });
    times.push(await usableAt(page));
    await context.close();
  }
  return { figure: 'start.cold.slow3g', value: median(times) / 1000, unit: 's', bar: 5, peer: 'Enketo core 8.3, ODK Web Forms 26.6' };
}

async function measureWarmOffline(context: BrowserContext, origin: string): Promise<Figure> {
  const times: number[] = [];
  await context.setOffline(true);
  for (let run = 0; run < RUNS; run++) {
    const page = await context.newPage();
    await throttle(page, 4);
    await watchForm(page);
    await page.goto(`${origin}${FORM}`, { waitUntil: 'commit' });
    times.push(await usableAt(page));
    await page.close();
  }
  return { figure: 'start.warm.offline', value: median(times) / 1000, unit: 's', bar: 1 };
}

/** Starts a stopwatch in the page that ends when the selector appears (or its text changes) and the frame is painted. */
const stopwatch = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const before = document.querySelector(wanted)?.textContent;
    const shared = window as unknown as { bench: Promise<number> };
    shared.bench = new Promise((resolve) => {
      let started = 0;
      const start = (): void => {
        started ||= performance.now();
      };
      for (const kind of ['pointerdown', 'input', 'click'] as const) window.addEventListener(kind, start, { capture: true, once: true });
      const watch = new MutationObserver(() => {
        const found = document.querySelector(wanted);
        if (!started || !found || found.textContent === before) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
  }, selector);
const elapsed = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { bench: Promise<number> }).bench);

/** Opens an address as a person would: a sealed log wants its PIN first. */
type Visit = (page: Page, address: string) => Promise<void>;
const visit: Visit = async (page, address) => void (await page.goto(address));
const visitSealed: Visit = async (page, address) => {
  await page.goto(address);
  await page.getByLabel('Mã PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await page.getByRole('navigation', { name: 'Chính' }).or(page.locator('.dock .key-main')).first().waitFor();
};

/** Each on a day of its own, so that none is taken for another; `daysBack`: what was saved before. */
async function measureSaves(page: Page, origin: string, visit: Visit, daysBack: number): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < SAVES; run++) {
    await visit(page, `${origin}${FORM}`);
    await formReady(page);
    await page.getByLabel('Ngày', { exact: true }).fill(addDays(day(officeDay(Date.now())), -(daysBack + run)));
    await page.getByLabel('Lượt người tham dự').fill(String(15_000 + run));
    if (run === 0) await chooseLocality(page);
    await stopwatch(page, '.snack');
    await page.getByRole('button', { name: 'Lưu trên máy' }).click();
    times.push(await elapsed(page));
  }
  return { figure: 'save.p95', value: percentile(times, 0.95), unit: 'ms', bar: 100 };
}

async function measureJournal(page: Page, origin: string, visit: Visit): Promise<Figure[]> {
  const first: number[] = [];
  const search: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await visit(page, origin);
    await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
    await stopwatch(page, '.book a[href^="/ban-ghi/"]');
    await page.getByRole('link', { name: /^Nhật ký/ }).click();
    first.push(await elapsed(page));
    await page.getByRole('button', { name: 'Tìm' }).click();
    const box = page.getByRole('searchbox');
    // The index is read when the box opens; each letter after that is measured.
    await box.pressSequentially('g');
    await page.waitForTimeout(1_500);
    for (const letter of 'iang') {
      await stopwatch(page, '.book');
      await box.pressSequentially(letter);
      search.push(await elapsed(page));
    }
  }
  return [
    { figure: 'journal.first', value: median(first), unit: 'ms', bar: 200 },
    { figure: 'journal.search', value: percentile(search, 0.95), unit: 'ms', bar: 100 },
  ];
}

async function measureTally(page: Page, origin: string, visit: Visit): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await visit(page, origin);
    await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
    await stopwatch(page, '.plan-item .figure');
    await page.getByRole('link', { name: /^Kế hoạch/ }).click();
    times.push(await elapsed(page));
  }
  return { figure: 'tally.phone', value: median(times), unit: 'ms', bar: 150 };
}

async function chooseFirstPin(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/toi`);
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await page.getByLabel('Mã PIN mới').fill(PIN);
  await page.getByLabel('Nhập lại mã PIN').fill(PIN);
  await page.getByRole('button', { name: 'Đặt mã và mã hóa sổ' }).click();
  await page.getByRole('button', { name: 'Mở khóa' }).waitFor({ timeout: 120_000 });
}

/**
 * From the press on "Mở khóa" until the form can be used. The derivation of the key is the browser's own and not slowed with the
 * page; a phone measures when its PIN is chosen how many rounds it can afford.
 */
async function measureUnlock(context: BrowserContext, origin: string): Promise<Figure> {
  const times: number[] = [];
  await context.setOffline(true);
  for (let run = 0; run < RUNS; run++) {
    const page = await context.newPage();
    await throttle(page, 4);
    await page.goto(`${origin}${FORM}`);
    await page.getByLabel('Mã PIN', { exact: true }).fill(PIN);
    await stopwatch(page, 'main .pick .plate');
    await page.getByRole('button', { name: 'Mở khóa' }).click();
    times.push(await elapsed(page));
    await page.close();
  }
  await context.setOffline(false);
  return { figure: 'pin.unlock', value: median(times), unit: 'ms', bar: 1_500 };
}

async function chooseLocality(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Địa bàn/ }).click();
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
}

async function seedRecords(server: RunningServer): Promise<void> {
  const client = await signInClient(server.origin, OFFICER, server.passwords.get(OFFICER) ?? '');
  const { changes } = await client.sync([]);
  const plan = changes.plans?.[0];
  if (!plan) throw new Error('The server sent no plan');
  const make = activityGenerator(
    {
      plan,
      units: changes.units ?? [],
      localities: changes.localities ?? [],
      partners: changes.partners ?? [],
      until: day(officeDay(Date.now())),
    },
    1,
  );
  const unitId = client.person.unitIds[0] ?? UnitId.parse('qlbg');
  await client.createAll(Array.from({ length: RECORDS }, () => make({ unitId })));
}

/** Signs in, and waits until everything the server has is on the phone and the app opens without a network. */
async function fillPhone(context: BrowserContext, server: RunningServer): Promise<Page> {
  const page = await context.newPage();
  await signInPage(page, server, OFFICER);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByText('10.000').waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null || caches.keys().then((keys) => keys.length > 0));
  return page;
}

const measureUse = async (page: Page, origin: string, visit: Visit, daysBack: number): Promise<Figure[]> => [
  await measureSaves(page, origin, visit, daysBack),
  ...(await measureJournal(page, origin, visit)),
  await measureTally(page, origin, visit),
];

/** Everything measured in a phone-sized browser with its processor slowed four times. */
export async function benchPhone(): Promise<void> {
  const server = await startServer();
  const { executablePath, channel, args } = await chooseBrowser();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), ...(channel && { channel }), args: [...args] });
  try {
    const small = await browser.newContext(phone);
    await signInPage(await small.newPage(), server, OFFICER);
    printFigure(await measureBytes(browser, small, server.origin));
    printFigure(await measureCold(browser, small, server.origin));
    await small.close();

    await seedRecords(server);
    const full = await browser.newContext(phone);
    const page = await fillPhone(full, server);
    printFigure(await measureWarmOffline(full, server.origin));
    await throttle(page, 4);
    const open = await measureUse(page, server.origin, visit, 0);
    for (const figure of open) printFigure(figure);

    await chooseFirstPin(page, server.origin);
    printFigure(await measureUnlock(full, server.origin));
    const sealed = await measureUse(page, server.origin, visitSealed, SAVES);
    // Sealed, the same may take up to 1.3 times as long.
    for (const [at, figure] of sealed.entries())
      printFigure({ ...figure, figure: `${figure.figure}.sealed`, bar: Math.max(figure.bar ?? 0, 1.3 * (open[at]?.value ?? 0)) });
  } finally {
    await browser.close();
    await server.stop();
  }
}
