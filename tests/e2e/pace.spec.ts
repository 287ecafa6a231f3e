import type { Locator, Page } from '@playwright/test';
import { slashDay } from '../../src/client/labels/plain.ts';
import { day, officeDay } from '../../src/domain/day.ts';
import { startServer } from '../helpers/server-process.ts';
import { expectClear } from './axe.ts';
import { expect, fillTarget, test as office, pick, save, setTarget, signIn, tab, waitUntilInstalled, words } from './office.ts';

/** One plan counts sessions, the other has work that is done once. */
const test = office.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  server: async ({}, use) => {
    const server = await startServer({ env: { DEMO_PLANS: 'kien-giang-2024,dien-bien-2024' } });
    await use(server);
    await server.stop();
  },
});

const COUNTED = '/ke-hoach/kien-giang-2024/II.1.b.p1';
const SEA = '/ke-hoach/kien-giang-2024/II.1.c';
const ONCE = '/ke-hoach/dien-bien-2024/III.I.2';

/** Signed in, and the plans are there. */
async function openDesk(desk: Page, server: Parameters<typeof signIn>[1], path: string): Promise<void> {
  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Kế hoạch').click();
  await expect(rowOf(desk, /II\.1\.b\.p1/)).toBeVisible();
  await desk.goto(path);
  await expect(desk.getByRole('heading', { level: 1 })).not.toHaveText(/Không có/, { timeout: 15_000 });
}

const rowOf = (page: Page, code: RegExp): Locator => page.getByRole('link', { name: code });

test('targets set at the desk reach a phone that had no signal, and both say the same pace', async ({ server, phone, desk }) => {
  test.setTimeout(120_000);
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await tab(page, 'Kế hoạch').click();
  await expect(rowOf(page, /II\.1\.b\.p1/)).toContainText('chưa đặt chỉ tiêu');
  await phone.setOffline(true);

  await openDesk(desk, server, COUNTED);
  await setTarget(desk, { unit: 'P. QLBG-HTQT', value: '12' });
  await expect(desk.getByText(words('/ 12 buổi cả năm'))).toBeVisible();
  await setTarget(desk, { measure: 'Tờ rơi', period: 'Mỗi quý', unit: 'Cả cơ quan', value: '1.250' });
  await expect(desk.getByRole('button', { name: words('Tờ rơi, tài liệu đã phát') })).toContainText(words('/ 1.250 tờ'));

  // Without a network nothing is set, the words say so, and what was typed stays.
  await desk.goto(SEA);
  const dialog = await fillTarget(desk, { unit: 'Cả cơ quan', value: '48' });
  await desk.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Lưu chỉ tiêu' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Chưa có mạng' })).toBeVisible();
  await expect(dialog.getByLabel('Chỉ tiêu')).toHaveValue('48');
  await expectClear(desk, 'the form of a target');
  await desk.context().setOffline(false);
  await dialog.getByRole('button', { name: 'Lưu chỉ tiêu' }).click();
  await expect(desk.getByText(words('/ 48 buổi cả năm'))).toBeVisible();

  // The phone knows of none of them while it logs.
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Số buổi tuyên truyền').fill('2');
  await page.getByLabel('Lượt người tham dự').fill('60');
  await save(page);
  await tab(page, 'Kế hoạch').click();
  await expect(rowOf(page, /II\.1\.b\.p1/)).toContainText('chưa đặt chỉ tiêu');
  await phone.setOffline(false);
  await expect(rowOf(page, /II\.1\.b\.p1/)).toContainText(words('0 / 12 buổi'), { timeout: 20_000 });
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 15_000 });
  await tab(page, 'Kế hoạch').click();
  // Of the whole office the officer sees the target alone.
  await expect(rowOf(page, /II\.1\.c/)).not.toContainText('48');

  const paceOn = (screen: Page) =>
    rowOf(screen, /II\.1\.b\.p1/)
      .locator('.pace-words')
      .first()
      .innerText();
  await expect(async () => {
    await desk.goto('/ke-hoach');
    await expect(rowOf(desk, /II\.1\.b\.p1/)).toContainText(words('0 / 12 buổi'), { timeout: 3_000 });
    await expect(rowOf(desk, /II\.1\.b\.p1/).getByRole('img')).toHaveAccessibleName(/2 chờ xác nhận/, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  expect(await paceOn(page)).toBe(await paceOn(desk));
  await expectClear(page, 'the plan on a phone');
  await expectClear(desk, 'the plan at the desk');

  await rowOf(page, /II\.1\.b\.p1/).click();
  await expect(page.getByText(words('/ 12 buổi cả năm'))).toBeVisible();
  await expect(page.getByText(/cần đến hôm nay: \d+/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đặt chỉ tiêu' })).toHaveCount(0);
  await expectClear(page, 'an item with a target');

  // Changed, taken away and brought back: each word stays in the history.
  await desk.goto(COUNTED);
  await desk.getByRole('button', { name: words('P. QLBG-HTQT') }).click();
  const change = desk.getByRole('dialog', { name: 'Sửa chỉ tiêu' });
  await change.getByLabel('Chỉ tiêu').fill('14');
  await change.getByRole('button', { name: 'Lưu chỉ tiêu' }).click();
  await expect(desk.getByText(words('/ 14 buổi cả năm'))).toBeVisible();
  await desk.getByRole('button', { name: words('P. QLBG-HTQT') }).click();
  await expect(change.getByText(words('12 buổi, VP-01'))).toBeVisible();
  await change.getByRole('button', { name: 'Bỏ chỉ tiêu' }).click();
  await expect(desk.getByText('Đã bỏ chỉ tiêu')).toBeVisible();
  await desk.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(desk.getByText(words('/ 14 buổi cả năm'))).toBeVisible();
});

test('one-off work is marked as done with its paper, seen on a phone, and taken back', async ({ server, phone, desk }) => {
  test.setTimeout(120_000);
  const today = day(officeDay(Date.now()));
  const shown = slashDay(today).replace(/\/\d+$/, '');
  await openDesk(desk, server, ONCE);
  await desk.getByRole('button', { name: /^Đã xong/ }).click();
  const dialog = desk.getByRole('dialog', { name: 'Việc đã xong' });
  await dialog.getByLabel('Ngày xong').fill('2099-01-01');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByText('Chọn ngày đã xong, không sau hôm nay.')).toBeVisible();
  await dialog.getByLabel('Ngày xong').fill(today);
  await dialog.getByLabel(/^Số văn bản/).fill('142/BC');
  await expectClear(desk, 'the form of work done');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(desk.getByText(`Xong ${shown}, 142/BC`)).toBeVisible();
  await expectClear(desk, 'an item with its days');

  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await expect(async () => {
    await page.goto(`${server.origin}/ke-hoach?ke-hoach=dien-bien-2024`);
    await expect(rowOf(page, /III\.I\.2 /)).toContainText(`Xong ${shown}, 142/BC`, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await rowOf(page, /III\.I\.2 /).click();
  await expect(page.getByText(`Xong ${shown}, 142/BC`)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Sửa/ })).toHaveCount(0);
  await expectClear(page, 'one-off work on a phone');

  await desk.getByRole('button', { name: /^Sửa/ }).click();
  await dialog.getByRole('button', { name: 'Chưa xong' }).click();
  await expect(desk.getByText('142/BC')).toHaveCount(0);
  await expect(desk.getByRole('button', { name: /^Đã xong/ })).toBeVisible();
});
