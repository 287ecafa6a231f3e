import { officeDay, yearOf } from '../../src/domain/day.ts';
import { planToDocx } from '../documents/build-docx.ts';
import { planText } from '../domain/plan-reading/answer-key.ts';
import { expect, save, setTarget, signIn, test, waitUntilInstalled, words } from './office.ts';

const YEAR = yearOf(officeDay(Date.now()));
const FILE = {
  name: 'ke-hoach.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: Buffer.from(planToDocx(planText('dien-bien-2024'))),
};

test('a year begins: the Word file becomes the plan, targets are set, and a phone that was away logs against a row of a quarter', async ({
  server,
  desk,
  phone,
}) => {
  test.setTimeout(120_000);
  const page = await phone.open();
  await signIn(page, server, 'CB-03');
  await waitUntilInstalled(page);
  await expect(page.getByText('lần cuối', { exact: false })).toBeVisible();
  await phone.setOffline(true);

  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/nhap`);
  await desk.locator('input[type=file]').setInputFiles(FILE);
  const sheet = desk.getByRole('dialog');
  const row = (code: string) =>
    desk
      .getByRole('list', { name: 'Cây kế hoạch đề xuất' })
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${code.replaceAll('.', '\\.')} `) });
  await expect(desk.getByText('76 mục: 4 / 15 / 52 / 5 theo cấp')).toBeVisible();

  await desk.getByRole('button', { name: 'Sửa phần đầu' }).click();
  await sheet.getByLabel('Năm').fill(String(YEAR));
  await expect(sheet.getByLabel('Kỳ từ ngày')).toHaveValue(`${YEAR}-01-01`);
  await sheet.getByRole('button', { name: 'Xong' }).click();
  for (const [code, name] of [
    ['III.II.1', 'Họp xét đề tài, sáng kiến'],
    ['III.II.4', 'Tập huấn nghiệp vụ'],
  ] as const) {
    await row(code).press('Enter');
    await sheet.getByLabel('Tên ngắn').fill(name);
    await sheet.getByRole('button', { name: 'Đóng' }).click();
    await expect(row(code)).toContainText(name);
  }
  await desk.getByText(/tên đơn vị chưa khớp/).click();
  await desk.getByRole('combobox', { name: /27 mục/ }).selectOption({ label: 'Văn phòng' });
  const doubts = desk.getByText(/Còn \d+ chỗ chưa chắc/);
  for (let tries = 0; tries < 20 && (await doubts.count()) > 0; tries++) {
    await desk.getByRole('button', { name: 'Chỗ kế tiếp' }).click();
    await expect(desk.locator('.import-title:focus')).toBeVisible();
    await desk.keyboard.press('a');
  }
  await desk.getByRole('button', { name: /^Nhận \d+ mục còn lại/ }).click();
  await desk.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await sheet.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await expect(desk).toHaveURL(/ke-hoach\?ke-hoach=/);

  const plan = new URL(desk.url()).searchParams.get('ke-hoach') ?? '';
  const item = (code: string): string => `${server.origin}/ke-hoach/${encodeURIComponent(plan)}/${code}`;
  for (const [code, unit, value] of [
    ['III.II.1', 'Văn phòng', '4'],
    ['III.II.4', 'Văn phòng', '2'],
    ['III.V.1', undefined, '10'],
  ] as const) {
    await desk.goto(item(code));
    await setTarget(desk, { value, ...(unit && { unit }) });
  }

  // The phone hears of all of it at its next sync.
  await phone.setOffline(false);
  await expect(async () => {
    await page.goto(item('III.II.1'));
    await expect(page.getByText(words('/ 4 cuộc cả năm'))).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
  await page.getByRole('link', { name: 'Ghi cho mục này' }).click();
  await page.getByText('định kỳ', { exact: true }).click();
  await page.getByLabel('Lượt người tham dự').fill('14');
  await save(page);
  await expect(page.getByText('Đã nhận', { exact: false })).toBeVisible({ timeout: 15_000 });

  // One of four waits; the second quarter is over since June, so that all four are expected by its end.
  await page.goto(`${server.origin}/ke-hoach?ke-hoach=${encodeURIComponent(plan)}`);
  const line = (screen: typeof page) => screen.getByRole('link', { name: /III\.II\.1\b/ });
  await expect(line(page)).toContainText(words('0 / 4 cuộc'));
  const pace = await line(page).locator('.pace-words').first().innerText();
  await expect(async () => {
    await desk.goto(`${server.origin}/ke-hoach?ke-hoach=${encodeURIComponent(plan)}`);
    await expect(line(desk).getByRole('img')).toHaveAccessibleName(/1 chờ xác nhận/, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  expect(await line(desk).locator('.pace-words').first().innerText()).toBe(pace);
});
