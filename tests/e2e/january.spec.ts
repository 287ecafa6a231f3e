import { expectClear } from './axe.ts';
import { expect, pick, save, signIn, test, waitUntilInstalled, words } from './office.ts';

const SHOTS = process.env['SHOTS'];

test('work is logged while there is no plan, and put under its item once there is one; the file of who left is taken in', async ({
  server,
  desk,
  phone,
}) => {
  const shoot = async (on: typeof desk, name: string): Promise<void> => {
    if (SHOTS) await on.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  };
  await signIn(desk, server, 'VP-01');
  await desk.goto(`${server.origin}/ke-hoach/kien-giang-2024/cac-ban`);
  await desk.getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Đóng kế hoạch' }).click();
  await expect(desk.getByRole('button', { name: 'Mở lại kế hoạch' })).toBeVisible();

  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'chua xep', /Chưa xếp vào kế hoạch/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('64');
  await shoot(page, 'form');
  await save(page);

  await desk.getByRole('button', { name: 'Mở lại kế hoạch' }).click();
  await expect(desk.getByRole('link', { name: 'Sửa đổi kế hoạch' })).toBeVisible();
  await page.reload();
  const waiting = page.getByRole('link', { name: words('1 bản ghi chưa xếp vào kế hoạch') });
  await expect(waiting).toBeVisible();
  await shoot(page, 'home');
  await waiting.click();
  await expect(page.getByRole('button', { name: words('Đặt 1 bản ghi vào mục') })).toBeVisible();
  await expectClear(page, 'records to be put into a plan');
  await shoot(page, 'place');
  // A phone without room saves nothing: what was not put there says so, and goes at the next press.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name === 'outbox') throw new DOMException('No room', 'UnknownError');
      return put.apply(this, args);
    };
    Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
  await page.getByRole('button', { name: words('Đặt 1 bản ghi vào mục') }).click();
  await expect(page.getByText(words('Máy chưa lưu được 1 bản ghi'))).toBeVisible();
  await expect(page.getByText('chưa đặt được', { exact: true })).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as { makeRoom: () => void }).makeRoom());
  // The item a form would propose for a border session.
  await page.getByRole('button', { name: words('Đặt 1 bản ghi vào mục') }).click();
  await expect(page.getByText(words('Đã đặt 1 bản ghi vào kế hoạch'))).toBeVisible();
  await page.goto(`${server.origin}/ke-hoach/kien-giang-2024/II.1.b.p1`);
  await expect(page.getByText(words('64 lượt người')).first()).toBeVisible();
  await page.goto(`${server.origin}/ke-hoach`);
  await expect(page.getByText('Chưa có kế hoạch năm')).toBeHidden();

  await desk.goto(`${server.origin}/toi/may`);
  // Logged where there is no signal any more, and handed over as a file.
  await phone.setOffline(true);
  await page.goto(`${server.origin}/ghi/borderSession`);
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('31');
  await save(page);
  await page.goto(`${server.origin}/toi`);
  const handed = page.waitForEvent('download');
  await page.getByRole('button', { name: /ra tệp/ }).click();
  const path = await (await handed).path();

  await desk.goto(`${server.origin}/toi/may`);
  const input = desk.locator('input[type="file"]');
  await input.setInputFiles({ name: 'anh.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(desk.getByText(words('anh.json không phải tệp bản ghi chưa gửi'))).toBeVisible();
  await input.setInputFiles(path);
  const enter = desk.getByRole('button', { name: /^Nhập\s+\d\s+bản\s+ghi\s+dưới\s+tên\s+CB-07$/ });
  await expect(enter).toBeVisible();
  await expectClear(desk, 'the file of somebody who left');
  await shoot(desk, 'take-in');
  // The signal goes between the look and the entering.
  await desk.route('**/api/taken-in', (route) => route.abort());
  await enter.click();
  await expect(desk.getByText(words('Văn phòng chưa báo đã nhập bản ghi nào'))).toBeVisible();
  await desk.unroute('**/api/taken-in');
  await enter.click();
  await expect(desk.getByText('văn phòng đã có', { exact: true }).last()).toBeVisible();
  await expect(enter).toBeHidden();
});
