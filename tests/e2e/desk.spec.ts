import { addDays, day, officeDay } from '../../src/domain/day.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, tab, test } from './office.ts';

/** An officer's sessions at the markers, on the first day of the plan and today. */
async function fillBorder(server: RunningServer): Promise<void> {
  const officer = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const { changes } = await officer.sync([]);
  const [plan] = changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const at = (date: string, sessions: number, markers: readonly string[]) =>
    makeContent({
      planId: plan.id,
      itemCode: 'II.1.b.p1',
      unitId: 'qlbg',
      localityId: 'c-gt',
      date,
      own: { sessions, attendees: 40, markers },
    });
  const today = day(officeDay(Date.now()));
  // The first half of January may be all of the year there is.
  const earlier = today < addDays(plan.period.from, 14) ? today : plan.period.from;
  await officer.createAll([at(earlier, 2, ['304/6', '304/8']), at(today, 1, ['313'])]);
}

test('at the desk the figures are cut by month, marker and person, and the columns stay as they were chosen', async ({ server, desk }) => {
  await fillBorder(server);
  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Tổng hợp').click();
  const figures = desk.getByRole('region', { name: 'Tổng hợp' });
  await expect(figures.getByRole('row', { name: /II\.1\.b\.p1/ })).toContainText('+3', { timeout: 20_000 });
  const months = desk.getByRole('region', { name: 'Nhịp theo tháng' });
  await expect(months.getByRole('row', { name: /II\.1\.b\.p1/ })).toBeVisible();
  await expect(
    desk.getByRole('region', { name: 'Mục theo đơn vị' }).getByRole('columnheader', { name: /Quản lý biên giới/ }),
  ).toBeVisible();
  await expectClear(desk, 'Tổng hợp at the desk');

  await desk.getByRole('button', { name: 'Cột', exact: true }).click();
  await desk.getByRole('dialog').getByText('Lượt người', { exact: true }).click();
  await expectClear(desk, 'the columns to choose');
  await desk.getByRole('button', { name: 'Đóng', exact: true }).click();
  await expect(figures.getByRole('columnheader', { name: 'Lượt người' })).toBeHidden();
  await desk.reload();
  await expect(figures.getByRole('columnheader', { name: 'Tiến độ' })).toBeVisible();
  await expect(figures.getByRole('columnheader', { name: 'Lượt người' })).toBeHidden();

  await desk.getByRole('button', { name: 'Theo địa bàn' }).click();
  await expect(desk.getByText('26 mốc chưa có buổi nào')).toBeVisible();
  await desk.getByRole('link', { name: /^Mốc 304:/ }).click();
  await expect(desk.getByText('Mốc 304/6, 304/8')).toBeVisible();
  await expect(desk.getByText(/cộng lại được 0 buổi \+ 2 chờ, khớp với bảng/)).toBeVisible();
  await expectClear(desk, 'the strip of border markers');
  // A commune of the drawing opens what is behind its figure, and another takes its place.
  const tile = desk.locator('.place-map').getByRole('link', { name: /^Xã Giang Thành/ });
  await tile.click();
  await expect(tile).toHaveAttribute('aria-expanded', 'true');
  await expect(desk.getByRole('heading', { name: 'Xã Giang Thành' })).toBeVisible();
  await expect(desk.getByText(/cộng lại được 0 lần ghi \+ 2 chờ, khớp với bảng/)).toBeVisible();
  await expect(desk.getByRole('link', { name: /^Mốc 304:/ })).toHaveAttribute('aria-expanded', 'false');
  await expectClear(desk, 'the drawing of the communes');

  await desk.getByRole('button', { name: 'Theo đơn vị' }).click();
  await expect(desk.getByRole('region', { name: 'Theo cán bộ' }).getByRole('row', { name: /CB-07/ })).toContainText('2');
});

test('at the desk an item opens beside its plan, the way back leads to the one before, and paper shows the plan alone', async ({
  server,
  desk,
}) => {
  await fillBorder(server);
  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Kế hoạch').click();
  const beside = desk.getByRole('region', { name: 'Mục đang xem' });
  const line = desk.locator('.plan-tree').getByRole('link', { name: /^II\.1\.b\.p1/ });
  await line.click();
  await expect(beside.getByRole('heading', { name: /^Tuyên truyền phân giới cắm mốc/ })).toBeVisible();
  await expect(line).toHaveAttribute('aria-current', 'true');
  await expect(line).toBeFocused();
  await desk
    .locator('.plan-tree')
    .getByRole('link', { name: /^II\.2\.p1/ })
    .click();
  await expect(beside.getByRole('heading', { name: /^Lồng ghép cuộc họp/ })).toBeVisible();
  await expectClear(desk, 'an item beside its plan');
  await desk.goBack();
  await expect(beside.getByRole('heading', { name: /^Tuyên truyền phân giới cắm mốc/ })).toBeVisible();
  await desk.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(beside).toBeHidden();
  await expect(line).toBeVisible();
  await desk.evaluate(() => dispatchEvent(new Event('afterprint')));
  await beside.getByRole('link', { name: 'Mở trang riêng' }).click();
  await expect(desk).toHaveURL(/II\.1\.b\.p1$/);
});

test('two plans that run stand beside each other, whichever was worked on, and the choice of one is remembered', async ({
  server,
  desk,
}) => {
  await fillBorder(server);
  await signIn(desk, server, 'VP-01');
  const lead = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const [plan] = (await lead.sync([])).changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const second = { ...plan, id: 'bien-dao-rieng', title: 'Kế hoạch tuyên truyền biển, đảo', number: '9/KH-SNgV' };
  const saved = await fetch(`${server.origin}/api/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, cookie: lead.cookie },
    body: JSON.stringify({ plan: { ...second, version: 1 }, targets: [] }),
  });
  expect(saved.status, await saved.text()).toBe(200);

  await tab(desk, 'Tổng hợp').click();
  const figures = desk.getByRole('region', { name: 'Tổng hợp' });
  await expect(figures.getByRole('row', { name: /biển, đảo/ })).toBeVisible({ timeout: 20_000 });
  await expect(figures.getByRole('row', { name: new RegExp(plan.title) })).toContainText('+2');
  await expectClear(desk, 'all plans at the desk');
  // Pressed, a figure leads to its plan and opens no records.
  await expect(figures.getByRole('link', { name: /Mở bản ghi/ })).toHaveCount(0);
  await figures
    .getByRole('row', { name: new RegExp(plan.title) })
    .getByRole('link')
    .first()
    .click();
  await expect(figures.getByRole('row', { name: /II\.1\.b\.p1/ })).toContainText('+3');

  await desk.getByRole('button', { name: plan.title }).click();
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /biển, đảo/ })
    .click();
  await expect(desk.getByText('Kỳ này chưa có số nào')).toBeVisible();
  await tab(desk, 'Kế hoạch').click();
  await tab(desk, 'Tổng hợp').click();
  await expect(desk.getByRole('button', { name: /biển, đảo/ })).toBeVisible();
});
