import type { Page } from '@playwright/test';
import { expect, fillTarget, pick, save, signIn, tab, test, waitUntilInstalled } from './office.ts';

const markers = (page: Page) => page.getByRole('group', { name: /^Mốc/ });
const input = (page: Page) => markers(page).getByRole('textbox');

async function beginBorderSession(page: Page, attendees: string): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill(attendees);
}

test('markers typed as a soft keyboard does, and pasted as lists, are in the saved record', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await beginBorderSession(page, '41');
  await input(page).click();
  await page.keyboard.insertText('302 (1);304/6\n305');
  await page.getByRole('button', { name: 'Thêm mốc' }).click();
  await expect(markers(page).getByRole('button', { name: /^Bỏ/ })).toHaveCount(3);
  await input(page).click();
  await page.keyboard.insertText('302,303');
  await save(page);
  await tab(page, 'Nhật ký').click();
  // The tile of the first page has the same name.
  await expect(page.getByRole('heading', { name: 'Nhật ký' })).toBeVisible();
  await page
    .getByRole('link', { name: /Buổi biên giới/ })
    .first()
    .click();
  for (const marker of ['302(1)', '304/6', '305', '302', '303']) await expect(page.getByRole('main')).toContainText(marker);
});

test('a marker the rule refuses stops saving at its field, and is there again after the app was closed over it', async ({
  server,
  phone,
}) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await beginBorderSession(page, '42');
  await input(page).click();
  await page.keyboard.insertText('302,30');
  await page.waitForURL(/\/nhap\//);
  await phone.close();

  page = await phone.open(true);
  await page.locator('a[href^="/nhap/"]').first().click();
  await expect(input(page)).toHaveValue('302,30');
  // By the keyboard, so that the field is not left before.
  await input(page).click();
  await page.keyboard.press('Control+s');
  await expect(markers(page)).toContainText('“30” chưa đúng số mốc');
  await expect(input(page)).toBeFocused();
  // What is right in it becomes a chip once the field is left; the rest stays as it was typed.
  await page.getByLabel('Lượt người tham dự').click();
  await expect(markers(page).getByRole('button', { name: 'Bỏ 302' })).toBeVisible();
  await expect(input(page)).toHaveValue('30');
  await input(page).fill('303');
  await save(page);
  await tab(page, 'Nhật ký').click();
  // The tile of the first page has the same name.
  await expect(page.getByRole('heading', { name: 'Nhật ký' })).toBeVisible();
  await page
    .getByRole('link', { name: /Buổi biên giới/ })
    .first()
    .click();
  for (const marker of ['302', '303']) await expect(page.getByRole('main')).toContainText(marker);
});

test('a stepper leaves what is no whole number as it was typed, and the field says so', async ({ server, phone }) => {
  const page = await phone.open(false, '/ghi/borderSession');
  await signIn(page, server, 'CB-07');
  await page.goto(`${server.origin}/ghi/borderSession`);
  const attendees = page.getByLabel('Lượt người tham dự');
  const field = page.locator('.field').filter({ has: attendees });
  for (const typed of ['1,5', '12.5']) {
    await attendees.fill(typed);
    await field.getByRole('button', { name: 'Thêm 1', exact: true }).click();
    await expect(attendees).toHaveValue(typed);
    await expect(field).toContainText(`“${typed}” không phải số nguyên`);
  }
  await attendees.fill('1.250');
  await field.getByRole('button', { name: 'Thêm 1', exact: true }).click();
  await expect(attendees).toHaveValue('1251');
});

test('a reason for returning that is too long is kept whole, and the field says how long it is', async ({ server, phone, desk }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await beginBorderSession(page, '43');
  await save(page);
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 15_000 });

  await signIn(desk, server, 'TP-QLBG');
  await tab(desk, 'Duyệt').click();
  await desk.getByRole('checkbox').first().check({ force: true });
  await desk.getByRole('button', { name: 'Trả lại' }).first().click();
  const dialog = desk.getByRole('dialog', { name: /Trả lại/ });
  await dialog.getByRole('textbox').click();
  const long = `${'Đề nghị ghi rõ tên ấp và số mốc, xem lại số người. '.repeat(8)}KẾT THÚC`;
  await desk.keyboard.insertText(long);
  await expect(dialog.getByRole('textbox')).toHaveValue(long);
  await expect(dialog).toContainText(`Đang dài ${long.length} ký tự, rút còn 300.`);
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('textbox').fill('Thiếu số mốc');
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(desk.getByText('Đã trả lại 1 bản ghi')).toBeVisible();
});

test('what was typed at the desk and not sent to the office is there again when the form is opened anew, until it is given up', async ({
  server,
  desk,
}) => {
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/kien-giang-2024/II.1.b.p1`);
  await fillTarget(desk, { period: 'Mỗi quý', value: '37' });
  // An app that locks itself takes the screen away as this does.
  await desk.reload();
  const key = desk.getByRole('button', { name: 'Đặt chỉ tiêu' });
  const dialog = desk.getByRole('dialog', { name: 'Đặt chỉ tiêu' });
  await key.click();
  await expect(dialog.getByLabel('Chỉ tiêu')).toHaveValue('37');
  await expect(dialog.getByLabel('Mỗi quý')).toBeChecked();
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await key.click();
  await expect(dialog.getByLabel('Chỉ tiêu')).toHaveValue('');
});
