import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expectClear } from './axe.ts';
import { expect, Phone, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

async function logMeeting(page: Parameters<typeof save>[0], attendees: string): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill(attendees);
  await save(page);
}

test('a log that cannot be opened stays as it is, and a new one goes on with what had not been sent', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await logMeeting(page, '31');
  // The copy is written behind the saving, and a browser that ends before is another fault.
  const copies = (): Promise<number> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-copy-')).length);
  await expect.poll(copies).toBe(1);
  await phone.close();

  const { databases } = phone;
  expect(existsSync(databases)).toBe(true);
  renameSync(databases, `${databases}-aside`);
  writeFileSync(databases, 'not a folder');
  page = await phone.open();
  await expect(page.getByText('Chưa mở được sổ trên máy này.')).toBeVisible();
  await expectClear(page, 'a log that cannot be opened');
  await page.getByRole('button', { name: 'Ghi tiếp vào sổ mới' }).click();
  await logMeeting(page, '47');
  await tab(page, 'Nhật ký').click();
  // The copies beside the databases brought the first one into the new log at once.
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(2, { timeout: 15_000 });
  await phone.close();

  rmSync(databases, { recursive: true });
  renameSync(`${databases}-aside`, databases);
  page = await phone.open(false, '/nhat-ky');
  await expect(page.getByText(words('31 lượt người'))).toBeVisible();
  // The old log opens again: what it still believes to be unsent changes nothing.
  await expect(page.getByText('Sổ cũ đã mở lại được')).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(2);
});

test('a file of unsent records from one phone goes out from another, once', async ({ server, phone }) => {
  const second = new Phone(server.origin);
  try {
    const broken = await phone.open();
    await signIn(broken, server, 'CB-07');
    await waitUntilInstalled(broken);
    await phone.setOffline(true);
    await logMeeting(broken, '52');
    await tab(broken, 'Tôi').click();
    const leaving = broken.waitForEvent('download');
    await broken.getByRole('button', { name: /Xuất bản ghi chưa gửi/ }).click();
    const file = await (await leaving).path();

    const other = await second.open();
    await signIn(other, server, 'CB-07');
    await tab(other, 'Tôi').click();
    for (const note of ['Đã nhận 1 bản ghi', '1 đã có sẵn trên máy này']) {
      await other.getByLabel('Nhận bản ghi từ tệp').setInputFiles(file);
      await expect(other.getByText(words(note))).toBeVisible();
      await expect(other.getByText('Không có gì chờ gửi')).toBeVisible({ timeout: 15_000 });
    }
    await phone.setOffline(false);
    await tab(broken, 'Nhật ký').click();
    await expect(broken.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 15_000 });
  } finally {
    await second.discard();
  }
});

test('what waited comes back after the browser emptied the databases under the running app', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  await page.context().route('**/api/sync', (route) => route.abort());
  await logMeeting(page, '63');
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-copy-')).length)).toBe(1);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
  await page.context().unroute('**/api/sync');
  await page.reload();
  await expect(page.getByText(words('lấy lại được 1 bản ghi chưa gửi'))).toBeVisible();
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1, { timeout: 20_000 });
  await expect(page.getByText(words('63 lượt người'))).toBeVisible();
});
