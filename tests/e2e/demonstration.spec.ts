import { startServer } from '../helpers/server-process.ts';
import { expectClear } from './axe.ts';
import { expect, signIn, tab, test } from './office.ts';

test('a demonstration shows an office at work and says so on every screen, until the supervisor clears it away', async ({ browser }) => {
  const server = await startServer({ env: { DEMO_EMPTY: '0' } });
  const context = await browser.newContext();
  try {
    const desk = await context.newPage();
    const mark = desk.getByRole('complementary', { name: 'Bản minh họa' });
    await desk.goto(`${server.origin}/dang-nhap`);
    await expect(mark).toBeVisible();
    await signIn(desk, server, 'VP-01');
    await expect(mark).toBeVisible();
    await tab(desk, 'Tổng hợp').click();
    await expect(desk.getByText('Các máy khai còn giữ 3 lần ghi chưa nhận', { exact: false })).toBeVisible();
    await tab(desk, 'Duyệt').click();
    await expect(desk.getByRole('checkbox').first()).toBeVisible();

    await mark.getByRole('button', { name: 'Xóa minh họa' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Xóa dữ liệu minh họa?' });
    await expect(dialog).toContainText(/Mất hẳn: \d+\sbản ghi/);
    await expectClear(desk, 'clearing the demonstration');
    await dialog.getByRole('button', { name: 'Xóa minh họa' }).click();
    await expect(dialog).toContainText('hãy gõ đúng chữ XÓA');
    await dialog.getByLabel('Gõ XÓA để xóa').fill('xóa');
    await dialog.getByRole('button', { name: 'Xóa minh họa' }).click();
    await expect(desk.getByText(/Đã xóa \d+\sbản ghi minh họa/)).toBeVisible();
    await expect(mark).toBeHidden();
    await desk.reload();
    await expect(desk.getByRole('heading', { name: 'Duyệt' })).toBeVisible();
    await expect(desk.getByRole('checkbox')).toHaveCount(0);
    await expect(mark).toBeHidden();
    await tab(desk, 'Kế hoạch').click();
    await expect(desk.getByText('II.1.b.p1')).toBeVisible();
  } finally {
    await context.close();
    await server.stop();
  }
});
