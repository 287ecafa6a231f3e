import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { lastEnded } from '../../src/client/features/reports/report-choice.ts';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, tab, test, waitUntilInstalled } from './office.ts';

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

/** An officer's records of the last month that has ended, all but the last of them confirmed by the lead. */
async function fillLastMonth(server: RunningServer, attendees: readonly number[]): Promise<void> {
  const officer = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const { changes } = await officer.sync([]);
  const [plan] = changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const { period } = lastEnded(plan, day(officeDay(Date.now())));
  const date = period.from < plan.period.from ? plan.period.from : period.from;
  await officer.createAll(
    attendees.map((count) =>
      makeContent({
        planId: plan.id,
        itemCode: 'II.1.b.p1',
        unitId: 'qlbg',
        localityId: 'c-gt',
        date,
        own: { sessions: 1, attendees: count },
      }),
    ),
  );
  const lead = await signInClient(server.origin, 'TP-QLBG', server.passwords.get('TP-QLBG') ?? '');
  const { changes: seen, cursor } = await lead.sync([]);
  const at = new Date().toISOString();
  const verdicts = (seen.activities ?? []).slice(0, -1).map(({ id, version }) => {
    return { id: newId(), activityId: id, action: 'confirm', base: version, patch: {}, at };
  });
  const { results } = await lead.sync(verdicts, cursor);
  expect(results.map(({ status }) => status)).toEqual(attendees.slice(1).map(() => 'applied'));
}

test('a lead opens the app without a network and has the month’s report as a Word file two presses later', async ({
  server,
  phone,
  desk,
}) => {
  test.setTimeout(150_000);
  await fillLastMonth(server, [40, 40, 40, 40]);
  const online = await phone.open();
  await signIn(online, server, 'TP-QLBG');
  await waitUntilInstalled(online);
  await tab(online, 'Duyệt').click();
  await expect(online.getByText('40 lượt người').first()).toBeVisible({ timeout: 20_000 });
  await phone.close();

  const page = await phone.open(true);
  await page.getByRole('link', { name: 'Làm báo cáo' }).click();
  const paper = page.getByRole('article', { name: 'Tờ báo cáo' });
  await expect(paper).toContainText('Trong kỳ đã tổ chức 3 buổi tuyên truyền với 120 lượt người tham dự.');
  await expect(page.getByText('1 lần ghi chờ xác nhận')).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải Word' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^bao-cao-qlbg-month-\d{4}-\d+\.docx$/);
  const parts = unzipSync(readFileSync(await file.path()));
  const words = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '\u241F');
  expect(words).toContain('Trong kỳ đã tổ chức 3 buổi tuyên truyền với 120 lượt người tham dự.');
  expect(words.replace(/\u241F+/g, '|')).toContain('|Xã Giang Thành|3|120|');

  // What is typed is on the paper, and still there when the app is opened again.
  await page.getByText('Phần anh/chị viết').click();
  await page.getByLabel('Ưu điểm').fill('Tổ chức đều.');
  await expect(paper).toContainText('Ưu điểm: Tổ chức đều.');
  await expectClear(page, 'the report and its words on a phone');
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Làm báo cáo' }).click();
  await expect(paper).toContainText('Ưu điểm: Tổ chức đều.');

  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Tổng hợp').click();
  await desk.getByRole('link', { name: 'Làm báo cáo' }).click();
  const office = desk.getByRole('article', { name: 'Tờ báo cáo' });
  await expect(office).toContainText('Trong kỳ đã tổ chức 3 buổi tuyên truyền với 120 lượt người tham dự.', { timeout: 20_000 });
  await expect(office.getByRole('row', { name: 'Xã Giang Thành 3 120' })).toBeVisible();
  await expectClear(desk, 'the report at the desk');
});
