import { type BrowserContext, chromium } from '@playwright/test';
import { lastEnded } from '../../src/client/features/reports/report-choice.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { day, officeDay } from '../../src/domain/day.ts';
import { UnitId, uuidv7 } from '../../src/domain/ids.ts';
import { contains } from '../../src/domain/period.ts';
import { MAX_MUTATIONS } from '../../src/protocol/limits.ts';
import { chooseBrowser } from '../helpers/chromium.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { median, printFigure } from './figure.ts';
import { phone, signInPage, throttle } from './phone.ts';

const LEAD = 'TP-QLBG';
const OFFICER = 'CB-07';
const UNIT = UnitId.parse('qlbg');
const RECORDS = 2_000;
const RUNS = 3;

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

/** As many records as one unit makes in a busy year, all of them in the month that has ended last. */
async function makeMonth(officer: SyncClient): Promise<ActivityContent[]> {
  const { plans: [plan] = [], units = [], localities = [], partners = [] } = (await officer.sync([])).changes;
  if (!plan) throw new Error('The server sent no plan');
  const today = day(officeDay(Date.now()));
  const { period } = lastEnded(plan, today);
  const make = activityGenerator({ plan, units, localities, partners, until: today }, 5);
  const month: ActivityContent[] = [];
  while (month.length < RECORDS) {
    const content = make({ unitId: UNIT });
    if (contains(period, content.date)) month.push(content);
  }
  return month;
}

/** The lead confirms whatever waits. */
async function confirmAll(lead: SyncClient): Promise<void> {
  let { changes, cursor, more } = await lead.sync([]);
  const waiting = [...(changes.activities ?? [])];
  while (more) {
    ({ changes, cursor, more } = await lead.sync([], cursor));
    waiting.push(...(changes.activities ?? []));
  }
  const at = new Date().toISOString();
  const verdicts = waiting.map(({ id, version }) => ({ id: newId(), activityId: id, action: 'confirm', base: version, patch: {}, at }));
  for (let start = 0; start < verdicts.length; start += MAX_MUTATIONS) {
    const answer = await lead.sync(verdicts.slice(start, start + MAX_MUTATIONS), cursor);
    if (answer.results.some(({ status }) => status !== 'applied')) throw new Error('A record could not be confirmed');
    cursor = answer.cursor;
  }
}

async function fillMonth(server: RunningServer): Promise<void> {
  const [officer, lead] = (await Promise.all(
    [OFFICER, LEAD].map((staffCode) => signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '')),
  )) as [SyncClient, SyncClient];
  await officer.createAll(await makeMonth(officer));
  await confirmAll(lead);
}

/** From the press until the whole file is there, with the list of all activities behind it, on a page that has made none before. */
async function timeWord(context: BrowserContext, origin: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${origin}/tong-hop/bao-cao`);
  await page.getByRole('switch', { name: /Kèm danh mục hoạt động/ }).click();
  await page.getByRole('article', { name: 'Tờ báo cáo' }).getByRole('row').nth(RECORDS).waitFor({ state: 'attached', timeout: 120_000 });
  const key = page.getByRole('button', { name: 'Tải Word' });
  await key.waitFor();
  await throttle(page, 4);
  const startedAt = performance.now();
  const [file] = await Promise.all([page.waitForEvent('download'), key.click()]);
  await file.path();
  const took = performance.now() - startedAt;
  await page.close();
  return took;
}

/** The month's report on a lead's phone, which has all its records, with the processor slowed four times. */
export async function benchReport(): Promise<void> {
  const server = await startServer({ env: { QUIET: '1' } });
  const { executablePath, channel, args } = await chooseBrowser();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), ...(channel && { channel }), args: [...args] });
  try {
    await fillMonth(server);
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    await signInPage(page, server, LEAD);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await timeWord(context, server.origin));
    printFigure({ figure: 'report.docx.4x', value: median(times) / 1000, unit: 's', bar: 5 });
  } finally {
    await browser.close();
    await server.stop();
  }
}
