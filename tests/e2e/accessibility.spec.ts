import type { Page } from '@playwright/test';
import { day, officeDay } from '../../src/domain/day.ts';
import { activityGenerator } from '../helpers/generator.ts';
import type { RunningServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { violations } from './axe.ts';
import { expect, signIn, test } from './office.ts';

const THEMES = ['light', 'dark', 'sun'] as const;

/** Records of an officer, so that lists and figures have something to show. */
async function seed(server: RunningServer): Promise<string> {
  const client = await signInClient(server.origin, 'CB-07', server.passwords.get('CB-07') ?? '');
  const { changes } = await client.sync([]);
  const plan = changes.plans?.[0];
  if (!plan) throw new Error('The server sent no plan');
  const { units = [], localities = [], partners = [] } = changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 5);
  await client.createAll(Array.from({ length: 12 }, () => make({ unitId: client.person.unitIds[0] ?? make().unitId })));
  const after = await client.sync([], 0);
  return after.changes.activities?.[0]?.id ?? '';
}

/** Opens each address and lists what axe finds there in each theme. */
async function audit(page: Page, server: RunningServer, paths: readonly string[], before?: (page: Page) => Promise<void>) {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(`${server.origin}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await before?.(page);
    for (const theme of THEMES) {
      await page.evaluate((wanted) => {
        document.documentElement.dataset['theme'] = wanted;
      }, theme);
      found.push(...(await violations(page, theme === 'light' ? 'all' : 'of looks')).map((one) => `${theme} ${path} ${one}`));
    }
  }
  return found;
}

test('nothing stands in the way on the screens before signing in', async ({ server, desk }) => {
  await desk.goto(server.origin);
  expect(await audit(desk, server, ['/dang-nhap', '/mo-tai-khoan', '/tro-giup'])).toEqual([]);
});

test('nothing stands in the way on an officer’s phone, in any theme', async ({ server, phone }) => {
  test.setTimeout(240_000);
  const record = await seed(server);
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await expect(page.getByText('12', { exact: true })).toBeVisible();
  const forms = ['/ghi/borderSession', '/ghi/fishermenOutreach', '/ghi/broadcast', '/ghi/publication'];
  const others = [
    '/',
    '/nhat-ky',
    `/ban-ghi/${record}`,
    '/can-xem-lai',
    '/ke-hoach',
    '/ke-hoach/kien-giang-2024/II.1.b.p1',
    '/toi',
    '/toi/may',
    '/khong-co',
  ];
  expect(await audit(page, server, [...forms, ...others])).toEqual([]);
});

test('errors, warnings and an open picker stand in nobody’s way', async ({ server, phone }) => {
  test.setTimeout(180_000);
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  const found = await audit(page, server, ['/ghi/borderSession'], async (form) => {
    await form.getByLabel('Số buổi tuyên truyền').fill('9');
    await form.getByLabel('Lượt người tham dự').fill('0');
    await form.getByLabel('Ghi chú').fill('Gọi 0912 345 678');
    await form.getByRole('button', { name: 'Lưu trên máy' }).click();
    await expect(form.getByText('Phải từ 1 trở lên.', { exact: false })).toBeVisible();
    expect(await violations(form, 'all')).toEqual([]);
    await form.getByRole('button', { name: /Địa bàn/ }).click();
    await expect(form.getByRole('dialog')).toBeVisible();
  });
  expect(found).toEqual([]);
});

test('nothing stands in the way at the supervisor’s desk', async ({ server, desk }) => {
  test.setTimeout(180_000);
  const record = await seed(server);
  await signIn(desk, server, 'VP-01');
  const paths = ['/hom-nay', '/tong-hop', '/tong-hop?mo=II~records', `/tong-hop/ban-ghi/${record}`, '/ke-hoach', '/nhat-ky', '/toi/may'];
  expect(await audit(desk, server, paths)).toEqual([]);
});

test('nothing stands in the way of the administrator', async ({ server, desk }) => {
  await signIn(desk, server, 'QT-01');
  expect(await audit(desk, server, ['/quan-tri/tai-khoan', '/toi/may', '/toi/bao-mat', '/toi'])).toEqual([]);
});

test('with text at 200 % no screen scrolls sideways', async ({ server, desk }) => {
  const record = await seed(server);
  await signIn(desk, server, 'CB-07');
  // 180 px is a phone of 360 px whose text is twice as large.
  await desk.setViewportSize({ width: 180, height: 370 });
  for (const path of ['/', '/ghi/borderSession', '/nhat-ky', `/ban-ghi/${record}`, '/ke-hoach', '/toi']) {
    await desk.goto(`${server.origin}${path}`);
    await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await desk.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
  }
});
