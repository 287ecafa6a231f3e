import type { Locator } from '@playwright/test';
import { expect, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

/** In a plain sentence, and with nothing beside it that looks as if all had come. */
async function expectLoss(place: Locator): Promise<void> {
  await expect(place).toContainText(words('1 bản ghi mất, chưa về văn phòng'));
  await expect(place.locator('use:is([href="#i-got"], [href="#i-tick"])')).toHaveCount(0);
  await expect(place.locator('use[href="#i-err"]')).toHaveCount(1);
}

test('a phone whose browser emptied its storage, copies and all, says what it held, and the office hears of it and takes note', async ({
  server,
  phone,
  desk,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  // The plan is there, and nothing goes out any more.
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  await page.context().route('**/api/sync', (route) => route.abort());
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('120');
  await save(page);
  await expect
    .poll(() =>
      page.evaluate(() => Object.entries(localStorage).some(([key, text]) => key.startsWith('cotmoc-held-') && text.includes('[["'))),
    )
    .toBe(true);

  // A page of the same address that is not the app, so that nobody has the databases open.
  await page.goto(`${server.origin}/icon-192.png`);
  await page.evaluate(async () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('cotmoc-copy-')) localStorage.removeItem(key);
    const gone = (name: string) =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase(name).onsuccess = resolve;
      });
    for (const { name } of await indexedDB.databases()) if (name) await gone(name);
  });
  await page.goto(server.origin);
  await expect(page.getByText(words('Máy từng giữ 1 bản ghi chưa gửi'))).toBeVisible();
  await page.context().unroute('**/api/sync');
  await page.reload();
  await expect(page.getByText(words('Máy từng giữ 1 bản ghi chưa gửi'))).toBeVisible();
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();

  // No screen of the phone says that all is sent while the loss is known.
  await tab(page, 'Tôi').click();
  await expect(page.getByText(words('1 bản ghi mất, chưa về văn phòng'))).toBeVisible();
  await expect(page.getByText('Không có gì chờ gửi')).toBeHidden();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(page.getByText(words('Đã gửi những gì còn trên máy. 1 bản ghi mất, chưa về văn phòng.'))).toBeVisible();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await expect(page.getByRole('dialog').getByText(/nay không còn và chưa về văn phòng/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();

  // At the desk it stands before all else: on the first screen, beside the silent phones, and on the page of the devices.
  await signIn(desk, server, 'VP-01');
  const first = desk.locator('main :is(.notice, .sheet)').first();
  await expectLoss(first);
  await tab(desk, 'Tổng hợp').click();
  await expect(desk.getByText('Không máy nào im lặng hoặc còn bản ghi chờ gửi')).toBeVisible();
  await expect(desk.getByText('Máy nào cũng liên hệ gần đây')).toBeHidden();
  await expectLoss(first);
  await desk.goto(`${server.origin}/toi/may`);
  await expectLoss(desk.locator('main .rows > li').first());
  await desk.getByRole('button', { name: 'Đã biết' }).click();
  await expect(desk.getByText(words('1 bản ghi mất, chưa về văn phòng'))).toBeHidden();

  await tab(page, 'Ghi').click();
  await page.getByRole('button', { name: 'Đã biết' }).click();
  await expect(page.getByText('Máy từng giữ')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  await expect(page.getByText('Máy từng giữ')).toBeHidden();
});
