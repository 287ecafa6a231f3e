import type { Page } from '@playwright/test';
import { addDays, officeDay } from '../../src/domain/day.ts';
import { expectClear } from './axe.ts';
import { expect, pick, save, signIn, tab, test, words } from './office.ts';

const OLD = 'Phòng Quản lý biên giới - Hợp tác quốc tế';
const NEW = 'Phòng Biên giới và Hội nhập';
const TODAY = officeDay(Date.now());
const slashDay = (day: string): string => day.split('-').reverse().map(Number).join('/');

async function openLists(page: Page): Promise<void> {
  await tab(page, 'Kế hoạch').click();
  await page.getByText('Quản lý kế hoạch').click();
  await page.getByRole('link', { name: 'Danh mục đơn vị, địa bàn, đối tác' }).click();
  await expect(page.getByRole('heading', { name: 'Danh mục' })).toBeVisible();
}
const kind = (page: Page, name: string) => page.getByRole('group', { name: 'Loại' }).getByText(name, { exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const saveThere = (page: Page) => page.getByRole('button', { name: 'Lưu ở văn phòng' });
/** A line of the list; in a dialog that lies over it lines are called otherwise. */
const line = (page: Page, name: string) => page.getByRole('listitem').getByRole('button', { name: words(name) });

async function addPartner(page: Page, name: string): Promise<void> {
  await kind(page, 'Đối tác').click();
  await page.getByRole('button', { name: 'Thêm đối tác' }).click();
  await dialog(page).getByLabel('Tên', { exact: true }).fill(name);
  await saveThere(page).click();
  await expect(page.getByText('Đã lưu ở văn phòng')).toBeVisible();
  await expect(dialog(page)).toBeHidden();
}

test('a partner added and a unit renamed at the office reach a phone at its next sync, each on the days it is valid', async ({
  server,
  phone,
  desk,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();

  await signIn(desk, server, 'VP-01');
  await openLists(desk);
  await addPartner(desk, 'Hội Nghề cá tỉnh');
  await desk.getByRole('searchbox').fill('nghe ca');
  await expect(line(desk, 'Hội Nghề cá tỉnh')).toBeVisible();
  await desk.getByRole('searchbox').fill('');

  await kind(desk, 'Đơn vị').click();
  await line(desk, OLD).click();
  await dialog(desk)
    .getByRole('button', { name: /^Đổi tên từ ngày/ })
    .click();
  await dialog(desk).getByLabel('Tên mới').fill(NEW);
  await dialog(desk).getByLabel('Tên ngắn').fill('P. BG-HN');
  await dialog(desk).getByLabel('Từ ngày').fill(TODAY);
  await saveThere(desk).click();
  await expect(line(desk, NEW)).toContainText(`từ ${slashDay(TODAY)}`);
  await expect(line(desk, OLD)).toBeHidden();
  await desk.getByRole('button', { name: /^Đã đóng/ }).click();
  await expect(line(desk, OLD)).toContainText(`đến ${slashDay(addDays(TODAY, -1))} → ${NEW}`);

  // The phone was open all the while.
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(page.getByText(words(`${NEW}; ${OLD}`))).toBeVisible();
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  const unit = page.getByRole('button', { name: /^Đơn vị/ });
  await expect(unit).toContainText(NEW);
  await unit.click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Hôm qua', exact: true }).click();
  await expect(unit).toContainText(OLD);
  await page.getByRole('button', { name: 'Hôm nay', exact: true }).click();
  await expect(unit).toContainText(NEW);
  await page.getByRole('button', { name: 'Hôm qua', exact: true }).click();

  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('30');
  // The message of the sync still lies over it.
  await page.getByRole('button', { name: 'Thêm chi tiết' }).press('Enter');
  await page.getByRole('button', { name: 'Phối hợp', exact: true }).click();
  await dialog(page).getByRole('searchbox').fill('nghe ca');
  await dialog(page).getByRole('button', { name: 'Hội Nghề cá tỉnh' }).click();
  await dialog(page).getByRole('button', { name: 'Xong' }).click();
  await save(page);

  // A record of the old unit goes on saying so by its name.
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(1);
  await page.locator('a[href^="/ban-ghi/"]').click();
  await expect(page.getByText(OLD)).toBeVisible();
});

test('a name that stands for another unit already is refused in words, beside where it was typed', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'VP-01');
  await openLists(page);
  await line(page, 'Phòng Thanh tra').click();
  await dialog(page)
    .getByRole('button', { name: /^Tên khác/ })
    .click();
  const alias = dialog(page).getByRole('textbox', { name: 'Tên khác' });
  await alias.fill('phong lanh su');
  await alias.press('Enter');
  await expect(dialog(page).getByRole('alert').filter({ hasText: /\S/ })).toContainText('đang là tên của Phòng Lãnh sự');
  await expectClear(page, 'an alias that is taken');
  await alias.fill('Ban Thanh tra');
  await alias.press('Enter');
  await saveThere(page).click();
  await expect(page.getByText('Đã lưu ở văn phòng')).toBeVisible();
  await line(page, 'Phòng Thanh tra').click();
  await expect(dialog(page)).toContainText('Ban Thanh tra');
});

test('without a signal the lists can be read, nothing is lost that was typed, and it counts once', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'VP-01');
  await openLists(page);
  await kind(page, 'Đối tác').click();
  await page.getByRole('button', { name: 'Thêm đối tác' }).click();
  await dialog(page).getByLabel('Tên', { exact: true }).fill('Hội Nghề cá tỉnh');
  await phone.setOffline(true);
  await saveThere(page).click();
  await expect(dialog(page).getByRole('alert').filter({ hasText: /\S/ })).toContainText('Chưa có sóng nên chưa lưu được');
  await dialog(page).getByRole('button', { name: 'Quay lại' }).click();
  await expect(line(page, 'Bộ đội Biên phòng')).toBeVisible();
  await phone.setOffline(false);

  await page.reload();
  await kind(page, 'Đối tác').click();
  await page.getByRole('button', { name: 'Thêm đối tác' }).click();
  await expect(dialog(page)).toContainText('Đang giữ điều đã gõ');
  await expect(dialog(page).getByLabel('Tên', { exact: true })).toHaveValue('Hội Nghề cá tỉnh');

  // The office takes it, and the answer is lost on the way.
  await page.route('**/api/reference', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await saveThere(page).click();
  await expect(dialog(page).getByRole('alert').filter({ hasText: /\S/ })).toContainText('Chưa có sóng');
  await page.unroute('**/api/reference');
  await saveThere(page).click();
  await expect(page.getByText('Đã lưu ở văn phòng')).toBeVisible();
  await expect(line(page, 'Hội Nghề cá tỉnh')).toHaveCount(1);

  await line(page, 'Hội Nghề cá tỉnh').click();
  await dialog(page)
    .getByRole('button', { name: /^Đóng, ngừng dùng/ })
    .click();
  await dialog(page).getByLabel('Ngày cuối còn dùng').fill(addDays(TODAY, -1));
  await saveThere(page).click();
  await expect(line(page, 'Hội Nghề cá tỉnh')).toBeHidden();
  await page.getByRole('button', { name: /^Đã đóng/ }).click();
  await line(page, 'Hội Nghề cá tỉnh').click();
  await dialog(page)
    .getByRole('button', { name: /^Mở lại/ })
    .click();
  await page
    .getByRole('dialog', { name: /^Mở lại/ })
    .getByRole('button', { name: 'Mở lại' })
    .click();
  await expect(page.getByRole('button', { name: /^Đã đóng/ })).toBeHidden();
  await expect(line(page, 'Hội Nghề cá tỉnh')).toBeVisible();
});

test('an administrator divides a unit and merges two, and no screen of it stands in anybody’s way', async ({ server, desk }) => {
  test.setTimeout(180_000);
  await signIn(desk, server, 'QT-01');
  await desk.getByRole('link', { name: /Danh mục/ }).click();
  await expect(line(desk, OLD)).toBeVisible();
  await expectClear(desk, 'the lists');
  await line(desk, OLD).click();
  await expectClear(desk, 'an entry');

  await dialog(desk).getByRole('button', { name: /^Chia/ }).click();
  await saveThere(desk).click();
  await expect(dialog(desk).getByRole('alert').filter({ hasText: /\S/ })).toHaveText('Điền tên.');
  await expectClear(desk, 'a division');
  for (const [at, name] of [
    [1, 'Phòng Biên giới'],
    [2, 'Phòng Hợp tác'],
  ] as const) {
    await dialog(desk).getByLabel(`Tên phần ${at}`).fill(name);
    await dialog(desk).getByLabel(`Tên ngắn phần ${at}`).fill(name);
  }
  await saveThere(desk).click();
  await expect(dialog(desk)).toBeHidden();
  for (const name of ['Phòng Biên giới', 'Phòng Hợp tác']) await expect(line(desk, name)).toBeVisible();

  await line(desk, 'Phòng Thanh tra').click();
  await dialog(desk).getByRole('button', { name: /^Gộp/ }).click();
  await dialog(desk).getByLabel('Tên mới').fill('Phòng Thanh tra - Pháp chế');
  await dialog(desk).getByLabel('Tên ngắn').fill('P. TT-PC');
  await saveThere(desk).click();
  await expect(dialog(desk)).toContainText('Chọn ít nhất một mục nữa');
  await dialog(desk)
    .getByRole('button', { name: /Gộp cùng với|^Chọn/ })
    .click();
  await expectClear(desk, 'what to merge with');
  await desk.getByRole('dialog', { name: 'Gộp cùng với' }).getByRole('button', { name: 'Văn phòng Sở' }).click();
  await desk.getByRole('button', { name: 'Xong' }).click();
  await saveThere(desk).click();
  await expect(dialog(desk)).toBeHidden();
  await line(desk, 'Phòng Thanh tra - Pháp chế').click();
  await expect(dialog(desk)).toContainText('Phòng Thanh tra, Văn phòng Sở');
});
