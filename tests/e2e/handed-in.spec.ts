import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { lastEnded } from '../../src/client/features/reports/report-choice.ts';
import { addDays, day, officeDay } from '../../src/domain/day.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { part, partsOf, tablesOf, textOf } from '../helpers/office-file.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expectClear } from './axe.ts';
import { expect, Phone, pick, save, signIn, tab, test, waitUntilInstalled, words } from './office.ts';

/** A session of the month at the border, logged by hand wherever the phone is. */
async function logSession(page: Page, date: string, attendees: number): Promise<void> {
  await tab(page, 'Ghi').click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await page.getByLabel('Ngày', { exact: true }).fill(date);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill(String(attendees));
  await save(page);
}

/** All records of the phone have come to the office. */
async function sendAll(phone: Phone, page: Page, count: number): Promise<void> {
  await phone.setOffline(false);
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(count, { timeout: 45_000 });
}

/** What a sync brings, without waiting for its hour and without opening anything anew: the page hears that it has a signal. */
async function expectAfterSync(page: Page, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await check();
  }).toPass({ timeout: 60_000 });
}

/** The card of one of the records that wait: it begins with its item and its author, and may name another record that is alike. */
const card = (lead: Page, author: string, attendees: number) =>
  lead
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^II\\.[\\w.]+${author}\\s`, 's') })
    .filter({ hasText: words(`${attendees} lượt người`) });

/** The figures of the tables of a Word file, by the name of the row. */
function figuresIn(file: string): (name: string) => string[][] {
  const document = part(partsOf(readFileSync(file)), 'word/document.xml');
  const rows = tablesOf(document).flat();
  return (name) => rows.filter((row) => row.some((cell) => cell === name)).map((row) => row.filter((cell) => /^[\d.+-]+$/.test(cell)));
}

/** What counts: the sessions of the month that were logged in time, each once. */
const ATTENDEES = [41, 52, 63];
const SUM = '156';
/** Of the session that comes after the closing. */
const LATE = 74;
const SENTENCE = `3 buổi tuyên truyền với ${SUM} lượt người tham dự`;

/** All but the duplicate count once the lead has looked at them. */
async function judgeMonth(lead: Page): Promise<void> {
  await tab(lead, 'Duyệt').click();
  await expect(lead.getByRole('checkbox')).toHaveCount(4, { timeout: 30_000 });
  await card(lead, 'CB-08', 52).getByRole('checkbox').check({ force: true });
  await lead.getByRole('button', { name: 'Trùng', exact: true }).click();
  await lead
    .getByRole('dialog')
    .getByRole('listitem')
    .getByRole('button', { name: words('52 lượt người') })
    .first()
    .click();
  await expect(lead.getByText(words('Đã đánh dấu trùng 1 bản ghi'))).toBeVisible();
  await confirmAll(lead, 3);
}

async function confirmAll(lead: Page, count: number): Promise<void> {
  await expect(lead.getByRole('checkbox')).toHaveCount(count, { timeout: 30_000 });
  for (const box of await lead.getByRole('checkbox').all()) await box.check({ force: true });
  await lead.getByRole('button', { name: new RegExp(`^Xác nhận ${count}`) }).click();
  await expect(lead.getByText(words(`Đã xác nhận ${count} bản ghi`))).toBeVisible();
  await expect(lead.getByRole('checkbox')).toHaveCount(0);
}

test('a unit’s month comes from two phones without a network, one record late and one put aside, to a file that is ready to be signed', async ({
  server,
  phone,
  desk,
  page: director,
}) => {
  test.setTimeout(300_000);
  const client = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const [plan] = (await client.sync([])).changes.plans as readonly Plan[];
  if (!plan) throw new Error('There is no plan');
  const { period } = lastEnded(plan, day(officeDay(Date.now())));
  const from = period.from < plan.period.from ? plan.period.from : period.from;
  const [second, leads] = [new Phone(server.origin), new Phone(server.origin)];
  try {
    // The report stands open at the desk from before anything of the month has come.
    await signIn(desk, server, 'VP-01');
    await waitUntilInstalled(desk);
    await desk.goto(`${server.origin}/tong-hop/bao-cao`);
    const paper = desk.getByRole('article', { name: 'Tờ báo cáo' });
    await expect(paper).toContainText('Trong kỳ chưa có số liệu được xác nhận.', { timeout: 20_000 });

    // Two officers of the unit log where there is no signal; one activity of the month is logged by both.
    const [early, twice, later] = ATTENDEES as [number, number, number];
    const first = await phone.open();
    await signIn(first, server, 'CB-07');
    await waitUntilInstalled(first);
    await phone.setOffline(true);
    await logSession(first, from, early);
    await logSession(first, addDays(from, 1), twice);
    const other = await second.open();
    await signIn(other, server, 'CB-08');
    await waitUntilInstalled(other);
    await second.setOffline(true);
    await logSession(other, addDays(from, 1), twice);
    await logSession(other, addDays(from, 2), later);
    await sendAll(phone, first, 2);
    await sendAll(second, other, 2);
    const lead = await leads.open();
    await signIn(lead, server, 'TP-QLBG');
    await judgeMonth(lead);

    // Also what no figure on the device says, and only the office knows: the places.
    await expectAfterSync(desk, async () => {
      await expect(paper).toContainText(SENTENCE, { timeout: 5_000 });
      await expect(paper.getByRole('row', { name: `Xã Giang Thành 3 ${SUM}` })).toBeVisible();
    });

    // The month is closed; one session of it comes late, and changes nothing of what was closed.
    await desk.getByRole('button', { name: 'Chốt số liệu' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Chốt số liệu' }).click();
    await expect(desk.getByText(/Đã chốt ngày .*, mã [0-9A-F]{8}\./)).toBeVisible();
    await phone.setOffline(true);
    await logSession(first, addDays(from, 3), LATE);
    await sendAll(phone, first, 3);
    await expectAfterSync(lead, () => confirmAll(lead, 1));
    await expectAfterSync(desk, () => expect(desk.getByText(words('1 thay đổi sau khi chốt'))).toBeVisible({ timeout: 5_000 }));
    await expect(paper).toContainText(SENTENCE);
    await desk.getByText('Phần anh/chị viết').click();
    await desk.getByLabel('Ưu điểm').fill('Bám sát từng ấp.');
    await desk.getByRole('button', { name: 'Trình duyệt' }).click();
    await expect(desk.getByText('Đã trình duyệt').first()).toBeVisible();

    // The director looks at the paper on a phone, and approves.
    await director.setViewportSize({ width: 360, height: 740 });
    await signIn(director, server, 'GD-01');
    await director.goto(`${server.origin}/tong-hop/bao-cao`);
    const handedIn = director.getByRole('article', { name: 'Tờ báo cáo' });
    await expect(handedIn).toContainText('Ưu điểm: Bám sát từng ấp.', { timeout: 20_000 });
    await expect(handedIn).toContainText(SENTENCE);
    await expectClear(director, 'a report to be approved on a phone');
    await director.getByRole('button', { name: 'Duyệt báo cáo' }).click();
    const approved = 'Báo cáo đã duyệt: nội dung giữ nguyên như tờ đã trình.';
    await expect(director.getByText(approved)).toBeVisible();
    await expectAfterSync(desk, () => expect(desk.getByText(approved)).toBeVisible({ timeout: 5_000 }));

    // The last step: the office’s server stands still, and the file is made all the same.
    await server.stop();
    await desk.reload();
    await expect(paper).toContainText(SENTENCE, { timeout: 20_000 });
    const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: 'Tải Word' }).click()]);
    const made = await file.path();
    const figures = figuresIn(made);
    expect(figures('Xã Giang Thành')).toEqual([['3', SUM]]);
    expect(figures('Cộng')).toEqual([['3', SUM]]);
    // By form: of the period as it was closed, and since the start of the year, where the late one counts at once.
    expect(figures('Buổi tuyên truyền')).toEqual([['3', '4']]);
    expect(figures('Lượt người tham dự')).toEqual([[SUM, String(Number(SUM) + LATE)]]);
    const text = textOf(part(partsOf(readFileSync(made)), 'word/document.xml'));
    expect(text).toContain('Ưu điểm: Bám sát từng ấp.');
    expect(text).not.toContain('Bổ sung, điều chỉnh');
  } finally {
    await second.discard();
    await leads.discard();
  }
});
