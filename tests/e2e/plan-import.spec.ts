import type { Locator, Page } from '@playwright/test';
import { planToDocx } from '../documents/build-docx.ts';
import { planText } from '../domain/plan-reading/answer-key.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, test, waitUntilInstalled, words } from './office.ts';

const NAME = 'dien-bien-2024.docx';
const KIND = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const file = () => ({ name: NAME, mimeType: KIND, buffer: Buffer.from(planToDocx(planText('dien-bien-2024'))) });

const rows = (page: Page): Locator => page.getByRole('list', { name: 'Cây kế hoạch đề xuất' }).getByRole('listitem');
const row = (page: Page, code: string): Locator => rows(page).getByRole('button', { name: new RegExp(`^${code.replaceAll('.', '\\.')} `) });
const sheet = (page: Page): Locator => page.getByRole('dialog');

/** Puts the cursor before these words of the item's text and cuts there. */
async function splitBefore(page: Page, text: string): Promise<void> {
  await sheet(page)
    .getByLabel('Nội dung như văn bản')
    .evaluate((area: HTMLTextAreaElement, found) => area.setSelectionRange(area.value.indexOf(found), area.value.indexOf(found)), text);
  await sheet(page).getByRole('button', { name: 'Tách ở chỗ con trỏ' }).first().click();
}

/** Drops the file as a person would drag it in. */
async function drop(page: Page): Promise<void> {
  const { name, mimeType, buffer } = file();
  const data = await page.evaluateHandle(
    ([text, called, type]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], called, { type }));
      return transfer;
    },
    [buffer.toString('base64'), name, mimeType] as const,
  );
  await page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: data });
}

/** Looks at every uncertain item in turn, by key. */
async function seeDoubts(page: Page): Promise<void> {
  const left = page.getByText(/Còn \d+ chỗ chưa chắc/);
  for (let tries = 0; tries < 20 && (await left.count()) > 0; tries++) {
    await page.getByRole('button', { name: 'Chỗ kế tiếp' }).click();
    await expect(page.locator('.import-title:focus')).toBeVisible();
    await page.keyboard.press('a');
  }
  await expect(left).toHaveCount(0);
}

async function savePlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await expect(sheet(page)).toContainText(words('76 mục, kỳ 1/1/2024 – 31/12/2024'));
  await sheet(page).getByRole('button', { name: 'Lưu kế hoạch' }).click();
}

test('at the desk a Word file becomes a plan: corrected by keyboard, kept over a reload, saved with a target', async ({ server, desk }) => {
  test.setTimeout(120_000);
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach`);
  await desk.getByText('Quản lý kế hoạch').click();
  await desk.getByRole('link', { name: 'Nhập kế hoạch từ văn bản' }).first().click();
  await drop(desk);
  await expect(rows(desk)).toHaveCount(76);
  await expect(desk.getByText('76 mục: 4 / 15 / 52 / 5 theo cấp')).toBeVisible();

  // The same item is lit on both sides.
  await row(desk, 'I.1.p2').click();
  await expect(desk.locator('.import-lines.import-current')).toContainText('I.1.p2');
  const text = (await row(desk, 'I.1.p2').locator('.import-name').textContent()) ?? '';
  await desk.keyboard.press('m');
  await expect(rows(desk)).toHaveCount(75);
  await expect(row(desk, 'I.1.p1')).toBeFocused();
  await desk.keyboard.press('Control+z');
  await expect(rows(desk)).toHaveCount(76);
  await expect(row(desk, 'I.1.p2')).toBeFocused();
  await desk.keyboard.press('m');
  await expect(row(desk, 'I.1.p1')).toBeFocused();
  await desk.keyboard.press('s');
  await expect(sheet(desk).getByLabel('Nội dung như văn bản')).toBeFocused();
  await splitBefore(desk, text.slice(0, 20));
  await sheet(desk).getByLabel('Tên ngắn').fill('Thực hiện tốt pháp luật');
  await sheet(desk).getByRole('button', { name: 'Đóng' }).click();
  await expect(rows(desk)).toHaveCount(76);
  await expect(row(desk, 'I.1.p2')).toContainText('Thực hiện tốt pháp luật');

  // A level deeper and back, the focus staying with the item.
  await row(desk, 'I.1.p2').focus();
  await desk.keyboard.press('Alt+ArrowRight');
  await expect(row(desk, 'I.1.p1.p1')).toBeFocused();
  await desk.keyboard.press('Alt+ArrowLeft');
  await expect(row(desk, 'I.1.p2')).toBeFocused();

  await rows(desk).getByRole('combobox', { name: 'Cách đếm của I.1.p2' }).selectOption({ label: 'Đếm theo lượt' });
  await row(desk, 'I.1.p2').press('Enter');
  await sheet(desk).getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
  await sheet(desk).getByLabel('Số phải đạt').fill('12');
  await expect(sheet(desk).getByRole('switch', { name: words('12 buổi') })).toBeChecked();
  await sheet(desk).getByRole('button', { name: 'Đóng' }).click();

  await desk.getByText(/tên đơn vị chưa khớp/).click();
  await desk.getByRole('combobox', { name: /27 mục/ }).selectOption({ label: 'Văn phòng' });

  // Half-done work is there after a reload, within two seconds of the last change.
  await desk.waitForTimeout(2_000);
  await desk.reload();
  await expect(row(desk, 'I.1.p2')).toContainText(words('Chỉ tiêu: 12 buổi'));
  await desk.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await expect(desk.getByText('Còn chỗ chưa chắc. Xem hết rồi mới lưu được.')).toBeVisible();
  await seeDoubts(desk);
  await desk.getByRole('button', { name: /^Nhận \d+ mục còn lại/ }).click();
  await expect(desk.getByText('Đã xem 76 / 76')).toBeVisible();
  await savePlan(desk);

  await expect(desk).toHaveURL(/ke-hoach\?ke-hoach=/);
  await expect(desk.getByText('Thực hiện tốt pháp luật').first()).toBeVisible();
  await desk.goto(`${server.origin}/ke-hoach/nhap`);
  await expect(desk.getByText('Bản nháp đang làm')).toHaveCount(0);

  const client = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const { changes } = await client.sync([]);
  const plan = changes.plans?.find(({ items }) => items.length === 76);
  expect(plan).toMatchObject({ version: 1, year: 2024 });
  expect(changes.targets).toMatchObject([{ planId: plan?.id, itemCode: 'I.1.p2', measure: 'sessions', period: 'year', value: 12 }]);
});

test('on a phone without a network the file is read, corrected and kept, and saved once there is one', async ({ server, phone }) => {
  test.setTimeout(120_000);
  const page = await phone.open();
  await signIn(page, server, 'VP-01');
  await expect(page.getByText(/số đến/).first()).toBeVisible();
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await page.goto(`${server.origin}/ke-hoach/nhap`);
  await page.locator('input[type=file]').setInputFiles(file());
  await expect(rows(page)).toHaveCount(76);
  await page.getByRole('button', { name: 'Chỗ kế tiếp' }).click();
  const focused = page.locator('.import-title:focus');
  await expect(focused).toContainText('Dấu ngoặc kép');
  await focused.click();
  await expect(sheet(page)).toContainText('Dấu ngoặc kép mở mà không đóng');
  await sheet(page).getByRole('button', { name: 'Đã xem, mục kế' }).click();
  await sheet(page).getByRole('button', { name: 'Đóng' }).click();
  await expect(page.getByText('Đã xem 1 / 76')).toBeVisible();
  await seeDoubts(page);
  await page.getByRole('button', { name: /^Nhận \d+ mục còn lại/ }).click();
  await savePlan(page);
  await expect(page.getByText('Chưa có mạng nên chưa lưu được.', { exact: false })).toBeVisible();

  await phone.close();
  const later = await phone.open(true, '/ke-hoach/nhap');
  await later.getByRole('link', { name: words('Đã xem 76 / 76') }).click();
  await expect(rows(later)).toHaveCount(76);
  await phone.setOffline(false);
  await savePlan(later);
  await expect(later).toHaveURL(/ke-hoach\?ke-hoach=/);
  await expect(later.getByText('Đã lưu kế hoạch')).toBeVisible();
});

test('a file that is not read gets its word, pasted text is read, and others than the office bring nothing in', async ({
  server,
  desk,
  phone,
}) => {
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/nhap`);
  await desk.locator('input[type=file]').setInputFiles({ name: 'quet.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await expect(desk.getByRole('alert')).toContainText('Không đọc tệp PDF');
  const text = desk.getByLabel('Hoặc dán nội dung kế hoạch');
  await text.fill('Chỉ là một câu.');
  await desk.getByRole('button', { name: 'Đọc đoạn đã dán' }).click();
  await expect(desk.getByRole('alert')).toContainText('Không thấy mục');
  await text.fill('KẾ HOẠCH\nTuyên truyền năm 2024\nI. MỤC ĐÍCH\n- Một việc.');
  await desk.getByRole('button', { name: 'Đọc đoạn đã dán' }).click();
  await expect(rows(desk)).toHaveCount(2);

  // Dropping what holds others asks what becomes of them.
  await row(desk, 'I').focus();
  await desk.keyboard.press('Delete');
  await expect(sheet(desk)).toContainText(words('Mục này chứa 1 mục con'));
  await sheet(desk).getByRole('button', { name: 'Đưa mục con lên' }).click();
  await expect(rows(desk)).toHaveCount(1);
  await desk.getByRole('button', { name: 'Hoàn tác' }).first().click();
  await expect(rows(desk)).toHaveCount(2);

  const officer = await phone.open();
  await signIn(officer, server, 'CB-07');
  await officer.goto(`${server.origin}/ke-hoach/nhap`);
  await expect(officer.getByText('Không nhập kế hoạch ở đây được')).toBeVisible();
});

test('an amendment keeps the codes of what it prints again, and ends what it does not once a person has looked', async ({
  server,
  desk,
}) => {
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/nhap`);
  const lines = planText('kien-giang-2024').split('\n');
  const without = lines.filter((line) => !line.startsWith('Tuyên tuyền các mô hình mới')).join('\n');
  await desk.getByLabel('Văn bản này là').selectOption({ index: 1 });
  await desk.locator('input[type=file]').setInputFiles({ name: 'sua-doi.docx', mimeType: KIND, buffer: Buffer.from(planToDocx(without)) });
  await expect(row(desk, 'II.1.a.p3')).toContainText('Văn bản mới không còn mục này.');
  await seeDoubts(desk);
  await desk.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await sheet(desk).getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await expect(desk).toHaveURL(/ke-hoach=kien-giang-2024/);

  const client = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const { changes } = await client.sync([]);
  const plan = changes.plans?.find(({ id }) => id === 'kien-giang-2024');
  expect(plan?.version).toBe(2);
  expect(plan?.items.filter(({ retired }) => retired).map(({ code }) => code)).toEqual(['II.1.a.p3']);
});

async function auditImport(page: Page, where: string): Promise<void> {
  await page.goto('/ke-hoach/nhap');
  await expect(page.getByRole('heading', { level: 1, name: 'Nhập kế hoạch' })).toBeVisible();
  await expectClear(page, `${where}: start`);
  await page.locator('input[type=file]').setInputFiles(file());
  await expect(rows(page)).toHaveCount(76);
  await expectClear(page, `${where}: tree`);
  await row(page, 'III.I.2').click();
  if (where === 'desk') await page.keyboard.press('Enter');
  await expect(sheet(page)).toBeVisible();
  await expectClear(page, `${where}: item`);
  await sheet(page).getByRole('button', { name: 'Đóng' }).click();
  await page.getByRole('button', { name: 'Sửa phần đầu' }).click();
  await expect(sheet(page)).toBeVisible();
  await expectClear(page, `${where}: head`);
}

test('nothing stands in the way where a plan is brought in at the desk', async ({ server, desk }) => {
  test.setTimeout(180_000);
  await signIn(desk, server, 'VP-01');
  await auditImport(desk, 'desk');
});

test('nor on a phone, where nothing scrolls sideways with text at 200 %', async ({ server, browser }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, baseURL: server.origin });
  const phone = await context.newPage();
  await signIn(phone, server, 'VP-01');
  await auditImport(phone, 'phone');
  await phone.setViewportSize({ width: 180, height: 370 });
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await context.close();
});

test('a paper that prints its changes alone amends the plan, and all else goes on at one press', async ({ server, desk }) => {
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/nhap`);
  await desk.getByLabel('Văn bản này là').selectOption({ index: 1 });
  await desk
    .getByLabel('Hoặc dán nội dung kế hoạch')
    .fill('QUYẾT ĐỊNH\nSửa đổi Kế hoạch\nII. NỘI DUNG\n1. Tuyên truyền\na) Tuyên truyền cho ngư dân, tổ chức 20 buổi.');
  await desk.getByRole('button', { name: 'Đọc đoạn đã dán' }).click();
  await expect(desk.getByText('Còn 22 chỗ chưa chắc')).toBeVisible();
  const keep = desk.getByRole('button', { name: 'Giữ 22 mục không in lại' });
  await keep.click();
  await expect(desk.getByText('Đã xem 22 / 25')).toBeVisible();
  await expect(keep).toBeHidden();
  await desk.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(keep).toBeVisible();
});
