import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import type { Plan } from '../../src/domain/plan.ts';
import { makeContent } from '../domain/make.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { DESK, expect, signIn, test, WHERE, waitUntilInstalled } from './office.ts';

const PATH = '/tong-hop/bao-cao';

/** How many settings of the office lie on this device. */
const settingsOn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const request = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const [known] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('cotmoc-'));
    const db = await request(indexedDB.open(known?.name ?? ''));
    const count = await request(db.transaction('planSettings').objectStore('planSettings').count());
    db.close();
    return count;
  });

test('a supervisor sets signer and recipients once, and a lead’s phone makes the report with them without a signal', async ({
  server,
  desk,
  phone,
}) => {
  test.setTimeout(150_000);
  const online = await phone.open();
  await signIn(online, server, 'TP-QLBG');
  await waitUntilInstalled(online);

  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}${PATH}?don-vi=qlbg`);
  const atDesk = desk.getByRole('article', { name: 'Tờ báo cáo' });
  await expect(atDesk).toBeVisible({ timeout: 20_000 });
  await desk.getByText('Tiêu đề, người ký, nơi nhận', { exact: true }).click();
  await expect(desk.getByText('Đọc từ kế hoạch; cơ quan chưa đặt.')).toBeVisible();
  await desk.getByLabel('Chức vụ người ký').fill('KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG');
  await desk.getByLabel('Nơi nhận').fill('Ban Giám đốc Sở;\nVăn phòng Sở;\nLưu.');
  await expect(desk.getByText('Phần đang sửa chỉ có trên máy này.')).toBeVisible();
  await expectClear(desk, 'a letterhead that was typed and not set');
  await desk.getByRole('button', { name: 'Đặt dùng chung' }).click();
  await expect(desk.getByText('Văn phòng đã nhận: máy nào làm báo cáo này cũng có')).toBeVisible();
  await expect(desk.getByText(/Cơ quan đã đặt \(VP-01/)).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Đặt dùng chung' })).toBeHidden();

  // The feed brings it with the next contact, whatever screen is looked at.
  await online.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => settingsOn(online), { timeout: 20_000 }).toBe(1);
  await phone.close();

  const page = await phone.open(true, `${PATH}`);
  const paper = page.getByRole('article', { name: 'Tờ báo cáo' });
  await expect(paper).toContainText('PHÓ TRƯỞNG PHÒNG', { timeout: 20_000 });
  await expect(paper).toContainText('Ban Giám đốc Sở');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải Word' }).click()]);
  const word = strFromU8(unzipSync(readFileSync(await file.path()))['word/document.xml'] ?? new Uint8Array());
  expect(word).toContain('PHÓ TRƯỞNG PHÒNG');
  expect(word).toContain('Ban Giám đốc Sở');

  // What is set without a signal is on the paper at once, says that it waits, and goes out by itself.
  await page.getByText('Tiêu đề, người ký, nơi nhận', { exact: true }).click();
  await page.getByLabel('Nơi làm báo cáo').fill('Rạch Giá');
  await page.getByRole('button', { name: 'Đặt dùng chung' }).click();
  await expect(page.getByText(/đang chờ gửi: máy giữ và tự gửi khi có mạng/).first()).toBeVisible();
  await expect(paper).toContainText('Rạch Giá, ngày');
  await expectClear(page, 'a letterhead that waits on a phone');
  // Meanwhile somebody types at the desk: their text stays in their hands when the phone's version comes.
  await desk.getByLabel('Ký hiệu sau số').fill('BC-QLBG');
  await phone.setOffline(false);
  await expect(page.getByText(/đang chờ gửi: máy giữ và tự gửi khi có mạng/)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText(/Cơ quan đã đặt \(TP-QLBG/)).toBeVisible();

  // The desk hears of it with its next contact.
  await desk.evaluate(() => dispatchEvent(new Event('online')));
  await expect(desk.getByText('Cơ quan có tiêu đề, người ký, nơi nhận khác.')).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByLabel('Ký hiệu sau số')).toHaveValue('BC-QLBG');
  await expect(atDesk).toContainText('BC-QLBG');
  await expectClear(desk, 'another letterhead that came while somebody typed');
  await desk.getByRole('button', { name: 'Dùng bản của cơ quan' }).first().click();
  await expect(atDesk).toContainText('Rạch Giá, ngày');
  await expect(atDesk).not.toContainText('BC-QLBG');
  await desk.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(desk.getByLabel('Ký hiệu sau số')).toHaveValue('BC-QLBG');
  await desk.getByRole('button', { name: 'Dùng bản của cơ quan' }).first().click();

  // What stood before can be read, and is one press away.
  await desk.getByText(/^Trước đó: VP-01/).click();
  await desk.getByRole('button', { name: 'Lấy lại bản trước đó' }).click();
  await desk.getByRole('button', { name: 'Đặt dùng chung' }).click();
  await expect(desk.getByText(/^Trước đó: TP-QLBG/)).toBeVisible();
  await expect(atDesk).not.toContainText('Rạch Giá, ngày');
});

test('the columns a supervisor sets for a plan are those with which others begin, until they choose their own', async ({
  server,
  desk,
  browser,
}) => {
  const officer = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const [plan] = (await officer.sync([])).changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const own = { sessions: 1, attendees: 40 };
  const where = { itemCode: 'II.1.b.p1', unitId: 'qlbg', localityId: 'c-gt' };
  await officer.createAll([makeContent({ planId: plan.id, ...where, date: plan.period.from, own })]);
  const choose = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Cột', exact: true }).click();
    await page.getByRole('dialog').getByText(name, { exact: true }).click();
  };
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/tong-hop`);
  await choose(desk, 'Lượt người');
  await expectClear(desk, 'columns that can be set for the office');
  await desk.getByRole('button', { name: 'Đặt các cột này cho cả cơ quan' }).click();
  await expect(desk.getByText('Ai mở kế hoạch này cũng thấy các cột này lúc đầu')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Đặt các cột này cho cả cơ quan' })).toBeHidden();

  const context = await browser.newContext({ ...DESK, ...WHERE });
  const other = await context.newPage();
  await signIn(other, server, 'GD-01');
  await other.goto(`${server.origin}/tong-hop`);
  const head = (name: string) => other.getByRole('columnheader', { name });
  await expect(head('Buổi')).toBeVisible({ timeout: 20_000 });
  await expect(head('Lượt người')).toBeHidden();
  await choose(other, 'Lượt người');
  await expect(other.getByRole('button', { name: 'Đặt các cột này cho cả cơ quan' })).toBeHidden();
  await other.getByRole('button', { name: 'Đóng' }).click();
  await expect(head('Lượt người')).toBeVisible();
  await other.getByRole('button', { name: 'Cột', exact: true }).click();
  await other.getByRole('button', { name: 'Như lúc đầu' }).click();
  await other.getByRole('button', { name: 'Đóng' }).click();
  await expect(head('Lượt người')).toBeHidden();
  await context.close();
});
