import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningServer } from '../helpers/server-process.ts';
import { expectClear } from './axe.ts';
import { expect, type Phone, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

const PIN = '739205';
const NEXT_PIN = 'ghe cau tau ba';

/** Each form in which a text may lie on a disk. */
const encodings = (text: string): Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  // Base64 of a text in the middle of others: what is left whole whichever of three places it begins at.
  ...[0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.from(' '.repeat(shift) + text)
        .toString('base64')
        .slice(4, -4),
    ),
  ),
];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
  );

/** Which of the texts lie anywhere in the profile of a closed browser, and in which of its files. */
function textsOnDisk(phone: Phone, texts: readonly string[], where = ''): string[] {
  const found: string[] = [];
  for (const file of filesIn(join(phone.profile, where))) {
    const bytes = readFileSync(file);
    for (const text of texts)
      if (encodings(text).some((form) => bytes.includes(form))) found.push(`${text} in ${file.slice(phone.profile.length)}`);
  }
  return found;
}

async function logMeeting(page: Page, attendees: string, note: string): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill(attendees);
  await page.getByLabel('Ghi chú').fill(note);
  await save(page);
}

async function choosePin(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('Mã PIN mới').fill(pin);
  await page.getByLabel('Nhập lại mã PIN').fill(pin);
}

async function switchOn(page: Page): Promise<void> {
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await choosePin(page);
  await page.getByRole('button', { name: 'Đặt mã và mã hóa sổ' }).click();
  await expect(page.getByRole('heading', { name: 'Sổ đang khóa' })).toBeVisible({ timeout: 30_000 });
}

async function unlock(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('Mã PIN', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
}

const expectLocked = (page: Page) => expect(page.getByRole('heading', { name: 'Sổ đang khóa' })).toBeVisible();
const received = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Đã nhận' });

test('a sealed log opens without a network by its PIN alone, holds what was logged, and sends it', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await logMeeting(page, '31', 'trước khi đặt mã');
  await phone.setOffline(false);
  await switchOn(page);
  await expectClear(page, 'the lock screen');
  await phone.setOffline(true);
  await unlock(page, '839205');
  await expect(page.getByText('Mã PIN chưa đúng.')).toBeVisible();
  await unlock(page);
  await expect(page.getByRole('button', { name: 'Khóa ngay' })).toBeVisible();
  await expect(page.getByText('Quên mã PIN thì lấy lại được bằng mật khẩu')).toBeVisible();
  await expectClear(page, 'the settings of the PIN');
  await logMeeting(page, '47', 'sau khi đặt mã');
  await phone.close();

  page = await phone.open(true, '/nhat-ky');
  await expectLocked(page);
  await expect(page.locator('body')).not.toContainText('47');
  await unlock(page);
  await expect(page.getByText(words('31 lượt người'))).toBeVisible();
  await expect(page.getByText(words('47 lượt người'))).toBeVisible();
  await phone.setOffline(false);
  await expect(received(page)).toHaveCount(2, { timeout: 20_000 });
});

test('what is half typed is there after the app has locked itself', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await switchOn(page);
  await unlock(page);
  await page.getByText(words('1 phút'), { exact: true }).click();
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.clock.install();
  await page.getByLabel('Lượt người tham dự').fill('58');
  // What watches for it comes once the first screen stands and the phone is idle.
  await expect(async () => {
    await page.clock.fastForward('02:00');
    await expect(page.getByRole('heading', { name: 'Sổ đang khóa' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await unlock(page);
  await expect(page.getByLabel('Lượt người tham dự')).toHaveValue('58');
});

test('a forgotten PIN is replaced with the password, and nothing unsent is lost', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await switchOn(page);
  await unlock(page);
  await phone.setOffline(true);
  await logMeeting(page, '64', 'mã bị quên');
  await phone.close();

  page = await phone.open(true);
  await page.getByRole('button', { name: 'Quên mã PIN' }).click();
  await expectClear(page, 'a forgotten PIN');
  await page.getByLabel('Mật khẩu tài khoản').fill(server.passwords.get('CB-07') ?? '');
  await choosePin(page, '111111');
  await page.getByRole('button', { name: 'Đặt mã mới và mở sổ' }).click();
  await expect(page.getByText('Mã này dễ đoán')).toBeVisible();
  await choosePin(page, NEXT_PIN);
  await page.getByRole('button', { name: 'Đặt mã mới và mở sổ' }).click();
  await expect(page.getByText('Chưa có sóng: lấy lại mã PIN')).toBeVisible();
  await phone.setOffline(false);
  await page.getByLabel('Mật khẩu tài khoản').fill('không phải');
  await page.getByRole('button', { name: 'Đặt mã mới và mở sổ' }).click();
  await expect(page.getByText('Mật khẩu chưa đúng.')).toBeVisible();
  await page.getByLabel('Mật khẩu tài khoản').fill(server.passwords.get('CB-07') ?? '');
  await page.getByRole('button', { name: 'Đặt mã mới và mở sổ' }).click();
  await tab(page, 'Nhật ký').click();
  await expect(received(page)).toHaveCount(1, { timeout: 20_000 });
  await page.reload();
  await unlock(page, NEXT_PIN);
  await expect(received(page)).toHaveCount(1);
  expect(server.output()).toContain('recoverySecretRead');
  expect(server.output()).not.toContain(NEXT_PIN);
});

test('two people share a phone: each has a log of their own, and neither PIN opens the other', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await switchOn(page);
  await unlock(page);
  await phone.setOffline(true);
  await logMeeting(page, '31', 'của CB-07');
  await page.reload();
  await expectLocked(page);
  await phone.setOffline(false);
  await page.getByRole('button', { name: 'Người khác đăng nhập' }).click();
  await expect(page.getByText('CB-07', { exact: false }).first()).toBeVisible();
  await expect(page.getByText(words('1 bản ghi'))).toBeVisible();
  await signIn(page, server, 'CB-08');
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText(words('31 lượt người'))).toHaveCount(0);
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Mã cán bộ').fill('CB-07');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(server.passwords.get('CB-07') ?? '');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expectLocked(page);
  await unlock(page);
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText(words('31 lượt người'))).toBeVisible();
});

/** The page of an officer whose unit has just begun to ask for a PIN. */
async function openAsked(server: RunningServer, phone: Phone, desk: Page): Promise<Page> {
  await signIn(desk, server, 'VP-01');
  await desk.goto('/ke-hoach/danh-muc');
  await desk.getByText('Số mốc, loại hoạt động').click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('group', { name: 'Đơn vị yêu cầu mã PIN trên máy' }).getByText('P. QLBG-HTQT').click();
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toBeHidden();

  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await expect(page.getByText(words('Đặt trong 7 ngày nữa'))).toBeVisible({ timeout: 20_000 });
  return page;
}

test('the unit asks, the phone says so with its days of grace, and after them before anything else', async ({ server, phone, desk }) => {
  const page = await openAsked(server, phone, desk);
  await page.getByRole('button', { name: 'Để sau' }).click();
  await page.clock.install({ time: Date.now() + 8 * 86_400_000 });
  await page.reload();
  const overdue = page.getByRole('dialog', { name: 'Đặt mã PIN để dùng tiếp' });
  await page.clock.runFor(10_000);
  await expect(overdue).toBeVisible({ timeout: 20_000 });
  await overdue.getByRole('link', { name: 'Đặt mã PIN' }).click();
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await choosePin(page);
  await page.getByRole('button', { name: 'Đặt mã và mã hóa sổ' }).click();
  await expectLocked(page);
  await unlock(page);
  await expect(page.getByText('Đơn vị yêu cầu mã PIN trên máy này.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tắt mã PIN' })).toHaveCount(0);
});

test('a browser that can seal nothing is not shut out because the unit asks for a PIN', async ({ server, phone, desk }) => {
  const page = await openAsked(server, phone, desk);
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  await page.clock.install({ time: Date.now() + 8 * 86_400_000 });
  await page.reload();
  await page.clock.runFor(10_000);
  await tab(page, 'Ghi').click();
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('of twenty texts written under a PIN none lies on the disk, and of what the database held before neither', async ({
  server,
  phone,
}) => {
  test.slow();
  const before = 'Canari trước khi đặt mã 5501';
  const texts = Array.from({ length: 20 }, (_, at) => `Canari dưới mã PIN số ${7_100 + at * 37}`);
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await logMeeting(page, '12', before);
  await phone.close();
  // The scan sees what is there to be seen.
  expect(textsOnDisk(phone, [before], 'Default/IndexedDB')).not.toEqual([]);

  page = await phone.open();
  await switchOn(page);
  await unlock(page);
  await phone.setOffline(true);
  for (const [at, text] of texts.slice(0, 4).entries()) await logMeeting(page, String(20 + at), text);
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  for (const text of texts.slice(4, 19)) await page.getByLabel('Ghi chú').fill(text);
  await page.waitForURL(/\/nhap\//);
  await page.getByLabel('Ghi chú').fill(texts[19] ?? '');
  await phone.close();
  expect(textsOnDisk(phone, texts)).toEqual([]);
  expect(textsOnDisk(phone, [before], 'Default/IndexedDB')).toEqual([]);

  page = await phone.open(true);
  await unlock(page);
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText(words('23 lượt người'))).toBeVisible();
  await phone.setOffline(false);
  await expect(received(page)).toHaveCount(5, { timeout: 30_000 });
  await phone.close();
  expect(textsOnDisk(phone, texts)).toEqual([]);
  for (const text of [before, ...texts]) expect(server.output()).not.toContain(text);
});

test('the PIN is turned off again, and the log is as it was', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await switchOn(page);
  await unlock(page);
  await phone.setOffline(true);
  await logMeeting(page, '88', 'trước khi tắt mã');
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Tắt mã PIN' }).click();
  await page.getByLabel('Mã PIN đang dùng').fill(PIN);
  await page.getByRole('button', { name: 'Tắt mã và bỏ mã hóa' }).click();
  await expect(page.getByRole('button', { name: 'Đặt mã PIN' })).toBeVisible({ timeout: 20_000 });
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText(words('88 lượt người'))).toBeVisible();
});
