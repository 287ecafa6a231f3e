import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { type Value, zipXlsx } from './build-xlsx.ts';

function read(bytes: Uint8Array, name: string) {
  const source = readDocument(bytes, name);
  if (!source.ok) throw new Error(source.error.detail);
  return readPlan(source.value);
}

const csv = (content: string) => read(new TextEncoder().encode(content), 'ke-hoach.csv');
const codes = ({ items }: ReturnType<typeof read>) => items.map(({ code, text }) => `${code} ${text}`);

const ROWS: Value[][] = [
  ['SỞ NGOẠI VỤ', null, null, 'Hà Tiên, ngày 05 tháng 01 năm 2026'],
  ['KẾ HOẠCH TUYÊN TRUYỀN BIÊN GIỚI NĂM 2026'],
  [],
  ['STT', 'Nội dung', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn'],
  ['I', 'Tại xã biên giới'],
  [1, 'Nói chuyện về quy chế biên giới', 'Phòng Biên giới', 'Đồn Biên phòng; UBND xã', { date: 46_203 }],
  [2, 'Phát tờ rơi', null, 'UBND xã', 'Quý III'],
  [],
  ['Nơi nhận: - UBND tỉnh'],
];

describe('an Excel plan', () => {
  const workbook = read(zipXlsx(ROWS, ['A2:E2', 'C6:C7']), 'ke-hoach.xlsx');

  test('columns are matched by their headings, and the title above them is the header', () => {
    expect(codes(workbook)).toEqual(['I Tại xã biên giới', 'I.1 Nói chuyện về quy chế biên giới', 'I.2 Phát tờ rơi']);
    expect(workbook.header).toMatchObject({ year: 2026, date: '2026-01-05', title: 'TUYÊN TRUYỀN BIÊN GIỚI NĂM 2026' });
  });

  test('a number shown as a date is read as that date', () => {
    expect(workbook.items[1]?.schedule).toMatchObject({ type: 'month', months: [6], quote: '30/06/2026' });
  });

  test('a lead unit merged over two rows leads both', () => {
    expect(workbook.items.slice(1).map(({ leadUnit }) => leadUnit)).toEqual(['Phòng Biên giới', 'Phòng Biên giới']);
  });

  test('a hidden sheet is not read', () => {
    expect(workbook.lines.join('\n')).not.toContain('ẩn');
  });

  test('every filled row belongs to a node, the header or the footer', () => {
    expect(workbook.owners.map((owner) => owner?.part ?? null)).toEqual([
      'header',
      'header',
      null,
      'header',
      'item',
      'item',
      'item',
      null,
      'footer',
    ]);
  });
});

describe('a CSV plan', () => {
  test.each([';', ',', '\t'])('is read with %j between its cells', (separator) => {
    const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(separator);
    const content = [
      row('TT', 'Nhiệm vụ', 'Chủ trì', 'Phối hợp'),
      row('1', 'Viết tin, bài', 'Văn phòng', 'A; B'),
      row('2', 'Phát thanh "mỗi sáng"'.replaceAll('"', '""'), 'Đài', ''),
    ];
    const reading = csv(content.join('\r\n'));
    expect(codes(reading)).toEqual(['1 Viết tin, bài', '2 Phát thanh "mỗi sáng"']);
    expect(reading.items[0]).toMatchObject({ leadUnit: 'Văn phòng', coUnits: ['A', 'B'] });
  });

  test('a plan of one column is read as text', () => {
    expect(codes(csv('KẾ HOẠCH\nTuyên truyền năm 2025\nI. MỤC ĐÍCH\n- Một việc.\n- Hai việc.\n'))).toEqual([
      'I MỤC ĐÍCH',
      'I.a Một việc.',
      'I.b Hai việc.',
    ]);
  });

  test('a table without a heading says that its columns were guessed', () => {
    const { items } = csv('1;Viết tin, bài;Văn phòng;Các phòng\n2;Phát thanh;Đài;Các xã\n');
    expect(items).toMatchObject([{ code: '1', leadUnit: 'Văn phòng', doubts: ['columnsGuessed'] }, { code: '2' }]);
  });
});
