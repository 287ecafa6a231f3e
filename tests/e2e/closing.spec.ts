import { lastEnded } from '../../src/client/features/reports/report-choice.ts';
import type { OwnFields } from '../../src/domain/activity-types.ts';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, test, words } from './office.ts';

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

/** An officer's records of the last month that has ended, and the lead who confirms them. */
async function openMonth(server: RunningServer) {
  const [officer, lead] = await Promise.all(
    ['CB-07', 'TP-QLBG'].map((one) => signInClient(server.origin, one, server.passwords.get(one) ?? '')),
  );
  const [plan] = ((await officer?.sync([]))?.changes.plans ?? []) as readonly Plan[];
  if (!plan || !officer || !lead) throw new Error('There is no plan');
  const { period } = lastEnded(plan, day(officeDay(Date.now())));
  const date = period.from < plan.period.from ? plan.period.from : period.from;
  return {
    record: (attendees: number) =>
      officer.createAll([
        makeContent({ planId: plan.id, itemCode: 'II.1.b.p1', unitId: 'qlbg', localityId: 'c-gt', date, own: { sessions: 1, attendees } }),
      ]),
    confirm: async (attendees: number): Promise<void> => {
      const { changes, cursor } = await lead.sync([]);
      const one = changes.activities?.find(({ content }) => (content.own as OwnFields)['attendees'] === attendees);
      const verdict = { id: newId(), activityId: one?.id, action: 'confirm', base: one?.version, patch: {}, at: new Date().toISOString() };
      expect((await lead.sync([verdict], cursor)).results.map(({ status }) => status)).toEqual(['applied']);
    },
  };
}

test('a month is closed with what waits before the eyes; what comes late stays out of it and stands in the next report', async ({
  server,
  desk,
}) => {
  test.setTimeout(150_000);
  const month = await openMonth(server);
  await month.record(40);
  await month.record(70);
  await month.confirm(40);

  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/tong-hop/bao-cao`);
  const paper = desk.getByRole('article', { name: 'Tờ báo cáo' });
  await expect(paper).toContainText('1 buổi tuyên truyền với 40 lượt người tham dự', { timeout: 20_000 });
  await expect(desk.getByText('Số trong tờ báo cáo là tạm tính.')).toBeVisible();
  await desk.getByRole('button', { name: 'Chốt số liệu' }).click();
  const dialog = desk.getByRole('dialog', { name: /Chốt số liệu/ });
  await expect(dialog).toContainText(words('1 lần ghi chờ xác nhận, chưa tính'));
  await expect(dialog.getByRole('listitem')).toContainText(words('II.1.b.p1 · CB-07'));
  await expectClear(desk, 'what waits before a period is closed');
  await dialog.getByRole('button', { name: 'Chốt số liệu' }).click();
  await expect(desk.getByText(/Đã chốt ngày .*, mã [0-9A-F]{8}\./)).toBeVisible();
  await expect(paper).toContainText('1 buổi tuyên truyền với 40 lượt người tham dự');

  await month.confirm(70);
  await month.record(9);
  await month.confirm(9);
  await desk.reload();
  await expect(desk.getByText(words('2 thay đổi sau khi chốt'))).toBeVisible({ timeout: 20_000 });
  await expect(paper).toContainText('1 buổi tuyên truyền với 40 lượt người tham dự');
  await expect(paper).not.toContainText('4. Bổ sung, điều chỉnh');

  await desk.getByText('Phần anh/chị viết').click();
  await desk.getByLabel('Ưu điểm').fill('Tổ chức đều.');
  await desk.getByRole('button', { name: 'Trình duyệt' }).click();
  await expect(desk.getByText('Đã trình duyệt').first()).toBeVisible();
  await desk.getByRole('switch', { name: /Kèm danh mục hoạt động/ }).click();
  await expect(paper.getByRole('row', { name: /01 buổi tuyên truyền; 40 lượt người tham dự/ })).toBeVisible();
  await expectClear(desk, 'a closed report at the desk');

  // The next month is open, and its report tells what has changed in the closed one.
  await desk.getByRole('button', { name: /Kỳ báo cáo/ }).click();
  const next = desk.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Chờ duyệt' }).locator('xpath=following-sibling::li[1]');
  await next.getByRole('button').click();
  await expect(paper).toContainText('So với các báo cáo trước: bổ sung 02 lần hoạt động.', { timeout: 20_000 });
  await expect(paper.getByRole('row', { name: /lượt người tham dự 0 79 \+79/ }).first()).toBeVisible();
});
