import type { Page } from '@playwright/test';
import { expect, logNoted, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

const LOST = 'Máy này đã được báo mất';

/** What the phone keeps of any account, by name. */
const keptOn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return [...databases, ...Object.keys(localStorage), ...files]
      .filter((name) => name.startsWith('cotmoc-') && name !== 'cotmoc-people')
      .sort();
  });

async function reportLost(desk: Page, code: string): Promise<void> {
  await desk.goto('/toi/may');
  const row = desk.getByRole('listitem').filter({ hasText: code });
  await row.getByRole('button', { name: 'Báo mất máy' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Báo mất máy' }).click();
  await expect(row.getByText(/Đã báo mất/)).toBeVisible();
}

test('a lost phone hands its unsent work over and clears itself in every tab; found again, all is there once', async ({
  server,
  phone,
  desk,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await logNoted(page, 'Gửi trước khi mất máy', 41);
  await tab(page, 'Tôi').click();
  await expect(page.getByText('Không có gì chờ gửi')).toBeVisible();
  await phone.setOffline(true);
  await logNoted(page, 'Chưa gửi khi mất máy', 52);
  const other = await phone.newTab();
  await other.goto(`${server.origin}/nhat-ky`);
  await expect(other.getByText(words('52 lượt người')).first()).toBeVisible();

  await signIn(desk, server, 'VP-01');
  await reportLost(desk, 'CB-07');
  // Without a signal it cannot know.
  await expect(other.getByText(words('52 lượt người')).first()).toBeVisible();
  await phone.setOffline(false);
  await expect(page.getByRole('heading', { name: LOST })).toBeVisible();
  await expect(page.getByText(words('1 bản ghi chưa gửi đã về văn phòng để kiểm tra.'))).toBeVisible();
  await expect(other.getByRole('heading', { name: LOST })).toBeVisible();
  await expect(other.getByText('52')).toHaveCount(0);
  await expect.poll(() => keptOn(page)).toEqual(['cotmoc-lost']);
  await page.reload();
  await expect(page.getByRole('heading', { name: LOST })).toBeVisible();

  // It counts nowhere until somebody takes it in.
  await desk.reload();
  await expect(desk.getByText(/Máy báo đã xóa dữ liệu/)).toBeVisible();
  await desk.getByRole('button', { name: words('1 bản ghi từ máy báo mất của CB-07') }).click();
  await expect(desk.getByText('Chưa gửi khi mất máy')).toBeVisible();
  await desk.getByRole('button', { name: 'Nhận', exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Nhận', exact: true }).click();
  await expect(desk.getByText(words('Đã nhận 1 bản ghi'))).toBeVisible();

  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  // Whose phone it was is nowhere to be seen.
  await expect(page.getByLabel('Mã cán bộ')).toHaveValue('');
  await page.getByLabel('Mã cán bộ').fill('CB-07');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(server.passwords.get('CB-07') ?? '');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Chính' })).toBeVisible();
  await page.goto(`${server.origin}/nhat-ky`);
  for (const count of ['41', '52']) await expect(page.getByText(words(`${count} lượt người`)).first()).toBeVisible();
});

test('who signs out leaves unsent work and nothing of what came from the office; signing in brings it back', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await logNoted(page, 'Đã về văn phòng', 41);
  await tab(page, 'Tôi').click();
  await expect(page.getByText('Không có gì chờ gửi')).toBeVisible();
  await phone.setOffline(true);
  await logNoted(page, 'Còn trên máy', 52);
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await expect(page.getByRole('dialog').getByText(/Những gì văn phòng gửi xuống được xóa khỏi máy này/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByText(words('CB-07 còn 1 bản ghi chưa gửi'))).toBeVisible();
  const left = await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((database) => database.name ?? '').find((known) => known.startsWith('cotmoc-')) ?? '';
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    const count = (table: string) =>
      new Promise<number>((resolve) => {
        const counting = db.transaction(table).objectStore(table).count();
        counting.onsuccess = () => resolve(counting.result);
      });
    const counts = {
      activities: await count('activities'),
      outbox: await count('outbox'),
      plans: await count('plans'),
      cells: await count('cells'),
    };
    db.close();
    return { ...counts, copy: Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-plan-')).length };
  });
  expect(left).toEqual({ activities: 1, outbox: 1, plans: 0, cells: 0, copy: 0 });

  // The office hears of the sign-out at the next contact.
  await phone.setOffline(false);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('cotmoc-leaving'))).toBe(null);
  await signIn(page, server, 'CB-07');
  await page.goto(`${server.origin}/nhat-ky`);
  for (const count of ['41', '52']) await expect(page.getByText(words(`${count} lượt người`)).first()).toBeVisible();
});

test('somebody else who signs in on a lost phone brings it the order for the one who was signed in before', async ({
  server,
  phone,
  desk,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await logNoted(page, 'Của người trước', 41);
  await tab(page, 'Tôi').click();
  await expect(page.getByText('Không có gì chờ gửi')).toBeVisible();
  const store = (await keptOn(page)).find((name) => /^cotmoc-[a-z0-9]+$/.test(name) && name !== 'cotmoc-lost') ?? '';
  await phone.setOffline(true);
  await logNoted(page, 'Chưa gửi của người trước', 52);
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByText(words('CB-07 còn 1 bản ghi chưa gửi'))).toBeVisible();
  await signIn(desk, server, 'VP-01');
  await reportLost(desk, 'CB-07');

  // Nothing is heard of the office before another person has signed in.
  let hasSignedIn = false;
  page.on('response', (response) => {
    if (response.url().endsWith('/api/sign-in')) hasSignedIn = true;
  });
  await page.route('**/api/me', (route) => (hasSignedIn ? route.continue() : route.abort()));
  await phone.setOffline(false);
  await signIn(page, server, 'CB-08');
  await expect.poll(() => keptOn(page), { timeout: 20_000 }).not.toContain(store);
  await desk.reload();
  await expect(desk.getByText(/Máy báo đã xóa dữ liệu/)).toBeVisible();
  await expect(desk.getByRole('button', { name: words('1 bản ghi từ máy báo mất của CB-07') })).toBeVisible();
});
