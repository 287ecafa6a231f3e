import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ActivityList, Devices, NewAccountResponse } from '../../src/protocol/account.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { expect, logNoted, pick, save, signIn, tab, test, waitUntilInstalled } from './office.ts';

const clientOf = (server: RunningServer, staffCode: string): Promise<SyncClient> =>
  signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');

/** Notes of the records at the office, each with its author. */
async function received(server: RunningServer, office: SyncClient): Promise<(readonly [note: string, authorId: string])[]> {
  const answer = await fetch(`${server.origin}/api/activities?planId=kien-giang-2024&limit=100`, { headers: { cookie: office.cookie } });
  const { activities } = ActivityList.parse(await answer.json());
  return activities.map((one) => [String(one.content.note), one.authorId] as const).sort();
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
  await logNoted(page, 'Của người thứ nhất');
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
  await logNoted(page, 'Của người thứ hai');
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

  await logNoted(page, 'Ghi khi phiên đã hết');
  await expect(page.getByText('Cần đăng nhập lại để gửi')).toBeVisible();
  await logNoted(page, 'Ghi thêm lần nữa', 31);
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

const ZALO =
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 Zalo android/12100';

/** A new account with its code, as an administrator makes it. */
async function newCode(server: RunningServer, staffCode: string): Promise<string> {
  const admin = await clientOf(server, 'QT-01');
  const made = await fetch(`${server.origin}/api/accounts`, {
    method: 'POST',
    headers: { cookie: admin.cookie, origin: server.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ staffCode, role: 'officer', unitIds: ['ls'] }),
  });
  return NewAccountResponse.parse(await made.json()).code;
}

test('a link brings its code into the form, leaves the address bar at once, and no request but the one that opens says it', async ({
  server,
  phone,
}) => {
  const code = await newCode(server, 'CB-71');
  const page = await phone.open();
  const said: string[] = [];
  page.on('request', (request) => {
    if (`${request.url()} ${request.headers()['referer'] ?? ''}`.includes(code)) said.push(request.url());
  });
  await page.goto(`${server.origin}/mo-tai-khoan#${code}`);
  await expect(page.getByLabel('Mã mở tài khoản')).toHaveValue(code);
  expect(page.url()).toBe(`${server.origin}/mo-tai-khoan`);
  // The same while the page stands already.
  await page.getByLabel('Mã mở tài khoản').fill('');
  await page.evaluate((handed) => location.assign(`#${handed}`), code);
  await expect(page.getByLabel('Mã mở tài khoản')).toHaveValue(code);
  await expect.poll(() => page.url()).toBe(`${server.origin}/mo-tai-khoan`);
  await page.getByLabel('Mật khẩu mới').fill('Passw0rd!!');
  await page.getByRole('button', { name: 'Mở tài khoản' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'hay bị đoán trước' })).toBeVisible();
  await page.getByLabel('Mật khẩu mới').fill('rừng tràm mùa nước nổi');
  await page.getByRole('button', { name: 'Mở tài khoản' }).click();
  await expect(page.getByRole('navigation', { name: 'Chính' })).toBeVisible();
  expect(said.filter((url) => new URL(url).search !== '' || url.includes('#'))).toEqual([]);
  expect(server.output()).not.toContain(code);
});

test('a link opened inside another app uses nothing up: it opens the account in the browser of the phone', async ({ server, browser }) => {
  const code = await newCode(server, 'CB-72');
  const inside = await browser.newContext({ userAgent: ZALO, locale: 'vi-VN' });
  const page = await inside.newPage();
  await page.goto(`${server.origin}/mo-tai-khoan#${code}`);
  await expect(page.getByText('Mã chưa bị dùng')).toBeVisible();
  // What that app hands to the browser is its address.
  const handedOver = page.url();
  await inside.close();
  const outside = await browser.newContext({ locale: 'vi-VN' });
  const own = await outside.newPage();
  await own.goto(handedOver);
  await own.getByLabel('Mật khẩu mới').fill('rừng tràm mùa nước nổi');
  await own.getByRole('button', { name: 'Mở tài khoản' }).click();
  await expect(own.getByRole('navigation', { name: 'Chính' })).toBeVisible();
  await outside.close();
});

test('everybody reads what is held about them and takes it away as a file', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await tab(page, 'Tôi').click();
  await page.getByRole('link', { name: 'Dữ liệu chúng tôi giữ' }).click();
  await expect(page.getByRole('heading', { name: 'Các máy đã đăng nhập' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải dữ liệu về tôi' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^CB-07-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ account: { person: { staffCode: 'CB-07' } } });
});

test('two administrators give a third a new code: one asks, the other confirms and sees it once', async ({ server, browser }) => {
  const desk = async (staffCode: string, password: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${server.origin}/dang-nhap`);
    await page.getByLabel('Mã cán bộ').fill(staffCode);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await tab(page, 'Tài khoản').click();
    return page;
  };
  const row = (page: Page, staffCode: string) => page.getByRole('listitem').filter({ has: page.getByText(staffCode, { exact: true }) });
  const first = await desk('QT-01', server.passwords.get('QT-01') ?? '');
  await expect(first.getByText('Chỉ có một quản trị đã mở tài khoản', { exact: false })).toBeVisible();
  await first.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await first.getByRole('dialog').getByLabel('Mã cán bộ').fill('QT-02');
  await first.getByRole('dialog').getByText('Quản trị', { exact: true }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Tạo và lấy mã' }).click();
  const code = (await first.locator('.one-time-code').textContent()) ?? '';
  await expect(row(first, 'QT-02')).toContainText('mã mở còn hạn đến');
  await expect(row(first, 'QT-02')).toContainText('chưa đăng nhập lần nào');
  await fetch(`${server.origin}/api/open-account`, {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code, password: 'rừng tràm mùa nước nổi', device: 'Máy bàn' }),
  });
  const second = await desk('QT-02', 'rừng tràm mùa nước nổi');
  await row(second, 'QT-01').getByRole('button', { name: 'Cấp mã mới' }).click();
  await second.getByRole('dialog').getByRole('button', { name: 'Xin đồng ý' }).click();
  await expect(second.getByText('chờ quản trị khác đồng ý', { exact: false }).last()).toBeVisible();
  await expect(second.locator('.one-time-code')).toHaveCount(0);
  await first.reload();
  await first.getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await expect(first.locator('.one-time-code')).toHaveText(/^[0-9A-Z-]{23}$/);
  await row(first, 'QT-01').getByRole('button', { name: 'Hủy mã' }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Hủy mã' }).click();
  await expect(first.getByText('Đã hủy mã của QT-01')).toBeVisible();
  await expect(row(first, 'QT-01').getByRole('button', { name: 'Hủy mã' })).toHaveCount(0);
  for (const page of [first, second]) await page.context().close();
});
