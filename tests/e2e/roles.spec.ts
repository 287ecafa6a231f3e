import type { Page } from '@playwright/test';
import { expectClear } from './axe.ts';
import { expect, logNoted, Phone, signIn, tab, test, waitUntilInstalled } from './office.ts';

const DAY_MS = 86_400_000;

/** The office gives a week as the deputy of the head of the border unit. */
async function giveWeek(desk: Page): Promise<void> {
  await tab(desk, 'Tài khoản').click();
  const row = desk.getByRole('listitem').filter({ hasText: 'CB-12' });
  await row.getByRole('button', { name: 'Vai trò thêm' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Vai trò thêm của CB-12' });
  await expect(dialog.getByText('Chưa giao thêm vai trò nào.')).toBeVisible();
  await dialog.getByText('Thay người vắng').click();
  await dialog.getByRole('button', { name: 'Giao vai trò' }).click();
  await expect(dialog.getByText('Chọn người được thay.')).toBeVisible();
  const head = dialog.getByRole('option', { name: /^TP-QLBG/ });
  await dialog.getByLabel('Thay ai').selectOption((await head.getAttribute('value')) ?? '');
  await expectClear(desk, 'a deputy to be made');
  await dialog.getByRole('button', { name: 'Giao vai trò' }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText(/^thêm: Trưởng phòng.*thay TP-QLBG$/)).toBeVisible();
}

/** The work of the day goes out, and what the office says comes in. */
async function contact(page: Page): Promise<void> {
  await page.goto(new URL('/toi', page.url()).href);
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
}

test('a deputy of the head confirms for a week and no longer, also without a signal', async ({ server, phone, desk }) => {
  test.setTimeout(180_000);
  const second = new Phone(server.origin);
  try {
    const author = await phone.open();
    await signIn(author, server, 'CB-07');
    await logNoted(author, 'Chờ người thay');
    await tab(author, 'Nhật ký').click();
    await expect(author.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 15_000 });

    const deputy = await second.open();
    await signIn(deputy, server, 'CB-12');
    await expect(tab(deputy, 'Duyệt')).toBeHidden();
    await signIn(desk, server, 'QT-01');
    await giveWeek(desk);

    await contact(deputy);
    await expect(deputy.getByText(/Trưởng phòng.*thay TP-QLBG/)).toBeVisible();
    await tab(deputy, 'Duyệt').click();
    await expect(deputy.getByRole('checkbox')).toHaveCount(1, { timeout: 15_000 });
    await deputy.getByRole('checkbox').check({ force: true });
    await deputy.getByRole('button', { name: /Xác nhận/ }).click();
    await expect(deputy.getByText('Không còn bản ghi nào chờ xác nhận')).toBeVisible();
    await contact(deputy);

    // Who did it, and for whom, stands in the record.
    await expect(async () => {
      await author.reload();
      await expect(author.getByRole('listitem').filter({ hasText: 'Đã xác nhận' })).toHaveCount(1, { timeout: 4_000 });
    }).toPass({ timeout: 30_000 });
    await author.getByRole('listitem').filter({ hasText: 'Đã xác nhận' }).getByRole('link').first().click();
    await expect(author.getByText('thay TP-QLBG')).toBeVisible();

    // A phone that hears nothing of the office knows the last day by itself.
    await waitUntilInstalled(deputy);
    await second.setOffline(true);
    await deputy.clock.setFixedTime(Date.now() + 8 * DAY_MS);
    await deputy.reload();
    await expect(tab(deputy, 'Kế hoạch')).toBeVisible();
    await expect(tab(deputy, 'Duyệt')).toBeHidden();
    await deputy.clock.setFixedTime(Date.now());
    await deputy.reload();
    await expect(tab(deputy, 'Duyệt')).toBeVisible();
    await second.setOffline(false);

    const row = desk.getByRole('listitem').filter({ hasText: 'CB-12' });
    await row.getByRole('button', { name: 'Vai trò thêm' }).click();
    await desk.getByRole('button', { name: /^Kết thúc vai trò: Trưởng phòng/ }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Kết thúc', exact: true }).last().click();
    await expect(row.getByText(/thay TP-QLBG/)).toBeHidden();
    await contact(deputy);
    await expect(tab(deputy, 'Duyệt')).toBeHidden();
  } finally {
    await second.discard();
  }
});
