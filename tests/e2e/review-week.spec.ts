import type { Page } from '@playwright/test';
import { expectClear } from './axe.ts';
import { expect, Phone, pick, save, signIn, tab, test, words } from './office.ts';

const BORDER = /II\.1\.b\.p1/;
const SEA = /II\.1\.c/;

async function logBorder(page: Page): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', BORDER);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Số buổi tuyên truyền').fill('2');
  await page.getByLabel('Lượt người tham dự').fill('80');
  await save(page);
}

async function logFishermen(page: Page): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /Ngư dân/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'bien dao', SEA);
  await pick(page, /Địa bàn/, 'tien hai', /Xã Tiên Hải/);
  await page.getByLabel('Lượt người tham dự').fill('40');
  await page.getByLabel('Lượt tàu cá được tuyên truyền').fill('12');
  await save(page);
}

async function expectReceived(page: Page, count: number): Promise<void> {
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(count, { timeout: 15_000 });
}

/** The figures come by sync: the desk is asked again until they are there. */
async function expectAtDesk(desk: Page, line: RegExp, figures: { readonly has?: readonly RegExp[]; readonly not?: readonly RegExp[] }) {
  const row = desk.getByRole('row', { name: line }).first();
  await expect(async () => {
    await desk.reload();
    await expect(desk.getByRole('heading', { name: 'Tổng hợp' })).toBeVisible();
    for (const figure of figures.has ?? []) await expect(row).toContainText(figure, { timeout: 2_000 });
    for (const figure of figures.not ?? []) await expect(row).not.toContainText(figure, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

/** A card begins with its item and its author; a possible duplicate names the other author further down. */
const card = (lead: Page, author: string, place: string) =>
  lead.getByRole('listitem').filter({ hasText: new RegExp(`^II\\.[\\w.]+${author}\\s.*${place}`, 's') });

test('a week of a unit: a duplicate, a return with its correction, a confirmation and a change after it, and the office has the right figures at each step', async ({
  server,
  phone,
  desk,
}) => {
  test.setTimeout(180_000);
  const [second, third] = [new Phone(server.origin), new Phone(server.origin)];
  try {
    const first = await phone.open();
    await signIn(first, server, 'CB-07');
    const other = await second.open();
    await signIn(other, server, 'CB-08');
    await logBorder(first);
    await logBorder(other);
    await logFishermen(other);
    await expectReceived(first, 1);
    await expectReceived(other, 2);

    await signIn(desk, server, 'VP-01');
    await tab(desk, 'Tổng hợp').click();
    await expect(desk.getByRole('heading', { name: 'Tổng hợp' })).toBeVisible();
    await expectAtDesk(desk, BORDER, { has: [/\+4/, /\+160/] });
    await expectAtDesk(desk, SEA, { has: [/\+40/, /\+12/] });

    // The lead sees both officers' work; the same session was logged twice.
    const lead = await third.open();
    await signIn(lead, server, 'TP-QLBG');
    await tab(lead, 'Duyệt').click();
    await expect(lead.getByRole('checkbox')).toHaveCount(3, { timeout: 15_000 });
    await expect(card(lead, 'CB-08', 'Giang Thành')).toContainText('Có thể trùng');
    await expectClear(lead, 'records to be judged');
    await card(lead, 'CB-08', 'Giang Thành').getByRole('checkbox').check({ force: true });
    await lead.getByRole('button', { name: 'Trùng', exact: true }).click();
    await expectClear(lead, 'which record is kept');
    await lead.getByRole('dialog').getByRole('listitem').getByRole('button', { name: /CB-07/ }).click();
    await expect(lead.getByText(words('Đã đánh dấu trùng 1 bản ghi'))).toBeVisible();
    await expectAtDesk(desk, BORDER, { has: [/\+2/, /\+80/], not: [/\+4/, /\+160/] });

    // One goes back with its reason, and the officer corrects it.
    await card(lead, 'CB-08', 'Tiên Hải').getByRole('checkbox').check({ force: true });
    await lead.getByRole('button', { name: 'Trả lại', exact: true }).click();
    const asking = lead.getByRole('dialog', { name: /Trả lại/ });
    await asking.getByRole('button', { name: 'Trả lại' }).click();
    await expect(asking).toContainText('Chọn hoặc ghi lý do.');
    await expectClear(lead, 'reason for a return');
    await asking.getByText('Số liệu chưa đúng').click();
    await asking.getByRole('button', { name: 'Trả lại' }).click();
    await expect(lead.getByText(words('Đã trả lại 1 bản ghi'))).toBeVisible();
    await expectAtDesk(desk, SEA, { not: [/40/] });

    await tab(other, 'Nhật ký').click();
    const returned = other.getByRole('listitem').filter({ hasText: 'Trả lại' });
    await expect(async () => {
      await other.reload();
      await expect(returned).toContainText('Số liệu chưa đúng', { timeout: 4_000 });
    }).toPass({ timeout: 30_000 });
    await expectClear(other, 'journal with a returned record');
    await returned.getByRole('link').first().click();
    await expectClear(other, 'a returned record');
    await other.getByRole('link', { name: /Sửa/ }).first().click();
    await other.getByLabel('Lượt người tham dự').fill('46');
    await save(other);
    await expectAtDesk(desk, SEA, { has: [/\+46/, /\+12/] });

    // What is left is confirmed at once.
    await tab(lead, 'Nhật ký').click();
    await tab(lead, 'Duyệt').click();
    await expect(lead.getByRole('checkbox')).toHaveCount(2, { timeout: 15_000 });
    await lead.getByRole('button', { name: words('Chọn 2 bản không có dấu hiệu bất thường') }).click();
    await lead.getByRole('button', { name: /Xác nhận/ }).click();
    await expect(lead.getByText('Không còn bản ghi nào chờ xác nhận')).toBeVisible();
    await expectAtDesk(desk, BORDER, { has: [/80/], not: [/\+/] });
    await expectAtDesk(desk, SEA, { has: [/46/], not: [/\+/] });

    // The same figures cut by place, and in no other quarter.
    await desk.getByRole('button', { name: 'Theo địa bàn' }).click();
    await expect(desk.getByRole('row', { name: /Xã Giang Thành/ }).first()).toContainText('80');
    await expect(desk.getByRole('row', { name: /Xã Tiên Hải/ }).first()).toContainText('46');
    await desk.getByRole('button', { name: 'Quý' }).click();
    await expect(desk.getByRole('row', { name: /Xã Giang Thành/ }).first()).toContainText('80');
    const before = desk.getByRole('button', { name: 'Kỳ trước' });
    await ((await before.isEnabled()) ? before : desk.getByRole('button', { name: 'Kỳ sau' })).click();
    await expect(desk.getByText('Kỳ này chưa có số nào')).toBeVisible();
    await desk.goto(`${server.origin}/tong-hop`);

    // A counted figure changed after it was confirmed waits for confirmation again.
    await first.reload();
    await tab(first, 'Nhật ký').click();
    await first
      .getByRole('main')
      .getByRole('link', { name: words('2 buổi · 80 lượt người') })
      .click();
    await expect(first.getByText(/đã xác nhận/).first()).toBeVisible({ timeout: 15_000 });
    await first.getByRole('link', { name: 'Sửa' }).click();
    await first.getByLabel('Lượt người tham dự').fill('85');
    await save(first);
    await expectAtDesk(desk, BORDER, { has: [/\+2/, /\+85/], not: [/80/] });

    // The supervisor confirms it on its own page.
    await tab(desk, 'Duyệt').click();
    await expect(desk.getByRole('heading', { name: 'Duyệt' })).toBeVisible();
    await desk.getByRole('link', { name: /^Mở bản ghi/ }).click();
    await desk.getByRole('button', { name: 'Xác nhận' }).click();
    await expect(desk.getByText(/đã xác nhận/).first()).toBeVisible({ timeout: 30_000 });
    await desk.goto(`${server.origin}/tong-hop`);
    await expectAtDesk(desk, BORDER, { has: [/85/], not: [/\+/] });
  } finally {
    await second.discard();
    await third.discard();
  }
});
