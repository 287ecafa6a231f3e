import type { Page } from '@playwright/test';
import type { ActivityId } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent, newId } from '../domain/make.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expect, test as office, signIn } from './office.ts';

const test = office.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  server: async ({}, use) => {
    const server = await startServer({ env: { DEMO_PLANS: 'kien-giang-2024,dien-bien-2024' } });
    await use(server);
    await server.stop();
  },
});

/** An officer who logs sessions, each with these attendances, and can take them back. */
async function logSessions(server: RunningServer, all: readonly number[]) {
  const officer = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const { changes, cursor } = await officer.sync([]);
  const plan = (changes.plans as readonly Plan[]).find(({ id }) => id === 'kien-giang-2024');
  if (!plan) throw new Error('There is no plan');
  const change = (activityId: ActivityId, rest: object) => ({ id: newId(), activityId, at: new Date().toISOString(), ...rest });
  const recorded = all.map((attendees) => {
    const place = { planId: plan.id, itemCode: 'II.1.b.p1', unitId: 'qlbg', localityId: 'c-gt', date: plan.period.from };
    const content = makeContent({ ...place, own: { sessions: 1, attendees } });
    return change(newId() as ActivityId, { action: 'record', base: 0, patch: changedFields(undefined, content) });
  });
  const { results } = await officer.sync(recorded, cursor);
  expect(results.map(({ status }) => status)).toEqual(all.map(() => 'applied'));
  return {
    withdrawAll: async () => {
      await officer.sync(
        recorded.map(({ activityId }) => change(activityId, { action: 'withdraw', base: 1, patch: {} })),
        cursor,
      );
    },
  };
}

const lines = (desk: Page) => desk.locator('.review-line');
/** What the line says that the person is at, by its attendances. */
const current = (desk: Page) => desk.locator('.review-line-go[aria-current]');
const focused = (desk: Page) => desk.locator('.review-line-go:focus');

test('a supervisor judges with the keyboard alone: once a press, from line to line, and without letters where they are switched off', async ({
  server,
  desk,
}) => {
  test.setTimeout(180_000);
  await logSessions(server, [11, 22, 33, 97, 99]);
  await signIn(desk, server, 'VP-01');
  await desk.goto('/duyet');
  await expect(lines(desk)).toHaveCount(5);

  // Several plans lie on this device: each line says whose it is, and so do two records side by side.
  for (const line of await lines(desk).all()) await expect(line.locator('.review-line-plan')).toHaveText(/\S/);
  const compared = desk.getByRole('table');
  for (let step = 0; step < 5 && !(await compared.isVisible()); step++) await desk.keyboard.press('j');
  await expect(compared.getByRole('row', { name: /^Kế hoạch/ })).toBeVisible();

  // The arrows go through the list, and scroll the record beside it.
  for (let step = 0; step < 5; step++) await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('ArrowDown');
  const second = (await current(desk).textContent()) ?? '';
  const third = (await desk.locator('.review-line-go').nth(2).textContent()) ?? '';
  await expect(focused(desk)).toHaveText(second);
  const beside = desk.getByRole('region', { name: 'Bản ghi đang xem' });
  await beside.focus();
  await expect(beside).toBeFocused();
  await desk.keyboard.press('ArrowDown');
  await expect(current(desk)).toHaveText(second);

  // Held down, the letter judges one record; the next has the focus, and is shown.
  await desk.keyboard.down('x');
  await desk.keyboard.down('x');
  await desk.keyboard.down('x');
  await expect(lines(desk)).toHaveCount(4);
  await desk.keyboard.down('x');
  await desk.keyboard.up('x');
  await expect(focused(desk)).toHaveText(third);
  await expect(current(desk)).toHaveText(third);
  await expect(lines(desk)).toHaveCount(4);

  const letters = desk.getByRole('switch', { name: 'Phím tắt một chữ' });
  await letters.click();
  await desk.keyboard.press('x');
  await desk.keyboard.press('t');
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  await desk.reload();
  await expect(letters).not.toBeChecked();
  await expect(lines(desk)).toHaveCount(4);
  await letters.click();
  await desk.keyboard.press('t');
  await expect(desk.getByRole('dialog', { name: /Trả lại 1/ })).toBeVisible();
});

test('a dialog about the last records of the list stays, with what was typed, when sync empties the list', async ({ server, desk }) => {
  const { withdrawAll } = await logSessions(server, [11]);
  await signIn(desk, server, 'TP-QLBG');
  await desk.goto('/duyet');
  await expect(lines(desk)).toHaveCount(1);
  await desk.keyboard.press('t');
  const asking = desk.getByRole('dialog', { name: /Trả lại 1/ });
  await asking.getByRole('textbox').fill('Thiếu số bản cam kết');
  await withdrawAll();
  await desk.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(lines(desk)).toHaveCount(0);
  await expect(asking.getByRole('textbox')).toHaveValue('Thiếu số bản cam kết');
  await asking.getByRole('button', { name: 'Trả lại' }).click();
  await expect(desk.getByText(/1\s+bản ghi vừa đổi/)).toBeVisible();
  await expect(asking).toHaveCount(0);
});
