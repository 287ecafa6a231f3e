import { readFileSync } from 'node:fs';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, test, waitUntilInstalled } from './office.ts';

/** Sessions of one officer, the last two of them much alike. */
async function logSome(server: RunningServer): Promise<void> {
  const officer = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const { changes } = await officer.sync([]);
  const [plan] = changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const make = (note: string, attendees: number) =>
    makeContent({
      planId: plan.id,
      itemCode: 'II.1.b.p1',
      unitId: 'qlbg',
      localityId: 'c-gt',
      date: plan.period.from,
      note,
      own: { sessions: 1, attendees },
    });
  await officer.createAll([
    make('Nói chuyện ở chợ', 20),
    make('=HYPERLINK("http://x")', 64),
    make('Cột mốc 302', 100),
    make('Mốc số 302', 97),
  ]);
}

test('a supervisor finds records by their words, sees two that are alike side by side, takes them out and lets a spreadsheet read them', async ({
  server,
  desk,
}) => {
  await logSome(server);
  await signIn(desk, server, 'VP-01');
  await desk.goto('/tong-hop');
  await desk.getByRole('link', { name: 'Bản ghi', exact: true }).click();
  const lines = desk.locator('.browse-line');
  await expect(lines).toHaveCount(4);
  await desk.keyboard.press('/');
  await desk.keyboard.type('cot moc 302');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('Cột mốc 302');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('j');
  const beside = desk.getByRole('region', { name: 'Bản ghi đang mở' });
  await expect(beside).toContainText('100');
  await expectClear(desk, 'the records at the desk');
  await desk.getByRole('searchbox').fill('');
  await expect(lines).toHaveCount(4);

  await desk.getByRole('button', { name: 'Tải xuống' }).click();
  const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: 'CSV (.csv)' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF"Mã bản ghi";')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(5);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);

  await desk.goto('/tong-hop/ket-noi');
  await desk.getByLabel('Tên khóa').fill('Power BI');
  await desk.getByRole('button', { name: 'Tạo khóa' }).click();
  const key = await desk.locator('.one-time-code').textContent();
  const address = await desk.getByText('/api/feed/records', { exact: false }).last().textContent();
  const read = () => fetch(address ?? '', { headers: { authorization: `Basic ${btoa(`x:${key}`)}` } });
  expect(((await (await read()).json()) as { value: unknown[] }).value).toHaveLength(4);
  await expectClear(desk, 'the keys of spreadsheets');
  await desk.getByRole('button', { name: 'Thu hồi khóa Power BI' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await expect(desk.getByText('đã thu hồi')).toBeVisible();
  expect((await read()).status).toBe(401);

  await desk.goto('/duyet');
  const compared = desk.getByRole('table');
  await expect(desk.locator('.review-line')).toHaveCount(4);
  for (let step = 0; step < 4 && !(await compared.isVisible()); step++) await desk.keyboard.press('j');
  await expect(compared.getByRole('row', { name: 'Ghi chú' })).toContainText('Mốc số 302');
  await expectClear(desk, 'review at the desk');
  await desk.keyboard.press('x');
  await expect(desk.locator('.review-line')).toHaveCount(3);
});

test('a lead without a signal searches what lies on the phone, and is told so', async ({ server, phone }) => {
  await logSome(server);
  const online = await phone.open();
  await signIn(online, server, 'TP-QLBG');
  await waitUntilInstalled(online);
  await online.goto(`${server.origin}/tong-hop/ban-ghi`);
  await expect(online.locator('.browse-line')).toHaveCount(4);
  await expectClear(online, 'the records on a phone');
  await phone.close();

  const page = await phone.open(true, '/tong-hop/ban-ghi');
  await expect(page.getByText('đây chỉ là 4 bản ghi nằm trên máy này')).toBeVisible();
  await page.getByRole('searchbox').fill('ngoi chuyen');
  await expect(page.locator('.browse-line')).toHaveCount(0);
  await page.getByRole('searchbox').fill('noi chuyen');
  await expect(page.locator('.browse-line')).toHaveCount(1);
});
