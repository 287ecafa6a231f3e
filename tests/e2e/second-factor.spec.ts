import type { BrowserContext, Locator, Page } from '@playwright/test';
import { stepAt, totpCode } from '../../src/server/auth/totp.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { DESK, expect, signIn, test, WHERE } from './office.ts';

/** Digits that were taken are taken no more: each answer takes those of a later step, and a clock one step ahead is believed. */
const digits = (secret: string, off = 0): string => totpCode(secret, stepAt(Date.now()) + off);

async function typePassword(page: Page, server: RunningServer, staffCode: string): Promise<void> {
  await page.goto(`${server.origin}/dang-nhap`);
  await page.getByLabel('Mã cán bộ').fill(staffCode);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(server.passwords.get(staffCode) ?? '');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

const openSecurity = async (page: Page): Promise<void> => {
  await page.goto(new URL('/toi/bao-mat', page.url()).href);
  await expect(page.getByRole('heading', { name: 'Bảo mật' })).toBeVisible();
};

/** The first factor of an account is begun with its password. */
const sayPassword = (dialog: Locator, server: RunningServer, staffCode: string): Promise<void> =>
  dialog.getByLabel('Mật khẩu của tài khoản').fill(server.passwords.get(staffCode) ?? '');

/** Makes the account answer by an app; gives the secret that the app would have scanned, and the recovery codes. */
async function enrolApp(page: Page, server: RunningServer, off: number): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Đặt xác minh hai bước' }).click();
  const dialog = page.getByRole('dialog', { name: 'Đặt xác minh hai bước' });
  await expectClear(page, 'the choice of a second factor');
  const byApp = dialog.getByRole('button', { name: /Ứng dụng mã số/ });
  await byApp.click();
  await expect(dialog.getByText('Gõ mật khẩu trước, rồi chọn một cách.')).toBeVisible();
  await dialog.getByLabel('Mật khẩu của tài khoản').fill('không phải mật khẩu');
  await byApp.click();
  await expect(dialog.getByText('Mật khẩu chưa đúng.')).toBeVisible();
  await sayPassword(dialog, server, 'QT-01');
  await byApp.click();
  const field = dialog.getByLabel('6 chữ số ứng dụng đang hiện');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  const secret = ((await dialog.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
  await expectClear(page, 'a secret for an app');
  await field.fill(digits(secret, off));
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  const codes = page.getByRole('dialog', { name: 'Mã dự phòng của bạn' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  await expectClear(page, 'recovery codes');
  const texts = await codes.getByRole('listitem').allTextContents();
  await codes.getByRole('button', { name: 'Tôi đã cất mã' }).click();
  await expect(codes).toBeHidden();
  return { secret, codes: texts };
}

const newDesk = (browser: { newContext(options: object): Promise<BrowserContext> }, server: RunningServer): Promise<BrowserContext> =>
  browser.newContext({ ...DESK, ...WHERE, isMobile: false, hasTouch: false, baseURL: server.origin });

test('an administrator sets up an app, answers with it in another browser, and once more before a change of accounts, losing nothing', async ({
  server,
  desk,
  browser,
}) => {
  test.setTimeout(150_000);
  await signIn(desk, server, 'QT-01');
  await expect(desk.getByText(/Còn 7\sngày để đặt xác minh hai bước/)).toBeVisible();
  await desk.getByRole('link', { name: 'Đặt ngay' }).click();
  const { secret, codes } = await enrolApp(desk, server, -1);
  await expect(desk.getByText('Ứng dụng trên điện thoại')).toBeVisible();
  await expect(desk.getByText(/Còn 10\smã/)).toBeVisible();

  // In another browser the password alone does not do.
  const context = await newDesk(browser, server);
  const other = await context.newPage();
  await typePassword(other, server, 'QT-01');
  const answer = other.getByRole('dialog', { name: 'Xác minh bước hai' });
  await expectClear(other, 'the second answer of a sign-in');
  await answer.getByLabel('6 chữ số trong ứng dụng').fill('000000');
  await answer.getByRole('button', { name: 'Xác minh' }).click();
  await expect(answer.getByRole('alert').filter({ hasText: 'Chưa đúng.' })).toBeVisible();
  await answer
    .getByRole('button', { name: 'Thôi' })
    .or(answer.getByRole('button', { name: 'Hủy' }))
    .first()
    .click();
  await expect(other.getByText(/chưa xác minh bước hai nên chưa đăng nhập/)).toBeVisible();
  await other.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await answer.getByLabel('6 chữ số trong ứng dụng').fill(digits(secret));
  await answer.getByRole('button', { name: 'Xác minh' }).click();
  await expect(other.getByRole('navigation', { name: 'Chính' })).toBeVisible();

  // A lost phone: another app takes the place of the first, and with it what other browsers have answered ends.
  await desk.getByRole('button', { name: 'Thêm cách khác' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Đặt xác minh hai bước' });
  await dialog.getByRole('button', { name: /Ứng dụng mã số/ }).click();
  const second = ((await dialog.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('6 chữ số ứng dụng đang hiện').fill(digits(second));
  await dialog.getByLabel('Tên để nhận ra').fill('Điện thoại mới');
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await desk.getByRole('button', { name: 'Gỡ Ứng dụng trên điện thoại' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Gỡ', exact: true }).click();
  await expect(desk.getByText('Muốn gỡ cách cuối thì thêm cách khác trước.')).toBeVisible();

  // Asked again above the form, which is sent once the answer is right.
  await other.goto(`${server.origin}/quan-tri/tai-khoan`);
  await other.getByRole('button', { name: 'Tạo tài khoản' }).click();
  const form = other.getByRole('dialog', { name: 'Tạo tài khoản mới' });
  await form.getByLabel('Mã cán bộ').fill('CB-77');
  await form.getByText('Thành viên Hội đồng').or(form.getByText('Lãnh đạo')).first().click();
  await form.getByRole('button', { name: 'Tạo và lấy mã' }).click();
  await expect(answer.getByText(/quan trọng nên hỏi lại/)).toBeVisible();
  await expectClear(other, 'the second answer above a form');
  await answer.getByRole('button', { name: 'Dùng mã dự phòng' }).click();
  await answer.getByLabel('Mã dự phòng').fill(codes[0] ?? '');
  await answer.getByRole('button', { name: 'Xác minh' }).click();
  await expect(answer).toBeHidden();
  await expect(form).toBeHidden();
  await expect(other.getByText('Mã mở tài khoản của CB-77')).toBeVisible();
  await context.close();
});

test('a passkey is made and signs in a browser that the office does not know', async ({ server, desk }) => {
  const cdp = await desk.context().newCDPSession(desk);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await signIn(desk, server, 'VP-01');
  await openSecurity(desk);
  await desk.getByRole('button', { name: 'Đặt xác minh hai bước' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Đặt xác minh hai bước' });
  await sayPassword(dialog, server, 'VP-01');
  await dialog.getByRole('button', { name: /Khóa truy cập/ }).click();
  await dialog.getByLabel('Tên để nhận ra').fill('Máy bàn phòng họp');
  await dialog.getByRole('button', { name: 'Tạo khóa' }).click();
  await desk.getByRole('button', { name: 'Tôi đã cất mã' }).click();
  await expect(desk.getByText('Máy bàn phòng họp')).toBeVisible();
  await expectClear(desk, 'the page of second factors');

  // The browser is a new one for the office; the key lies in the device.
  await desk.context().clearCookies();
  await typePassword(desk, server, 'VP-01');
  const answer = desk.getByRole('dialog', { name: 'Xác minh bước hai' });
  await answer.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await expect(answer).toBeHidden();
  await desk.waitForURL((url) => url.pathname !== '/dang-nhap');
  await openSecurity(desk);
  await expect(desk.getByText(/dùng lần cuối/)).toBeVisible();
});

test('whoever must have a second factor and has none begins at its page, and makes one above what is refused', async ({ server, desk }) => {
  // What an administrator forgets cannot be put off.
  const admin = await signInClient(server.origin, 'QT-01', server.passwords.get('QT-01') ?? '');
  const supervisor = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const headers = { cookie: admin.cookie, origin: server.origin };
  const reset = `${server.origin}/api/accounts/${supervisor.person.id}/factors/reset`;
  expect((await fetch(reset, { method: 'POST', headers })).status).toBe(200);

  await typePassword(desk, server, 'VP-01');
  await expect(desk.getByRole('heading', { name: 'Bảo mật' })).toBeVisible();
  await expect(desk.getByText('Cần đặt xác minh hai bước')).toBeVisible();
  await desk.goto(`${server.origin}/tong-hop/ket-noi`);
  await desk.getByLabel('Tên khóa').fill('Excel của văn phòng');
  await desk.getByRole('button', { name: 'Tạo khóa' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Đặt xác minh hai bước' });
  await expect(dialog.getByText(/Việc đang làm dở được giữ nguyên/)).toBeVisible();
  await sayPassword(dialog, server, 'VP-01');
  await dialog.getByRole('button', { name: /Ứng dụng mã số/ }).click();
  const secret = ((await dialog.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('6 chữ số ứng dụng đang hiện').fill(digits(secret));
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await desk.getByRole('button', { name: 'Tôi đã cất mã' }).click();
  await expect(desk.getByText('Khóa “Excel của văn phòng”')).toBeVisible();
});
