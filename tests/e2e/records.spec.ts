import { readFileSync } from 'node:fs';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, test, waitUntilInstalled, words } from './office.ts';

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
  await expect(desk.getByRole('searchbox')).toHaveValue('cot moc 302');
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
  // It stays at hand until the dialog is closed.
  await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: 'Tải về' }).click()]);

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
  await expect(desk.getByText(/· đã thu hồi/)).toBeVisible();
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

test('what is typed stays under the caret, a verdict shows in its line, and a file waits to be shared by a press of its own', async ({
  server,
  desk,
}) => {
  await logSome(server);
  // As in an installed app: a browser shares nothing but right after a press.
  await desk.addInitScript(() => {
    const match = matchMedia.bind(globalThis);
    globalThis.matchMedia = (query) => {
      const list = match(query);
      if (query.includes('standalone')) Object.defineProperty(list, 'matches', { value: true });
      return list;
    };
    const shared: string[] = [];
    Object.assign(globalThis, { shared, refuses: true });
    Object.defineProperty(navigator, 'canShare', { value: () => true });
    Object.defineProperty(navigator, 'share', {
      value: async ({ files }: { files: File[] }) => {
        if ((globalThis as { refuses?: boolean }).refuses) throw new DOMException('No press', 'NotAllowedError');
        shared.push(...files.map(({ name }) => name));
      },
    });
  });
  await signIn(desk, server, 'VP-01');
  await desk.goto('/tong-hop/ban-ghi');
  const lines = desk.locator('.browse-line');
  await expect(lines).toHaveCount(4);
  await desk.getByRole('button', { name: 'Mục', exact: true }).click();
  await expect(desk.getByRole('dialog')).toBeVisible();
  await desk.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
  expect(desk.url()).not.toContain('?');

  const search = desk.getByRole('searchbox');
  await search.click();
  await desk.keyboard.type('302');
  await expect(lines).toHaveCount(2);
  await desk.keyboard.press('Home');
  await desk.keyboard.type('moc ');
  await expect(desk).toHaveURL(/tim=moc/);
  await desk.keyboard.type('so ');
  await expect(lines).toHaveCount(1);
  await expect(search).toHaveValue('moc so 302');
  await search.fill('x'.repeat(121));
  await expect(desk.getByText(words('Đang dài 121 ký tự, rút còn 120'))).toBeVisible();
  await expect(lines).toHaveCount(0);
  await search.fill('moc so 302');

  await lines.first().click();
  await expect(lines.first()).toContainText('Chờ xác nhận');
  await desk.getByRole('region', { name: 'Bản ghi đang mở' }).getByRole('button', { name: 'Xác nhận' }).click();
  await expect(lines.first()).toContainText('Đã xác nhận', { timeout: 5_000 });

  const shared = () => desk.evaluate(() => (globalThis as unknown as { shared: string[] }).shared);
  await desk.getByRole('button', { name: 'Tải xuống' }).click();
  await desk.getByRole('button', { name: 'CSV (.csv)' }).click();
  const give = desk.getByRole('dialog').getByRole('button', { name: 'Tải về' });
  await give.click();
  await expect(desk.getByText('Tệp vẫn còn đây')).toBeVisible();
  await desk.evaluate(() => Object.assign(globalThis, { refuses: false }));
  expect(await shared()).toEqual([]);
  await give.click();
  await expect.poll(shared).toEqual([expect.stringMatching(/^cot-moc-ban-ghi-.*\.csv$/)]);
  await expectClear(desk, 'a file that waits to be shared');
});

test('a second key of the same person leaves the first to be put away, and without a clipboard it stands selected', async ({
  server,
  desk,
}) => {
  await desk.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await signIn(desk, server, 'VP-01');
  await desk.goto('/tong-hop/ket-noi');
  for (const name of ['Excel', 'Power BI']) {
    await desk.getByLabel('Tên khóa').fill(name);
    await desk.getByRole('button', { name: 'Tạo khóa' }).click();
    await expect(desk.getByText(`Khóa “${name}”`)).toBeVisible();
  }
  const keys = desk.locator('.one-time-code');
  await expect(keys).toHaveCount(2);
  await expect(desk.getByRole('button', { name: 'Thu hồi khóa' })).toHaveCount(2);
  const read = (key: string) => fetch(`${server.origin}/api/feed/records`, { headers: { authorization: `Bearer ${key}` } });
  for (const key of await keys.allTextContents()) expect((await read(key)).status).toBe(200);
  await desk.getByRole('button', { name: 'Chép khóa' }).first().click();
  const byHand = desk.getByLabel('hãy chép bằng tay');
  await expect(byHand).toHaveValue((await keys.first().textContent()) ?? '');
  await expect(byHand).toBeFocused();
  expect(await byHand.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0))).toBe(
    await byHand.inputValue(),
  );
  await expectClear(desk, 'a key to be copied by hand');
  await desk.getByRole('button', { name: 'Đã cất khóa' }).first().click();
  await expect(keys).toHaveCount(1);
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
