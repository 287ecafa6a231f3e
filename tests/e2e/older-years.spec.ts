import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Plan } from '../../src/domain/plan.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { makeContent } from '../domain/make.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { clockAt, withClock } from '../helpers/shifted-clock.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { makeStateChange } from '../server/helpers.ts';
import { expectClear } from './axe.ts';
import { expect, Phone, signIn, tab, test, words } from './office.ts';

const YEAR_MS = 366 * 86_400_000;
const SHOTS = process.env['SHOTS'];

/** Sessions of one officer: the lead confirms all but the last. */
async function logAndConfirm({ origin, passwords }: RunningServer): Promise<void> {
  const officer = await signInClient(origin, 'CB-07', passwords.get('CB-07') ?? '');
  const [plan] = (await officer.sync([])).changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const make = (note: string) =>
    makeContent({ planId: plan.id, itemCode: 'II.1.b.p1', unitId: 'qlbg', localityId: 'c-gt', date: plan.period.from, note });
  await officer.createAll([make('Nói chuyện ở chợ'), make('Thăm trường học'), make('Còn chờ xác nhận')]);
  const lead = await signInClient(origin, 'TP-QLBG', passwords.get('TP-QLBG') ?? '');
  const records = ((await lead.sync([])).changes.activities ?? []) as ServerActivity[];
  const done = records.filter(({ content }) => content.note !== 'Còn chờ xác nhận');
  await lead.sync(done.map(({ id }) => makeStateChange(id, 1, 'confirm')));
}

test('two years on a phone holds what still waits, says where the rest is, and gets a year back to read it without a signal', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-'));
  let server = await startServer({ dataDir });
  const { passwords } = server;
  let clock = '';
  const phone = new Phone(server.origin, async (context) => {
    await context.addInitScript(clock);
  });
  const entries = (): Locator => page.locator('.entry');
  const older = (): Locator => page.getByText('Bản ghi cũ hơn đã xong thì nằm ở văn phòng', { exact: false });
  let page: Page;
  try {
    await logAndConfirm(server);
    page = await phone.open();
    await signIn(page, server, 'CB-07');
    await tab(page, 'Nhật ký').click();
    await expect(entries()).toHaveCount(3);
    await expect(older()).toBeHidden();
    const year = new Date().getFullYear();
    await phone.close();
    await server.stop();

    clock = clockAt(new Date(Date.now() + 2 * YEAR_MS).toISOString());
    server = await startServer({ dataDir, port: Number(new URL(server.origin).port), env: withClock(clock) });
    page = await phone.open();
    await signIn(page, { origin: server.origin, passwords }, 'CB-07');
    await tab(page, 'Nhật ký').click();
    await expect(older()).toBeVisible();
    await expect(entries()).toHaveCount(1);
    await expect(entries()).toContainText('chờ xác nhận');
    await expectClear(page, 'the end of the journal');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/older.png` });

    await phone.setOffline(true);
    await page.getByRole('button', { name: `Lấy năm ${year}` }).click();
    await expect(page.getByText('Chưa hỏi được văn phòng', { exact: false })).toBeVisible();
    await phone.setOffline(false);
    await page.getByRole('button', { name: `Lấy năm ${year}` }).click();
    await expect(page.getByText(words(`Đã lấy 3 bản ghi của năm ${year}`))).toBeVisible();
    await expect(entries()).toHaveCount(3);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/older-back.png` });
    await phone.setOffline(true);
    await page.reload();
    await tab(page, 'Nhật ký').click();
    await expect(entries()).toHaveCount(3);
  } finally {
    await phone.discard();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
