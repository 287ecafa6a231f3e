import type { Page } from '@playwright/test';
import { expectClear } from './axe.ts';
import { expect, Phone, pick, save, signIn, tab, test, words } from './office.ts';

async function logBorder(page: Page): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('80');
  await save(page);
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 15_000 });
}

/** A card begins with its item and its author. */
const card = (page: Page, author: string) => page.getByRole('listitem').filter({ hasText: new RegExp(`^II\\.[\\w.]+${author}\\s`, 's') });

/** News come by sync: the page is asked again until they are there. */
const shows = (page: Page, text: string | RegExp): Promise<void> =>
  expect(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 45_000 });

test('an activity two people logged goes on counting when its kept record is returned or withdrawn, and who does so is told before', async ({
  server,
  phone,
  desk,
}) => {
  // Three people at three browsers: on a busy machine one minute and a half is short.
  test.setTimeout(180_000);
  test.setTimeout(180_000);
  const [second, third] = [new Phone(server.origin), new Phone(server.origin)];
  try {
    const first = await phone.open();
    await signIn(first, server, 'CB-07');
    await logBorder(first);
    const other = await second.open();
    await signIn(other, server, 'CB-08');
    await logBorder(other);

    const lead = await third.open();
    await signIn(lead, server, 'TP-QLBG');
    await tab(lead, 'Duyệt').click();
    await expect(lead.getByRole('checkbox')).toHaveCount(2, { timeout: 15_000 });
    await card(lead, 'CB-08').getByRole('checkbox').check({ force: true });
    await lead.getByRole('button', { name: 'Trùng', exact: true }).click();
    await lead.getByRole('dialog').getByRole('listitem').getByRole('button', { name: /CB-07/ }).click();
    await expect(lead.getByText(words('Đã đánh dấu trùng 1 bản ghi'))).toBeVisible();
    await tab(other, 'Nhật ký').click();
    await shows(other, /trùng, không tính/);

    // At the desk the office is asked; the lead's phone knows by itself.
    await signIn(desk, server, 'VP-01');
    await tab(desk, 'Duyệt').click();
    await desk
      .getByRole('listitem')
      .filter({ has: desk.getByRole('checkbox'), hasText: 'CB-07' })
      .getByRole('checkbox')
      .check({ force: true });
    await desk.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await expect(desk.getByRole('dialog')).toContainText('Có 1 bản trùng chỉ về đây. Trả lại thì bản của CB-08 được tính thay');
    await desk.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();

    await third.setOffline(true);
    await card(lead, 'CB-07').getByRole('checkbox').check({ force: true });
    await lead.getByRole('button', { name: 'Trùng', exact: true }).click();
    await expect(lead.getByRole('dialog')).toContainText('Kèm 1 bản trùng của bản này');
    await lead.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
    await lead.getByRole('button', { name: 'Trả lại', exact: true }).click();
    const returning = lead.getByRole('dialog', { name: /Trả lại/ });
    await expect(returning).toContainText('bản của CB-08 được tính thay và chờ xác nhận');
    await expectClear(lead, 'a return that makes another record count');
    await returning.getByText('Số liệu chưa đúng').click();
    await returning.getByRole('button', { name: 'Trả lại' }).click();
    await third.setOffline(false);

    // The lead is offered the next one, with the reason, and its history tells it too.
    await expect(card(lead, 'CB-08')).toContainText('bản của CB-07 bị trả lại', { timeout: 45_000 });
    await expectClear(lead, 'a record that counts in the place of another one');
    await card(lead, 'CB-08').getByRole('link').click();
    await expect(lead.getByText(/Được tính thay cho bản \w{4} vì bản ấy bị trả lại/)).toBeVisible({ timeout: 15_000 });

    // The returned record, mended, finds the other one counted.
    await tab(first, 'Nhật ký').click();
    await shows(first, /Số liệu chưa đúng/);
    await first.getByRole('listitem').filter({ hasText: 'Trả lại' }).getByRole('link').first().click();
    await expect(first.getByText(/Việc này có bản khác ở văn phòng/)).toBeVisible();
    await first.getByRole('link', { name: /Sửa/ }).first().click();
    await first.getByLabel('Lượt người tham dự').fill('81');
    await save(first);
    await shows(first, /trùng, không tính/);

    // Withdrawn in turn, its place is taken once more.
    await expect(async () => {
      await lead.reload();
      await lead.getByRole('button', { name: 'Rút lại' }).click();
      await expect(lead.getByRole('dialog')).toContainText('bản của CB-07 sẽ được tính thay, chờ xác nhận', { timeout: 2_000 });
    }).toPass({ timeout: 45_000 });
    await expectClear(lead, 'a withdrawal that makes another record count');
    await lead.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
    await shows(first, /chờ xác nhận/);
    await expect(first.getByText(/vì bản ấy đã rút/)).toBeVisible({ timeout: 15_000 });
    await shows(lead, words('việc này tính ở bản ngày'));
  } finally {
    await second.discard();
    await third.discard();
  }
});
