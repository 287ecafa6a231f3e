import type { Locator, Page } from '@playwright/test';
import { addDays, day, officeDay } from '../../src/domain/day.ts';
import { expect, expectSaved, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

const TODAY = day(officeDay(Date.now()));
const entries = (page: Page) => page.getByRole('listitem').filter({ has: page.locator('a[href^="/ban-ghi/"]') });
const attendees = (page: Page) => page.getByLabel('Lượt người tham dự');

/** All a border session needs, in Giang Thành. */
async function fillBorderSession(page: Page, count: number, date = TODAY): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.getByLabel('Ngày', { exact: true }).fill(date);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await attendees(page).fill(String(count));
}

/** Where the draft is kept has an address of its own as soon as it lies on the disk. */
async function draftPath(page: Page): Promise<string> {
  await page.waitForURL(/\/nhap\//);
  return new URL(page.url()).pathname;
}

/** What lies on the disk, whatever the screen says. */
const keptDrafts = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.startsWith('cotmoc-'));
    const store = await answered(indexedDB.open(name ?? ''));
    try {
      return JSON.stringify(await answered(store.transaction('drafts').objectStore('drafts').getAll()));
    } finally {
      store.close();
    }
  });

test('every address opens without a network on an app that was closed', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 64);
  await save(page);
  await tab(page, 'Nhật ký').click();
  const record = (await entries(page).locator('a[href^="/ban-ghi/"]').first().getAttribute('href')) ?? '';
  expect(record).toMatch(/^\/ban-ghi\/./);

  const opens = async (path: string, seen: (opened: Page) => Locator): Promise<void> => {
    await phone.close();
    page = await phone.open(true, path);
    await expect(seen(page)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(path);
  };
  await opens('/ghi/broadcast', (opened) => opened.getByLabel('Đài, trạm truyền thanh'));
  await opens('/ke-hoach/kien-giang-2024/II.1.c', (opened) => opened.getByText('II.1.c', { exact: true }).first());
  await opens(record, (opened) => opened.getByText('64', { exact: true }).first());
  await opens('/toi', (opened) => opened.getByText(words('1 bản ghi chờ gửi')));
  // Every screen an officer can come to lies here, and was never opened before.
  for (const path of ['/nhat-ky', '/can-xem-lai', '/ke-hoach', '/toi/may', '/toi/du-lieu', '/tro-giup', '/khong-co']) {
    await page.goto(`${server.origin}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Mở lại trang')).toHaveCount(0);
  }
});

test('a half-filled form is there again after a reload and after the app was closed', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 85);
  await page.getByLabel('Ghi chú').fill('Đang ghi dở');
  const path = await draftPath(page);
  await page.getByLabel('Nơi tổ chức').fill('Nhà văn hóa ấp');
  await expect.poll(() => keptDrafts(page)).toContain('Nhà văn hóa ấp');
  const isAllThere = async (): Promise<void> => {
    await expect(attendees(page)).toHaveValue('85');
    await expect(page.getByRole('button', { name: /Xã Giang Thành/ })).toBeVisible();
    await expect(page.getByLabel('Ghi chú')).toHaveValue('Đang ghi dở');
    await expect(page.getByLabel('Nơi tổ chức')).toHaveValue('Nhà văn hóa ấp');
  };
  await page.reload();
  await isAllThere();
  await phone.close();
  page = await phone.open(true);
  await page.getByRole('link', { name: /^Nháp: Buổi biên giới/ }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
  await isAllThere();
  await save(page);
  await expect(page.getByRole('link', { name: /^Nháp:/ })).toHaveCount(0);
});

test('a form left by the back key keeps its draft and leaves the address to the screen behind it', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await attendees(page).fill('29');
  await page.goBack();
  await expect(page.getByRole('link', { name: /^Nháp: Buổi biên giới/ })).toBeVisible();
  expect(await keptDrafts(page)).toContain('"29"');
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a draft that is open in two windows becomes one record', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await fillBorderSession(page, 40);
  const path = await draftPath(page);
  await expect.poll(() => keptDrafts(page)).toContain('"40"');
  const other = await page.context().newPage();
  await other.goto(`${server.origin}${path}`);
  await expect(attendees(other)).toHaveValue('40');
  await save(page);
  await attendees(other).fill('41');
  await save(other);
  await tab(page, 'Nhật ký').click();
  await expect(entries(page).filter({ hasText: 'Đã nhận' })).toHaveCount(1);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText(words('41 lượt người'));
});

test('a record that was withdrawn comes back with one tap', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 52);
  await save(page);
  await tab(page, 'Nhật ký').click();
  await entries(page)
    .getByRole('link', { name: words('52 lượt người') })
    .click();
  // The list, whose menus can withdraw too, stands until the record is there.
  await expect(page.getByRole('heading', { level: 1, name: 'Buổi biên giới' })).toBeVisible();
  await page.getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByRole('dialog')).toContainText('không còn tính vào kế hoạch');
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByRole('button', { name: 'Khôi phục' })).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('button', { name: 'Rút lại' })).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).not.toContainText('đã rút');
});

test('the last activity is repeated with another count in four taps, dated today', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 30, addDays(TODAY, -1));
  await save(page);
  await phone.close();
  page = await phone.open(true);

  let taps = 0;
  const tap = async (target: Locator): Promise<void> => {
    await target.tap();
    taps += 1;
  };
  await tap(page.getByRole('link', { name: /^Làm lại như lần trước/ }));
  await expect(page.getByLabel('Ngày', { exact: true })).toHaveValue(TODAY);
  const count = page.locator('.field').filter({ has: attendees(page) });
  await tap(count.getByRole('button', { name: 'Thêm 10' }));
  await tap(count.getByRole('button', { name: 'Thêm 1', exact: true }));
  await tap(page.getByRole('button', { name: 'Lưu trên máy' }));
  await expectSaved(page);
  expect(taps).toBe(4);
  await tab(page, 'Nhật ký').click();
  await expect(entries(page)).toHaveCount(2);
  await expect(entries(page).first()).toContainText(words('41 lượt người'));
});

test('a search without accents finds words with "đ"', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 61);
  await page.getByLabel('Nơi tổ chức').fill('Đình thần Mỹ Đức');
  await save(page);
  await fillBorderSession(page, 62);
  await page.getByLabel('Nơi tổ chức').fill('Hội trường xã');
  await save(page);
  await tab(page, 'Nhật ký').click();
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Tìm' }).click();
  for (const query of ['dinh than my duc', 'ĐÌNH', 'đức']) {
    await page.getByRole('searchbox').fill(query);
    await expect(page.getByText(words(`“${query}”: 1 bản ghi`))).toBeVisible();
    await expect(entries(page)).toContainText(words('61 lượt người'));
  }
});

test('what is wrong is said beside its field, nothing typed is lost, and the mended form is saved', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await page.getByRole('link', { name: /Ngư dân/ }).click();
  const vessels = page.getByLabel('Lượt tàu cá được tuyên truyền');
  const fieldOf = (control: Locator) => page.locator('.field').filter({ has: control });
  await attendees(page).fill('0');
  await vessels.fill('mười tám');
  await page.getByLabel('Ghi chú').fill('Cảng cá Tắc Cậu');
  await page.getByRole('button', { name: 'Lưu trên máy' }).click();

  await expect(fieldOf(attendees(page))).toContainText('Phải từ 1 trở lên');
  await expect(fieldOf(vessels)).toContainText('Chỉ ghi chữ số');
  const place = page.getByRole('button', { name: /Địa bàn/ });
  await expect(fieldOf(place)).toContainText('Cần điền');
  await expect(place).toBeFocused();
  await expect(attendees(page)).toHaveAccessibleDescription(/Phải từ 1 trở lên/);
  await expect(page.getByRole('button', { name: /^Còn 3 chỗ phải sửa/ })).toBeVisible();

  // Nothing is lost by leaving either.
  await draftPath(page);
  await page.getByRole('button', { name: 'Quay lại, giữ nháp' }).click();
  await page.getByRole('link', { name: /^Nháp: Ngư dân/ }).click();
  await expect(attendees(page)).toHaveValue('0');
  await expect(vessels).toHaveValue('mười tám');
  await expect(page.getByLabel('Ghi chú')).toHaveValue('Cảng cá Tắc Cậu');

  await attendees(page).fill('46');
  await vessels.fill('18');
  await pick(page, /Địa bàn/, 'tien hai', /Xã Tiên Hải/);
  await expect(page.getByRole('button', { name: /chỗ phải sửa/ })).toHaveCount(0);
  await save(page);
});

test('a possible duplicate is named before it is saved, and counts only when the person says so', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await fillBorderSession(page, 70);
  await save(page);
  await fillBorderSession(page, 70);
  await page.getByRole('button', { name: 'Lưu trên máy' }).click();
  const warning = page.getByRole('alert').filter({ hasText: 'Có thể trùng' });
  await expect(warning).toContainText(words('70 lượt người'));
  await expect(warning.getByRole('link', { name: 'Xem bản kia' })).toHaveAttribute('href', /^\/ban-ghi\//);
  await page.getByRole('button', { name: 'Vẫn lưu, đây là lần khác' }).click();
  await expectSaved(page);
  await tab(page, 'Nhật ký').click();
  await expect(entries(page)).toHaveCount(2);
});
