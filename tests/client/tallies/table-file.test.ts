import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test, vi } from 'vitest';
import { type TableAbout, tableFields, tableFile } from '../../../src/client/features/tallies/table-file.ts';
import { setLanguage, withWords } from '../../../src/client/labels/labels.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { rowsByItem, rowsByLocality } from '../../../src/domain/figures/rows.ts';
import { Period } from '../../../src/domain/period.ts';
import { cellsOf, DeclaredCell } from '../../../src/domain/tally.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';
import { BORDERS, makeContent, PLAN } from '../../domain/make.ts';

beforeAll(() => withWords(['plans', 'tallies'], Promise.resolve()));

const NOON = Date.parse('2024-06-12T05:00:00Z');
const ABOUT: TableAbout = {
  view: 'item',
  planTitle: 'Kế hoạch tuyên truyền',
  periodName: 'Tháng 6/2024',
  period: Period.parse({ from: '2024-05-15', to: '2024-06-14' }),
  units: 'Mọi đơn vị',
  asOf: NOON,
  notes: ['Các máy khai còn giữ 2 lần ghi chưa nhận.'],
};
const ENDED = PLAN.items.map((item) =>
  item.code === 'II.1.a.p2' ? { ...item, tracking: 'none' as const, wasTally: true as const } : item,
);
const RECORDS = [
  contribution(makeContent({ own: { sessions: 1, attendees: 1250 }, estimated: true }), 'confirmed'),
  contribution(makeContent({ itemCode: 'II.1.a.p2', own: { sessions: 2, attendees: 30 } }), 'sent'),
];
const TABLE = rowsByItem(
  { ...PLAN, items: ENDED },
  {
    cells: [...cellsOf(RECORDS, PLAN.reporting).values()],
    declared: [DeclaredCell.parse({ planId: PLAN.id, itemCode: 'II.1.a.p1', unitId: BORDERS, part: '2024-06-01', records: 2 })],
    changes: [],
  },
  {},
  ({ code }) => code.startsWith('II.1.a'),
);

test('the file says what it is about, then holds the table with raw numbers and what is beside them in words', () => {
  const { facts, head, rows } = tableFields(TABLE, ABOUT, LOCALITIES);
  expect(facts).toEqual([
    ['Kế hoạch', 'Kế hoạch tuyên truyền'],
    ['Kỳ', 'Tháng 6/2024', '15/5/2024\u00a0– 14/6/2024'],
    ['Đơn vị', 'Mọi đơn vị'],
    ['Số đến', '12:00 12/6/2024'],
    ['Ghi chú', 'Các máy khai còn giữ 2 lần ghi chưa nhận.'],
  ]);
  expect(head).toEqual([
    'Nội dung',
    'Lần ghi (đã xác nhận)',
    'Lần ghi (chờ xác nhận)',
    'Buổi (đã xác nhận)',
    'Buổi (chờ xác nhận)',
    'Lượt người (đã xác nhận)',
    'Lượt người (chờ xác nhận)',
    'Đã khai',
    'Ghi chú',
  ]);
  expect(rows).toEqual([
    ['II Nội dung II', 1, 1, 1, 2, 1250, 30, 2, 'khoảng: Lượt người (đã xác nhận)'],
    ['II.1 Nội dung II.1', 1, 1, 1, 2, 1250, 30, 2, 'khoảng: Lượt người (đã xác nhận)'],
    ['II.1.a Nội dung II.1.a', 1, 1, 1, 2, 1250, 30, 2, 'khoảng: Lượt người (đã xác nhận)'],
    ['II.1.a.p1 Mục II.1.a.p1', 1, 0, 1, 0, 1250, 0, 2, 'khoảng: Lượt người (đã xác nhận)'],
    ['II.1.a.p2 Mục II.1.a.p2', 0, 1, 0, 2, 0, 30, undefined, 'đã kết thúc'],
    ['Tổng cộng', 1, 1, 1, 2, 1250, 30, 2, 'khoảng: Lượt người (đã xác nhận)'],
  ]);
});

test('a locality is named with the one it lies in, and says what was put together in it', () => {
  const sums = [{ key: 'o-pm', state: 'confirmed' as const, records: 2, measures: { leaflets: 7 } }];
  const { rows } = tableFields(rowsByLocality(sums, LOCALITIES, true), { ...ABOUT, view: 'locality', notes: [] }, LOCALITIES);
  expect(rows.at(-2)).toEqual(['Xã Giang Thành, Tỉnh An Giang', 2, 0, 7, 0, 'gồm Xã Phú Mỹ']);
});

test('the file is named after what it shows, and its heads are in the language of the person', async () => {
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } });
  vi.stubGlobal('localStorage', { setItem: () => undefined, getItem: () => null });
  await setLanguage('en');
  const about: TableAbout = { ...ABOUT, periodName: 'Quý II/2024', asOf: undefined };
  const file = await tableFile(tableFields(TABLE, about, LOCALITIES), about, NOON, 'csv');
  expect(file.name).toBe('cot-moc-by-item-quy-ii-2024-2024-06-12.csv');
  expect(new Uint8Array(await file.arrayBuffer()).slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
  const lines = (await file.text()).split('\r\n');
  expect(lines.at(-2)).toBe('"Total";1;1;1;2;1250;30;2;"about: Attendances (confirmed)"');
  expect(lines.find((line) => line.startsWith('"As of"'))).toBe('"As of";"no figures from the office yet"');
});

test('as a workbook the table stands on a sheet whose head stays in sight, with its numbers as numbers, and what it is about on another', async () => {
  const file = await tableFile(tableFields(TABLE, ABOUT, LOCALITIES), ABOUT, NOON, 'xlsx');
  expect(file.name).toMatch(/^cot-moc-[a-z0-9-]+\.xlsx$/);
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('state="frozen"');
  expect(sheet).toMatch(/<c r="F5" s="\d"><v>1250<\/v><\/c>/);
  expect(strFromU8(parts['xl/worksheets/sheet2.xml'] ?? new Uint8Array())).toContain('12:00 12/6/2024');
});
