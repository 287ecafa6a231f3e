import { addDays, day, officeDay } from '../../src/domain/day.ts';
import { expect, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

const TODAY = day(officeDay(Date.now()));

test('work logged without a signal is all there after a restart, goes out with the signal, and the supervisor sees the same numbers', async ({
  server,
  phone,
  desk,
}) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);

  // A border session of three meetings in Giang Thành.
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Số buổi tuyên truyền').fill('3');
  await page.getByLabel('Lượt người tham dự').fill('120');
  await page.getByLabel('Tờ rơi, tài liệu đã phát').fill('200');
  await page.getByRole('group', { name: /^Mốc/ }).getByRole('textbox').fill('314');
  await page.keyboard.press('Enter');
  await save(page);

  // Outreach to fishermen.
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /Ngư dân/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'bien dao', /II\.1\.c/);
  await pick(page, /Địa bàn/, 'tien hai', /Xã Tiên Hải/);
  await page.getByLabel('Lượt người tham dự').fill('46');
  await page.getByLabel('Lượt tàu cá được tuyên truyền').fill('18');
  await save(page);

  // A loudspeaker series: twice a day for fifteen days that have just ended.
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /Loa truyền thanh/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'bien dao', /II\.1\.c/);
  await page.getByLabel('Ngày', { exact: true }).fill(addDays(TODAY, -14));
  await page.getByLabel(/^Đến ngày/).fill(TODAY);
  await pick(page, /Địa bàn/, 'ha tien', /Phường Hà Tiên/);
  await page.getByLabel('Đài, trạm truyền thanh').fill('Trạm truyền thanh phường Hà Tiên');
  await page.getByLabel('Nội dung phát').fill('Chống khai thác IUU');
  await page.getByLabel('Số lượt phát cả đợt').fill('30');
  await page.getByLabel('Thời lượng mỗi lượt').fill('15');
  await save(page);

  // Closed and opened again, still without a signal.
  await phone.close();
  page = await phone.open(true, '/nhat-ky');
  await expect(page.getByText(words('3 buổi · 120 lượt người'))).toBeVisible();
  await expect(page.getByText(words('1 buổi · 46 lượt người'))).toBeVisible();
  await expect(page.getByText(words('30 lượt · 450 phút'))).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trên máy' })).toHaveCount(3);

  await tab(page, 'Kế hoạch').click();
  await page.getByRole('link', { name: /II\.1\.b\.p1/ }).click();
  await expect(page.getByRole('row', { name: /Trên máy này/ })).toContainText('3');

  // With the signal everything is received within seconds.
  await phone.setOffline(false);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(3, { timeout: 15_000 });

  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Tổng hợp').click();
  const border = desk.getByRole('row', { name: /II\.1\.b\.p1/ }).first();
  await expect(border).toContainText('+3');
  await expect(border).toContainText('+120');
  await expect(border).toContainText('+200');
  const sea = desk.getByRole('row', { name: /II\.1\.c/ }).first();
  await expect(sea).toContainText('+46');
  await expect(sea).toContainText('+18');
  await expect(sea).toContainText('+30');
  await expect(sea).toContainText('+450');

  // One is corrected, one withdrawn: both follow.
  await page
    .getByRole('main')
    .getByRole('link', { name: words('3 buổi · 120 lượt người') })
    .click();
  await page.getByRole('link', { name: 'Sửa' }).click();
  await page.getByLabel('Lượt người tham dự').fill('125');
  await save(page);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: words('1 buổi · 46 lượt người') })
    .click();
  await page.getByRole('button', { name: 'Rút lại' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByText(/Đã rút/).first()).toBeVisible();

  await expect(async () => {
    await desk.reload();
    await expect(border).toContainText('+125', { timeout: 2_000 });
    await expect(sea).not.toContainText('+46', { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});
