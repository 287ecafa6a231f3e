import type { Page } from '@playwright/test';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import { activityGenerator } from '../helpers/generator.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, pick, save, signIn, tab, test, waitUntilInstalled } from './office.ts';

test.describe.configure({ timeout: 240_000 });

const RECORDS = 12;

const clientOf = (server: RunningServer, staffCode: string): Promise<SyncClient> =>
  signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');

/** Border sessions of one officer, and their ids at the office. */
async function seed(client: SyncClient): Promise<string[]> {
  const { changes } = await client.sync([]);
  const plan = changes.plans?.[0];
  const [unitId] = client.person.unitIds;
  if (!plan || !unitId) throw new Error('No plan or unit to seed with');
  const { units = [], localities = [], partners = [] } = changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 7);
  await client.createAll(Array.from({ length: RECORDS }, () => make({ unitId, type: 'borderSession' })));
  const { changes: after } = await client.sync([]);
  return (after.activities ?? []).map((one) => one.id);
}

/** Somebody changes a record from another phone. */
async function changeElsewhere(client: SyncClient, activityId: string, change: { action: 'record' | 'withdraw'; patch: object }) {
  const id = uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));
  const { results } = await client.sync([{ id, activityId, base: 1, at: new Date().toISOString(), ...change }]);
  expect(results[0]?.status).toBe('applied');
}

const open = async (page: Page, server: RunningServer, path: string): Promise<void> => {
  await page.goto(`${server.origin}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

async function editAttendees(page: Page, server: RunningServer, id: string, attendees: number): Promise<void> {
  await open(page, server, `/sua/${id}`);
  await page.getByLabel('Lượt người tham dự').fill(String(attendees));
  await save(page);
}

test('nothing stands in the way where nothing has been recorded yet', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  await expectClear(page, 'home');
  await tab(page, 'Nhật ký').click();
  await expect(page.getByText('Trang đầu còn trắng')).toBeVisible();
  await expectClear(page, 'journal');
  await open(page, server, '/can-xem-lai');
  await expect(page.getByText('Không có gì phải xem lại')).toBeVisible();
  await expectClear(page, 'tray');
});

test('nothing stands in the way while work waits on the phone', async ({ server, phone }) => {
  await seed(await clientOf(server, 'CB-07'));
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await expect(page.getByText(String(RECORDS), { exact: true })).toBeVisible();
  await phone.setOffline(true);
  const fill = async (attendees: number): Promise<void> => {
    await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
    await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
    await page.getByLabel('Lượt người tham dự').fill(String(attendees));
  };
  await fill(35);
  await page.getByRole('button', { name: 'Thêm chi tiết' }).click();
  await page.getByRole('button', { name: /Cơ quan phối hợp|Phối hợp/ }).click();
  await expectClear(page, 'form with a list to choose several from');
  await page.getByRole('dialog').getByRole('button', { name: 'Xong' }).click();
  await save(page);
  await fill(35);
  await page.getByRole('button', { name: 'Lưu trên máy' }).click();
  await expect(page.getByText('Có thể trùng')).toBeVisible();
  await expectClear(page, 'form with a possible duplicate');
  await page.getByRole('button', { name: 'Quay lại, giữ nháp' }).click();
  await expect(page.getByRole('link', { name: /^Nháp:/ })).toBeVisible();
  await expectClear(page, 'home with waiting records, a draft and no signal');

  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trên máy' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.getByRole('searchbox').fill('giang thanh');
  await expect(page.getByText('“giang thanh”', { exact: false })).toBeVisible();
  await expectClear(page, 'journal with a search');
  await page.getByRole('searchbox').fill('khong co gi ca');
  await expect(page.getByText('Không có bản ghi nào như vậy', { exact: false })).toBeVisible();
  await expectClear(page, 'journal with nothing found');
  await page.getByRole('button', { name: 'Bỏ lọc, xem tất cả' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Trên máy' })
    .getByRole('button', { name: /^Sửa, nhân bản/ })
    .click();
  await expectClear(page, 'menu of an entry');
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByText('Rút lại bản ghi này?')).toBeVisible();
  await expectClear(page, 'question before withdrawing');
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeVisible();
  await expectClear(page, 'journal with a withdrawn record and the way back');
  await page.getByRole('button', { name: 'Lọc thêm' }).click();
  await expectClear(page, 'choice of a type');
});

test('nothing stands in the way where something must be looked at again', async ({ server, phone }) => {
  const client = await clientOf(server, 'CB-07');
  const [refused = '', disputed = ''] = await seed(client);
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await expect(page.getByText(String(RECORDS), { exact: true })).toBeVisible();
  await phone.setOffline(true);
  await editAttendees(page, server, refused, 77);
  await editAttendees(page, server, disputed, 78);
  await changeElsewhere(client, refused, { action: 'withdraw', patch: {} });
  await changeElsewhere(client, disputed, { action: 'record', patch: { attendees: 66 } });
  await phone.setOffline(false);
  await open(page, server, '/can-xem-lai');
  await expect(page.getByText('Máy chủ không nhận:', { exact: false })).toBeVisible();
  await expectClear(page, 'tray');
  await open(page, server, `/ban-ghi/${refused}`);
  await expect(page.getByText('Máy chủ không nhận:', { exact: false })).toBeVisible();
  await expectClear(page, 'refused record');
  await open(page, server, `/ban-ghi/${disputed}`);
  await expect(page.getByText('hai người ghi hai số', { exact: false })).toBeVisible();
  await expectClear(page, 'record with two figures');
  await open(page, server, '/nhat-ky');
  await expect(page.locator('.entry-hot').first()).toBeVisible();
  await expectClear(page, 'journal');
  await page.context().clearCookies();
  await open(page, server, '/');
  await editAttendees(page, server, disputed, 79);
  await open(page, server, '/');
  await expect(page.getByText('Cần đăng nhập lại để gửi', { exact: false })).toBeVisible();
  await expectClear(page, 'home after the session ended');
});

test('nothing stands in the way of a lead’s tallies on the phone', async ({ server, phone }) => {
  await seed(await clientOf(server, 'CB-07'));
  const page = await phone.open();
  await signIn(page, server, 'TP-QLBG');
  await tab(page, 'Tổng hợp').click();
  const figure = page.locator('a.tally-card-link').first();
  await expect(figure).toBeVisible();
  await expectClear(page, 'tallies');
  await figure.click();
  await expect(page.locator('.tally-record').first()).toBeVisible();
  await expectClear(page, 'opened figure');
  await page.getByRole('button', { name: /Cả kế hoạch/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectClear(page, 'choice of a period');
});

test('nothing stands in the way of a figure opened at the desk', async ({ server, desk }) => {
  await seed(await clientOf(server, 'CB-07'));
  await signIn(desk, server, 'VP-01');
  await tab(desk, 'Tổng hợp').click();
  await desk
    .getByRole('row', { name: /II\.1\.b\.p1/ })
    .getByRole('link')
    .first()
    .click();
  await expect(desk.locator('.tally-record').first()).toBeVisible();
  await expectClear(desk, 'opened figure');
  await desk.getByRole('button', { name: 'Theo đơn vị' }).click();
  await expectClear(desk, 'tallies by unit');
});

test('nothing stands in the way of making an account and opening it', async ({ server, desk }) => {
  await signIn(desk, server, 'QT-01');
  await desk.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await desk.getByRole('button', { name: 'Tạo và lấy mã' }).click();
  await expect(desk.getByText('Chọn ít nhất một đơn vị.')).toBeVisible();
  await expectClear(desk, 'new account with mistakes');
  const form = desk.getByRole('dialog');
  await form.getByLabel('Mã cán bộ').fill('CB-55');
  await form.getByRole('group', { name: 'Đơn vị' }).getByRole('checkbox').first().check({ force: true });
  await form.getByRole('button', { name: 'Tạo và lấy mã' }).click();
  await expect(desk.getByText('Mã mở tài khoản của CB-55')).toBeVisible();
  await expectClear(desk, 'code shown once');
  const opened = await desk
    .context()
    .browser()
    ?.newContext({ locale: 'vi-VN', viewport: { width: 360, height: 740 } });
  if (!opened) throw new Error('No browser to open the account in');
  const page = await opened.newPage();
  await open(page, server, '/mo-tai-khoan');
  await page.getByLabel('Mã mở tài khoản').fill('1');
  await page.getByRole('button', { name: 'Mở tài khoản' }).click();
  await expect(page.getByText('Mã có ít nhất 8 ký tự', { exact: false })).toBeVisible();
  await expectClear(page, 'opening an account with mistakes');
  await open(page, server, '/dang-nhap');
  await page.getByLabel('Mã cán bộ').fill('CB-55');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByText('Điền mật khẩu.')).toBeVisible();
  await page.getByLabel('Mật khẩu', { exact: true }).fill('khong phai mat khau nay');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByText('Mã cán bộ hoặc mật khẩu chưa đúng.')).toBeVisible();
  await expectClear(page, 'refused sign-in');
  await opened.close();
});
