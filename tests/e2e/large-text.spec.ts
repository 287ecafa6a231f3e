import { type BrowserContextOptions, chromium, type Locator, type Page } from '@playwright/test';
import { day, officeDay } from '../../src/domain/day.ts';
import { chooseBrowser } from '../helpers/chromium.ts';
import { activityGenerator } from '../helpers/generator.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expect, signIn, test } from './office.ts';

/** A lead logs as well as reads figures: one account sees all the screens. */
const LEAD = 'TP-QLBG';
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

async function seed(server: RunningServer): Promise<void> {
  const client = await signInClient(server.origin, LEAD, server.passwords.get(LEAD) ?? '');
  const { plans, units = [], localities = [], partners = [] } = (await client.sync([])).changes;
  const plan = plans?.[0];
  if (!plan) throw new Error('The server sent no plan');
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 5);
  await client.createAll(Array.from({ length: 12 }, () => make({ unitId: client.person.unitIds[0] ?? make().unitId })));
}

/** Runs with a browser whose own font size was set, as its settings do. */
async function withFontSize(px: number, use: (page: Page) => Promise<void>): Promise<void> {
  const { args, ...choice } = await chooseBrowser();
  const browser = await chromium.launch({ ...choice, args: [...args, `--blink-settings=defaultFontSize=${px}`] });
  try {
    await use(await browser.newPage({ ...PHONE, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }));
  } finally {
    await browser.close();
  }
}

const groundOf = (place: Locator): Promise<string> => place.evaluate((element) => getComputedStyle(element).backgroundColor);

for (const px of [21, 32]) {
  test(`with a font size of ${px} px every title is whole and no screen scrolls sideways`, async ({ server }) => {
    await seed(server);
    await withFontSize(px, async (page) => {
      await signIn(page, server, LEAD);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${px}px`);
      for (const path of ['/', '/ghi/borderSession', '/nhat-ky', '/toi', '/tong-hop', '/tong-hop/bao-cao', '/duyet']) {
        await page.goto(`${server.origin}${path}`);
        const title = page.getByRole('heading', { level: 1 });
        await expect(title).toBeVisible();
        // Broken between letters it would stand as a column of them.
        await expect.poll(async () => (await title.boundingBox())?.width ?? 0, path).toBeGreaterThan(3 * px);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
      }
    });
  });
}

test('in forced colours what is pressed, chosen or current differs from what is not', async ({ server, browser }) => {
  const page = await browser.newPage({ ...PHONE, forcedColors: 'active' });
  await signIn(page, server, LEAD);
  const tabs = page.getByRole('navigation', { name: 'Chính' }).getByRole('link');
  expect(await groundOf(tabs.first())).not.toBe(await groundOf(tabs.nth(1)));
  await page.goto(`${server.origin}/ghi/borderSession`);
  const [today, yesterday] = [page.getByRole('button', { name: 'Hôm nay' }), page.getByRole('button', { name: 'Hôm qua' })];
  await expect(today).toHaveAttribute('aria-pressed', 'true');
  expect(await groundOf(today)).not.toBe(await groundOf(yesterday));
  const chips = page.locator('.chip');
  await chips.first().click();
  await expect(page.locator('.chip-on')).toHaveCount(1);
  expect(await groundOf(page.locator('.chip-on'))).not.toBe(await groundOf(page.locator('.chip:not(.chip-on)').first()));
  await page.goto(`${server.origin}/tong-hop`);
  const segments = page.locator('.tally-segment');
  expect(await groundOf(segments.first())).not.toBe(await groundOf(segments.nth(1)));
  // What opens from the foot stands on the foot of the window.
  await page.getByRole('button', { name: /Cả kế hoạch/ }).click();
  const gap = await page.getByRole('dialog').evaluate((dialog) => innerHeight - dialog.getBoundingClientRect().bottom);
  expect(Math.abs(gap)).toBeLessThan(1);
  await page.close();
});

test('a table is printed in both directions with its plan and period, and copied without hidden sentences', async ({ server, desk }) => {
  await seed(server);
  await signIn(desk, server, LEAD);
  await desk.goto(`${server.origin}/tong-hop`);
  const table = desk.locator('.data-table').first();
  await expect(table).toBeVisible();
  const copied = await table.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    return String(getSelection());
  });
  const [hidden = ''] = await table.locator('.unseen').allTextContents();
  expect(hidden).not.toBe('');
  expect(copied).toContain('Tổng cộng');
  expect(copied).not.toContain(hidden);
  await desk.emulateMedia({ media: 'print' });
  // A4 less its margins, lying and upright.
  for (const width of [1047, 718]) {
    await desk.setViewportSize({ width, height: 1000 });
    await expect(desk.locator('.print-line').first()).toContainText(/năm \d{4}.*Cả kế hoạch, 1\/1\/\d{4}/);
    expect((await table.boundingBox())?.width).toBeGreaterThan(width * 0.9);
    expect(await desk.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
});
