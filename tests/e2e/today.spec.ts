import { addDays, day, officeDay } from '../../src/domain/day.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

const ITEM = 'II.1.b.p1';

/** Three sessions of today and a target that asks for far more; one phone says that it holds records. */
async function seed(server: RunningServer): Promise<void> {
  const clientOf = (code: string) => signInClient(server.origin, code, server.passwords.get(code) ?? '');
  const today = day(officeDay(Date.now()));
  const officer = await clientOf('CB-07');
  const [plan] = (await officer.sync([])).changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const date = addDays(today, -1) < plan.period.from ? today : addDays(today, -1);
  const record = makeContent({
    planId: plan.id,
    itemCode: ITEM,
    unitId: 'qlbg',
    localityId: 'c-gt',
    date,
    own: { sessions: 1, attendees: 40 },
  });
  await officer.createAll([record, record, record]);
  const office = await clientOf('VP-01');
  const place = { planId: plan.id, itemCode: ITEM, measure: 'sessions', unitId: null, period: 'year' };
  const answer = await fetch(`${server.origin}/api/targets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, cookie: office.cookie },
    body: JSON.stringify({ place, value: 4_000 }),
  });
  expect(answer.ok).toBe(true);
}

test('a supervisor opens to what needs a hand, acts from there, and reads it without a network', async ({ server, desk }) => {
  test.setTimeout(120_000);
  await seed(server);
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(desk, server, 'VP-01');
  const main = desk.getByRole('main');
  await expect(desk).toHaveURL(/\/hom-nay$/);
  const waiting = main.getByRole('link', { name: /chờ xác nhận.*cũ nhất/ });
  await expect(waiting).toContainText(/^3/);
  const late = main.getByRole('link', { name: new RegExp(`${ITEM.replaceAll('.', '\\.')} .*3 đang chờ xác nhận`) });
  await expect(late).toContainText(words('0/4.000 buổi'));
  const behind = /^−([\d.]+)/.exec(await late.innerText())?.[1] ?? '';
  await expectClear(desk, 'what needs a hand today');
  // Who oversees records too.
  await tab(desk, 'Ghi').click();
  await expect(main.getByRole('link', { name: /Buổi biên giới/ })).toBeVisible();
  await tab(desk, 'Hôm nay').click();

  // Each number stands on the screen it opens to.
  await late.click();
  await expect(desk.getByText(words(`Chậm ${behind} buổi`)).first()).toBeVisible();
  await tab(desk, 'Hôm nay').click();
  await waiting.click();
  await expect(desk.getByRole('checkbox')).toHaveCount(3);
  await tab(desk, 'Hôm nay').click();
  await main.getByRole('link', { name: /P\. QLBG-HTQT.*3 chờ/ }).click();
  await expect(desk.getByRole('row', { name: /Tổng cộng/ })).toContainText('+3');
  await tab(desk, 'Hôm nay').click();

  // One press, and the reminder is ready to be pasted where the office talks.
  await main.getByRole('button', { name: 'Nhắc P. QLBG-HTQT' }).click();
  await expect(desk.getByText('Đã chép lời nhắc, dán vào nhóm chat')).toBeVisible();
  const reminder = await desk.evaluate(() => navigator.clipboard.readText());
  expect(reminder).toContain(`chậm ${behind}\u00a0buổi; 3 đang chờ xác nhận; cần `);

  // Without a network the same stands there, phones too, and says as of when.
  const phones = main.getByRole('link', { name: 'Xem mọi máy' });
  await expect(main.getByText(/^nhận lúc \d/)).toBeVisible();
  await waitUntilInstalled(desk);
  await desk.context().setOffline(true);
  await desk.reload();
  await expect(waiting).toContainText(/^3/);
  await expect(late).toContainText(behind);
  await expect(main.getByText(/^nhận lúc \d/)).toBeVisible();
  await expect(desk.getByRole('banner')).toContainText(/số đến \d/);
  await expect(phones).toBeVisible();
});
