import { officeDay } from '../../src/domain/day.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, tab, test } from './office.ts';

const TODAY = officeDay(Date.now()).split('-').reverse().join('/');
const CSV = [
  'THỐNG KÊ HOẠT ĐỘNG;;;;',
  'Ngày;Loại hoạt động;Mục kế hoạch;Địa bàn;Số người',
  `${TODAY};Buổi biên giới;II.1.b.p1;Xã Giang Thành;41`,
  `${TODAY};Buổi biên giới;II.1.b.p1;Xã Không Có;43`,
  `${TODAY};Buổi biên giới;II.1.b.p1;Xã Vĩnh Điều;khoảng 800 người`,
  'Tổng cộng;;;;884',
].join('\n');

test('a spreadsheet of past activities is looked through, corrected, entered, and undone as a whole', async ({ server, desk }) => {
  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Tôi').click();
  await desk.getByRole('link', { name: /Nhập từ bảng tính/ }).click();
  await expect(desk.getByRole('heading', { name: 'Nhập từ bảng tính' })).toBeVisible();
  await desk.getByLabel('Đơn vị thực hiện').selectOption({ label: 'Phòng Quản lý biên giới - Hợp tác quốc tế' });
  const choose = () =>
    desk.locator('input[type=file]').setInputFiles({ name: 'so-tay.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV, 'utf8') });
  await choose();
  await expect(desk.getByLabel('Cột E: Số người')).toHaveValue('attendees');
  await expect(desk.getByText('1 dòng sẵn sàng, 1 cần xem, 1 chưa nhập được')).toBeVisible();
  await expectClear(desk, 'rows of a spreadsheet');

  // What cannot be entered stands first, with its reason, and is corrected there.
  const first = desk.getByRole('listitem').filter({ hasText: 'chưa nhập được' }).first();
  await expect(first).toContainText('Dòng 4');
  await expect(first).toContainText('“Xã Không Có” không có trong danh mục');
  await desk.getByRole('button', { name: 'Sửa dòng 4' }).click();
  await desk.getByRole('textbox', { name: 'Địa bàn' }).fill('Vĩnh Điều');
  await desk.getByRole('button', { name: 'Xong' }).click();
  await expect(desk.getByText('2 dòng sẵn sàng, 1 cần xem, 0 chưa nhập được')).toBeVisible();
  // Whoever leaves the screen finds it as it was.
  await desk.getByRole('button', { name: 'Quay lại' }).click();
  await desk.getByRole('link', { name: /Nhập từ bảng tính/ }).click();
  await expect(desk.getByText('2 dòng sẵn sàng, 1 cần xem, 0 chưa nhập được')).toBeVisible();
  await desk.reload();
  await expect(desk.getByText('2 dòng sẵn sàng, 1 cần xem, 0 chưa nhập được')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Nhập 2 dòng' })).toBeVisible();
  await desk.getByLabel('Đúng, nhập dòng này').check();

  await desk.getByRole('button', { name: 'Nhập 3 dòng' }).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog).toContainText('Nhập 3 bản ghi cho Phòng Quản lý biên giới');
  await dialog.getByRole('button', { name: 'Nhập', exact: true }).click();
  await expect(desk.getByText('Đã nhập 3 bản ghi')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Nhập 0 dòng' })).toBeDisabled();

  // The same file once more enters nothing.
  await desk.getByRole('button', { name: 'Chọn tệp khác' }).click();
  await desk.getByLabel('Đơn vị thực hiện').selectOption({ label: 'Phòng Quản lý biên giới - Hợp tác quốc tế' });
  await choose();
  await desk.getByRole('button', { name: /^Nhập \d dòng$/ }).click();
  await expect(desk.getByText('Không có dòng nào mới để nhập.')).toBeVisible();

  await desk.getByRole('button', { name: 'Hoàn tác so-tay.csv' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await expect(desk.getByText('Đã rút 3 bản ghi')).toBeVisible();
  await expect(desk.getByText(/đã hoàn tác/)).toBeVisible();
});
