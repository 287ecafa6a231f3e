import type { Page } from '@playwright/test';
import { ActivityList, Devices } from '../../src/protocol/account.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { expect, pick, save, signIn, tab, test, waitUntilInstalled } from './office.ts';

const clientOf = (server: RunningServer, staffCode: string): Promise<SyncClient> =>
  signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');

/** Notes of the records at the office, each with its author. */
async function received(server: RunningServer, office: SyncClient): Promise<(readonly [note: string, authorId: string])[]> {
  const answer = await fetch(`${server.origin}/api/activities?planId=kien-giang-2024&limit=100`, { headers: { cookie: office.cookie } });
  const { activities } = ActivityList.parse(await answer.json());
  return activities.map((one) => [String(one.content.note), one.authorId] as const).sort();
}

async function log(page: Page, note: string, attendees = 30): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill(String(attendees));
  await page.getByLabel('Ghi chú').fill(note);
  await save(page);
}

async function signOut(page: Page): Promise<void> {
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('heading', { name: 'Cột Mốc' })).toBeVisible();
}

const entries = (page: Page) => page.getByRole('listitem').filter({ has: page.locator('a[href^="/ban-ghi/"]') });

test('a second account on the same phone neither sees nor sends what the first left, and the first finds and sends it later', async ({
  server,
  phone,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await log(page, 'Của người thứ nhất');
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('dialog')).toContainText('giữ riêng cho CB-07');
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByText(/CB-07 còn 1\sbản ghi chưa gửi/)).toBeVisible();

  await phone.setOffline(false);
  await signIn(page, server, 'CB-08');
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText('Trang đầu còn trắng')).toBeVisible();
  await tab(page, 'Ghi').click();
  await log(page, 'Của người thứ hai');
  await tab(page, 'Nhật ký').click();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).filter({ hasText: 'Đã nhận' })).toHaveCount(1);

  const office = await clientOf(server, 'VP-01');
  const first = (await clientOf(server, 'CB-07')).person.id;
  const second = (await clientOf(server, 'CB-08')).person.id;
  expect(await received(server, office)).toEqual([['Của người thứ hai', second]]);

  await signOut(page);
  await signIn(page, server, 'CB-07');
  await tab(page, 'Nhật ký').click();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).filter({ hasText: 'Đã nhận' })).toHaveCount(1);
  expect(await received(server, office)).toEqual([
    ['Của người thứ hai', second],
    ['Của người thứ nhất', first],
  ]);
});

test('a phone that another device signed out goes on recording, and sends all of it after signing in again', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-12');
  const admin = await clientOf(server, 'QT-01');
  const office = await clientOf(server, 'VP-01');
  const author = (await clientOf(server, 'CB-12')).person.id;

  const ask = (path: string, method: 'GET' | 'POST') =>
    fetch(`${server.origin}${path}`, {
      method,
      headers: { cookie: admin.cookie, origin: server.origin, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: '{}' }),
    });
  const { devices } = Devices.parse(await (await ask('/api/devices', 'GET')).json());
  const lost = devices.find((one) => one.person.staffCode === 'CB-12' && one.name !== 'bench');
  expect((await ask(`/api/devices/${lost?.id}/sign-out`, 'POST')).ok).toBe(true);

  await log(page, 'Ghi khi phiên đã hết');
  await expect(page.getByText('Cần đăng nhập lại để gửi')).toBeVisible();
  await log(page, 'Ghi thêm lần nữa', 31);
  await tab(page, 'Nhật ký').click();
  await expect(entries(page).filter({ hasText: 'Trên máy' })).toHaveCount(2);
  expect(await received(server, office)).toEqual([]);

  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: 'Đăng nhập lại' }).click();
  await expect(page.getByText('Phiên của CB-12 đã hết')).toBeVisible();
  await page.getByLabel('Mật khẩu', { exact: true }).fill(server.passwords.get('CB-12') ?? '');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await tab(page, 'Nhật ký').click();
  await expect(entries(page).filter({ hasText: 'Đã nhận' })).toHaveCount(2);
  expect(await received(server, office)).toEqual([
    ['Ghi khi phiên đã hết', author],
    ['Ghi thêm lần nữa', author],
  ]);
});

test('a session lost under an open form costs neither the form nor the record', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-19');
  const office = await clientOf(server, 'VP-01');
  const author = (await clientOf(server, 'CB-19')).person.id;
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.getByLabel('Lượt người tham dự').fill('30');
  await page.context().clearCookies();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Ghi chú').fill('Mất phiên giữa chừng');
  await save(page);
  await expect(page.getByText('Cần đăng nhập lại để gửi')).toBeVisible();
  // Also after the app was closed: who they are is known on the phone.
  await page.reload();
  await expect(page.getByText('Cần đăng nhập lại để gửi')).toBeVisible();
  expect(await received(server, office)).toEqual([]);

  await signIn(page, server, 'CB-19');
  await tab(page, 'Nhật ký').click();
  await expect(entries(page).filter({ hasText: 'Đã nhận' })).toHaveCount(1);
  expect(await received(server, office)).toEqual([['Mất phiên giữa chừng', author]]);
});

test('a wrong password and an unknown account are refused in the same words', async ({ server, phone }) => {
  const page = await phone.open();
  const refusal = async (staffCode: string): Promise<string> => {
    await page.goto(`${server.origin}/dang-nhap`);
    await page.getByLabel('Mã cán bộ').fill(staffCode);
    await page.getByLabel('Mật khẩu', { exact: true }).fill('khong phai mat khau nay');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    const notice = page.getByRole('alert').filter({ hasText: /\S/ });
    await expect(notice).toHaveCount(1);
    await expect(page.getByLabel('Mã cán bộ')).toHaveValue(staffCode);
    return (await notice.textContent()) ?? '';
  };
  const known = await refusal('CB-07');
  expect(known).toContain('Mã cán bộ hoặc mật khẩu chưa đúng.');
  expect(await refusal('CB-99')).toBe(known);
});
