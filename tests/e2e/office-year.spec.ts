import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { planToDocx } from '../documents/build-docx.ts';
import { planText } from '../domain/plan-reading/answer-key.ts';
import { chooseBrowser } from '../helpers/chromium.ts';
import { runCommand } from '../helpers/run-command.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { clockAt, withClock } from '../helpers/shifted-clock.ts';
import { DESK, expect, Phone, pick, save, setTarget, tab, test, WHERE, waitUntilInstalled, words } from './office.ts';
import { expectOwnWordsOnly, LISTS } from './other-office.ts';

const PASSWORD = 'rừng cao su xanh mùa mưa';
const PLAN = planText('binh-phuoc-2024');
const AMENDED = PLAN.replace(/b\) Tổ chức các phiên họp Hội đồng.*?(?=\n2\. Phát động)/su, '').replace(
  'III. TỔ CHỨC',
  '6. Tổ chức đối thoại với người dân các xã biên giới.\n\nIII. TỔ CHỨC',
);
/** Less than a phone may be silent lies between the two. */
const AUTUMN = '2024-11-05T01:00:00Z';
const JANUARY = '2025-01-06T01:00:00Z';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** What takes longer will not come: the test says where it stood instead of running out of time. */
const MOST_MS = 15_000;
const dialog = (page: Page) => page.getByRole('dialog');

/** An office in production, in a year of its own: what is opened in it has its clock. */
class OtherOffice {
  server!: RunningServer;
  private readonly folder = mkdtempSync(join(tmpdir(), 'cotmoc-'));
  private readonly browser: Browser;
  private readonly open: { close(): Promise<unknown> }[] = [];
  private clock = '';

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** Starts it, at the same address as before; a day may have come meanwhile. */
  async start(instant?: string): Promise<void> {
    if (instant !== undefined) this.clock = clockAt(instant);
    const port = this.server && Number(new URL(this.server.origin).port);
    const env = { NODE_ENV: 'production', HOST: '127.0.0.1', ...withClock(this.clock) };
    this.server = await startServer({ dataDir: this.folder, env, ...(port && { port }) });
  }

  async desk(): Promise<Page> {
    const context = await this.browser.newContext({ ...DESK, ...WHERE, isMobile: false, hasTouch: false, baseURL: this.server.origin });
    this.open.push(context);
    await this.prepare(context);
    return context.newPage();
  }

  phone(): Phone {
    const phone = new Phone(this.server.origin, (context) => this.prepare(context));
    this.open.push({ close: () => phone.discard() });
    return phone;
  }

  async command(name: 'backup' | 'restore', ...more: string[]): Promise<void> {
    const { code, output } = await runCommand(`commands/${name}.ts`, { DATA_DIR: this.folder }, join(this.folder, 'backup.sqlite'), ...more)
      .ended;
    expect([code, output]).toEqual([0, output]);
  }

  async end(): Promise<void> {
    for (const one of this.open) await one.close();
    await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async prepare(context: BrowserContext): Promise<void> {
    context.setDefaultTimeout(MOST_MS);
    await context.addInitScript(this.clock);
  }
}

/** An account is opened by its link: the code is in it, only the password is typed. */
async function openAccount(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expectOwnWordsOnly(page);
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await page.getByRole('button', { name: 'Mở tài khoản' }).click();
  await expect(page.getByRole('navigation', { name: 'Chính' })).toBeVisible();
}

async function signInAs(page: Page, origin: string, staffCode: string): Promise<void> {
  await page.goto(`${origin}/dang-nhap`);
  await expectOwnWordsOnly(page);
  await page.getByLabel('Mã cán bộ').fill(staffCode);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

async function pasteList(page: Page, kind: string, title: string, list: string): Promise<void> {
  await page.getByRole('group', { name: 'Loại' }).getByText(kind, { exact: true }).click();
  await expectOwnWordsOnly(page);
  await page.getByRole('button', { name: title }).click();
  await dialog(page).getByLabel('Danh sách', { exact: true }).fill(list);
  await dialog(page)
    .getByRole('button', { name: /^Nhập \d+ mục/ })
    .click();
  await expect(dialog(page)).toBeHidden();
}

/** Units, places, partners and people as the administrator brings them; gives each person's link. */
async function setUp(desk: Page, link: string): Promise<Map<string, string>> {
  await openAccount(desk, link);
  await desk.getByRole('link', { name: /Danh mục/ }).click();
  await pasteList(desk, 'Đơn vị', 'Dán danh sách đơn vị', LISTS.units);
  await pasteList(desk, 'Địa bàn', 'Dán danh sách địa bàn', LISTS.places);
  await pasteList(desk, 'Đối tác', 'Dán danh sách đối tác', LISTS.partners);
  await expect(desk.getByRole('region', { name: 'Đối tác' }).getByRole('listitem')).toHaveText([/Hoa Lư/, /Lộc Ninh/, /quản 2/, /quản 10/]);
  await desk.getByRole('button', { name: 'Số mốc, loại hoạt động' }).click();
  await expectOwnWordsOnly(desk);
  await dialog(desk).getByLabel('Số mốc giới').fill('60-80');
  await dialog(desk).getByText('Ngư dân', { exact: false }).first().click();
  await dialog(desk).getByRole('button', { name: 'Lưu ở văn phòng' }).click();
  await expect(dialog(desk)).toBeHidden();

  await tab(desk, 'Tài khoản').click();
  await desk.getByRole('button', { name: 'Dán danh sách người' }).click();
  await dialog(desk).getByLabel('Danh sách', { exact: true }).fill(LISTS.people);
  await dialog(desk).getByRole('button', { name: 'Tạo 5 tài khoản' }).click();
  await expect(desk.locator('.code-slip')).toHaveCount(5);
  await expectOwnWordsOnly(desk);
  const slips = await desk
    .locator('.code-slip')
    .evaluateAll((all) =>
      all.map((slip) => [slip.querySelector('b')?.textContent ?? '', slip.querySelector('.one-time-code')?.textContent ?? ''] as const),
    );
  return new Map(slips.map(([staffCode, code]) => [staffCode, `/mo-tai-khoan#${code}`]));
}

/** Brings the plan in from its Word file, as it is proposed, with the units it names; gives its id. */
async function bringIn(desk: Page, text: string, amends = false): Promise<string> {
  await desk.goto('/ke-hoach/nhap');
  await expectOwnWordsOnly(desk);
  if (amends) await desk.getByLabel('Văn bản này là').selectOption({ index: 1 });
  await desk.locator('input[type=file]').setInputFiles({ name: 'ke-hoach.docx', mimeType: WORD, buffer: Buffer.from(planToDocx(text)) });
  await expect(desk.getByRole('button', { name: 'Lưu kế hoạch' })).toBeVisible();
  await expectOwnWordsOnly(desk);
  await expect(desk.getByText(/tên đơn vị chưa khớp/)).toHaveCount(0);
  const doubts = desk.getByText(/Còn \d+ chỗ chưa chắc/);
  for (let tries = 0; tries < 20 && (await doubts.count()) > 0; tries++) {
    await desk.getByRole('button', { name: 'Chỗ kế tiếp' }).click();
    await expect(desk.locator('.import-title:focus')).toBeVisible();
    await desk.keyboard.press('a');
  }
  await desk.getByRole('button', { name: /^Nhận \d+ mục còn lại/ }).click();
  await desk.getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await dialog(desk).getByRole('button', { name: 'Lưu kế hoạch' }).click();
  await expect(desk).toHaveURL(/ke-hoach\?ke-hoach=/);
  await expectOwnWordsOnly(desk);
  return new URL(desk.url()).searchParams.get('ke-hoach') ?? '';
}

/** A meeting, or a session in a place, as the first screen offers it. */
async function log(page: Page, type: 'Họp Hội đồng' | 'Buổi biên giới', attendees: number): Promise<void> {
  // What was said of the last record stays as long as the pointer lies over it.
  await page.mouse.move(1, 1);
  await expect(page.locator('.snack')).toHaveCount(0);
  await tab(page, 'Ghi').click();
  await page.locator('a.tile').filter({ hasText: type }).click();
  if (type === 'Họp Hội đồng') {
    await pick(page, /Mục kế hoạch|II\./, 'dinh ky', /II\.1\.a/);
    await page.getByText('định kỳ', { exact: true }).click();
  } else {
    await pick(page, /Mục kế hoạch|II\./, 'phat dong', /II\.2/);
    await pick(page, /Địa bàn/, 'loc thanh', /Xã Lộc Thạnh/);
  }
  await page.getByLabel('Lượt người tham dự').fill(String(attendees));
  await expectOwnWordsOnly(page);
  await save(page);
}

async function expectReceived(page: Page, count: number): Promise<void> {
  await tab(page, 'Nhật ký').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toHaveCount(count, { timeout: 20_000 });
  await expectOwnWordsOnly(page);
}

async function syncNow(page: Page): Promise<void> {
  await tab(page, 'Tôi').click();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
}

/** The confirmed sum of an item at the desk, until it is there. */
async function expectAtDesk(desk: Page, line: RegExp, figure: RegExp): Promise<void> {
  await expect(async () => {
    await desk.goto('/tong-hop');
    await expect(desk.getByRole('row', { name: line }).first()).toContainText(figure, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expectOwnWordsOnly(desk);
}

/** Looks at further screens, which need no more than to be opened. */
async function walk(page: Page, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`${new URL(page.url()).origin}${path}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByText('Đang đọc dữ liệu')).toHaveCount(0);
    await expectOwnWordsOnly(page);
  }
}

test('at an address without https the first link says so, asks for nothing and stays good', async ({ browser }) => {
  const office = new OtherOffice(browser);
  const { args, ...choice } = await chooseBrowser();
  const elsewhere = await chromium.launch({ ...choice, args: [...args, '--host-resolver-rules=MAP so.example.vn 127.0.0.1'] });
  try {
    await office.start(AUTUMN);
    const link = new URL(office.server.setUpLink ?? '');
    const page = await elsewhere.newPage(WHERE);
    await page.goto(`http://so.example.vn:${link.port}${link.pathname}${link.hash}`);
    await expect(page.getByText('Địa chỉ này không có https', { exact: false })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    const desk = await office.desk();
    await openAccount(desk, link.href);
    await expect(tab(desk, 'Tài khoản')).toBeVisible();
  } finally {
    await elsewhere.close();
    await office.end();
  }
});

/** Who goes through the year: their pages, and the phone of the officer who stays. */
interface Year {
  readonly office: OtherOffice;
  readonly origin: string;
  /** Where each account is opened, by staff code. */
  readonly links: ReadonlyMap<string, string>;
  readonly admin: Page;
  readonly desk: Page;
  readonly phone: Phone;
  readonly page: Page;
}

async function begin(office: OtherOffice): Promise<Year> {
  await office.start(AUTUMN);
  const { setUpLink = '', origin } = office.server;
  const [admin, desk, phone] = [await office.desk(), await office.desk(), office.phone()];
  const links = await setUp(admin, setUpLink);
  await openAccount(desk, links.get('BP-VP') ?? '');
  const plan = await bringIn(desk, PLAN);
  await desk.goto(`/ke-hoach/${encodeURIComponent(plan)}/II.1.a`);
  await setTarget(desk, { value: '3' });
  const page = await phone.open();
  await openAccount(page, `${origin}${links.get('BP-01')}`);
  await waitUntilInstalled(page);
  await expect(page.getByRole('link', { name: /Họp Hội đồng/ })).toBeVisible();
  return { office, origin, links, admin, desk, phone, page };
}

/** Work is logged with a signal and without one, and confirmed; then the plan is amended: one item ends, another comes. */
async function work({ office, origin, links, desk, phone, page }: Year): Promise<void> {
  await log(page, 'Họp Hội đồng', 12);
  await expectReceived(page, 1);
  await phone.setOffline(true);
  await log(page, 'Buổi biên giới', 40);
  await phone.setOffline(false);
  await expectReceived(page, 2);

  const lead = await office.desk();
  await openAccount(lead, links.get('BP-TP') ?? '');
  await tab(lead, 'Duyệt').click();
  await expect(lead.getByRole('checkbox')).toHaveCount(2);
  await expectOwnWordsOnly(lead);
  await lead.getByRole('button', { name: words('Chọn 2 bản') }).click();
  await lead.getByRole('button', { name: /Xác nhận/ }).click();
  await expect(lead.getByText('Không còn bản ghi nào chờ xác nhận')).toBeVisible();
  await expectAtDesk(desk, /II\.1\.a/, /12/);

  const plan = await bringIn(desk, AMENDED, true);
  await syncNow(page);
  await page.goto(`${origin}/ke-hoach/${encodeURIComponent(plan)}/II.6`);
  await expect(page.getByText(/Tổ chức đối thoại với người dân/).first()).toBeVisible();
  await expectOwnWordsOnly(page);
  await page.goto(origin);
}

/** One officer goes to another unit and loses the phone; one leaves, whose phone goes on taking what is logged and says why nothing goes out. */
async function people({ office, origin, links, admin, desk }: Year): Promise<void> {
  const [moved, leaving] = [await office.phone().open(), await office.phone().open()];
  for (const [page, code, attendees] of [
    [moved, 'BP-02', 7],
    [leaving, 'BP-03', 5],
  ] as const) {
    await openAccount(page, `${origin}${links.get(code)}`);
    await log(page, 'Họp Hội đồng', attendees);
    await expectReceived(page, 1);
  }
  await admin.goto('/quan-tri/tai-khoan');
  const account = (code: string) => admin.getByRole('listitem').filter({ hasText: code });
  await account('BP-02').getByRole('button', { name: 'Sửa' }).click();
  for (const unit of ['P. LS-BG', 'P. HTQT']) await dialog(admin).getByText(unit, { exact: true }).click();
  await dialog(admin).getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog(admin)).toBeHidden();
  await account('BP-03').getByRole('button', { name: 'Khóa' }).click();
  await dialog(admin).getByRole('button', { name: 'Khóa' }).click();
  await expect(account('BP-03')).toContainText('đã khóa');
  await expectOwnWordsOnly(admin);

  await syncNow(moved);
  await expect(moved.getByText('Phòng Hợp tác quốc tế')).toBeVisible();
  await log(moved, 'Họp Hội đồng', 9);
  await expectReceived(moved, 2);
  await syncNow(leaving);
  await expect(leaving.getByText('Cần đăng nhập lại để gửi', { exact: false })).toBeVisible();
  await log(leaving, 'Họp Hội đồng', 4);
  await signInAs(leaving, origin, 'BP-03');
  await expect(leaving.getByText('Tài khoản này đã bị khóa', { exact: false })).toBeVisible();
  await expectOwnWordsOnly(leaving);

  await desk.goto('/toi/may');
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'BP-02' })
    .getByRole('button', { name: /Đăng xuất/ })
    .click();
  await dialog(desk).getByRole('button', { name: 'Đăng xuất' }).click();
  await syncNow(moved);
  await expect(moved.getByText('Cần đăng nhập lại để gửi', { exact: false })).toBeVisible();
  await expectOwnWordsOnly(moved);
}

/** What the office took in after its backup comes back from the phone. */
async function restored({ office, admin, desk, page }: Year): Promise<void> {
  await office.command('backup');
  await log(page, 'Họp Hội đồng', 15);
  await expectReceived(page, 3);
  await office.server.stop();
  await office.command('restore', '--replace');
  await office.start();
  await expectAtDesk(desk, /II\.1\.a/, /\+21/);
  await syncNow(page);
  await expectAtDesk(desk, /II\.1\.a/, /\+36/);
  await expectReceived(page, 3);
  await walk(desk, '/', '/nhat-ky', '/duyet', '/tong-hop/bao-cao', '/tong-hop?theo=don-vi', '/tong-hop?theo=dia-ban', '/toi', '/tro-giup');
  await walk(admin, '/ke-hoach/danh-muc', '/quan-tri/tai-khoan', '/toi/may', '/toi');
  await walk(page, '/ghi/borderSession', '/ghi/broadcast', '/ghi/publication', '/can-xem-lai', '/ke-hoach', '/toi', '/');
}

/** The next year's plan comes in, and the same phone logs under it. */
async function january({ office, origin, phone }: Year): Promise<void> {
  await office.server.stop();
  await office.start(JANUARY);
  const desk = await office.desk();
  await signInAs(desk, origin, 'BP-VP');
  // Until the plan of the year is in, work stands under none.
  await tab(desk, 'Kế hoạch').click();
  await expect(desk.getByText('Chưa có kế hoạch năm 2025').first()).toBeVisible();
  await expectOwnWordsOnly(desk);
  const plan = await bringIn(desk, PLAN.replaceAll('2024', '2025'));
  await phone.close();
  const page = await phone.open();
  await expect(page.getByText('6/1/2025')).toBeVisible();
  await syncNow(page);
  await log(page, 'Họp Hội đồng', 18);
  await expectReceived(page, 4);
  await desk.goto(`/tong-hop?ke-hoach=${encodeURIComponent(plan)}`);
  await expect(desk.getByRole('row', { name: /II\.1\.a/ }).first()).toContainText('+18');
  await expectOwnWordsOnly(desk);
}

test('an office of another province goes through its year without a word of the one in the demonstration', async ({ browser }) => {
  test.setTimeout(240_000);
  const office = new OtherOffice(browser);
  try {
    const year = await begin(office);
    await work(year);
    await people(year);
    await restored(year);
    await january(year);
  } finally {
    await office.end();
  }
});
