import { expect, signIn, tab, test } from './office.ts';

test('an administrator reads what was done, asks for one kind of act, and is told what a missing signal means', async ({
  server,
  phone,
}) => {
  const page = await phone.open();
  await page.request.post(`${server.origin}/api/sign-in`, {
    headers: { origin: server.origin },
    data: { staffCode: 'CB-08', password: 'không phải mật khẩu', device: 'Máy lạ' },
  });
  await signIn(page, server, 'QT-01');
  await tab(page, 'Tài khoản').click();
  await page.getByRole('link', { name: /^Nhật ký việc đã làm/ }).click();
  const acts = page.getByRole('region', { name: 'Các việc đã làm' }).getByRole('listitem');
  await expect(acts.first()).toContainText('Đăng nhập');
  await expect(acts.filter({ hasText: 'Đăng nhập không được: CB-08' })).toContainText('mạng 127.0.0.1');

  await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Lập cơ sở dữ liệu' });
  await expect(acts).toHaveCount(1);
  await page.getByLabel('Người làm, hoặc chủ tài khoản').selectOption({ label: 'CB-07' });
  await expect(page.getByText('Không có việc nào như vậy')).toBeVisible();

  await phone.setOffline(true);
  await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Mọi việc' });
  await expect(page.getByText('Cần có mạng để xem nhật ký.')).toBeVisible();
  await phone.setOffline(false);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(acts.filter({ hasText: 'CB-07' })).toHaveCount(0);
});
