import { expectClear } from './axe.ts';
import { expect, signIn, test, words } from './office.ts';

test('a plan is closed and opened again: phones offer its items no longer, then again, and every version can be read', async ({
  server,
  desk,
  phone,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  const item = `${server.origin}/ke-hoach/kien-giang-2024/II.1.b.p1`;
  const log = page.getByRole('button', { name: 'Ghi cho mục này' });
  await page.goto(item);
  await expect(log).toBeVisible();

  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach`);
  await desk.getByText('Quản lý kế hoạch').click();
  await desk.getByRole('link', { name: /Các bản của kế hoạch/ }).click();
  await expect(desk.getByText('đang thực hiện')).toBeVisible();
  await expectClear(desk, 'the versions of a plan');

  // Without a signal nothing is changed, and that is said.
  await desk.context().setOffline(true);
  await desk.getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await expect(desk.getByText('Cần có mạng để đổi kế hoạch. Chưa đổi gì cả.')).toBeVisible();
  await desk.context().setOffline(false);

  await desk.getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await expect(desk.getByRole('dialog')).toContainText('Bản ghi đến muộn vẫn được nhận');
  await desk.getByRole('dialog').getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await expect(desk.getByRole('button', { name: 'Mở lại kế hoạch' })).toBeVisible();
  await expect(desk.getByText(words('VP-01 lưu lúc'))).toBeVisible();
  await desk.getByText('Bản 2', { exact: true }).click();
  await expect(desk.getByText('Không mục nào đổi.')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Nguyên văn trong kế hoạch')).toBeVisible();
  await expect(log).toBeHidden();

  await desk.getByRole('button', { name: 'Mở lại kế hoạch' }).click();
  await expect(desk.getByRole('link', { name: 'Sửa đổi kế hoạch' })).toBeVisible();
  await page.reload();
  await expect(log).toBeVisible();
});
