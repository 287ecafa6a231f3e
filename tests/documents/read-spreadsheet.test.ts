import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { readSpreadsheet } from '../../src/documents/read-spreadsheet.ts';
import { findHeadings } from '../../src/domain/spreadsheet/columns.ts';
import { bodyOf } from '../../src/domain/spreadsheet/read-rows.ts';
import { zipXlsx } from './build-xlsx.ts';

const read = (bytes: Uint8Array, name: string) => {
  const rows = readSpreadsheet(bytes, name);
  if (!rows.ok) throw new Error(rows.error.reason);
  return rows.value;
};

test('rows of a workbook stand under their columns, days as they are shown, merged cells in each row they cover', () => {
  const rows = read(
    zipXlsx(
      [
        ['THỐNG KÊ HOẠT ĐỘNG NĂM 2024'],
        ['STT', 'Ngày', 'Nội dung', 'Địa bàn', 'Số người'],
        [1, { date: 45_356 }, 'Luật Biên giới', 'Xã Phú Mỹ', 1250],
        [2, null, 'Loa lưu động', null, 45],
        [3, 45_357, 'Họp dân', 'Xã Phú Lợi', 30],
      ],
      ['A1:E1', 'B3:B4'],
    ),
    'so.xlsx',
  );
  expect(rows).toEqual([
    { line: 1, cells: ['THỐNG KÊ HOẠT ĐỘNG NĂM 2024'] },
    { line: 2, cells: ['STT', 'Ngày', 'Nội dung', 'Địa bàn', 'Số người'] },
    { line: 3, cells: ['1', '05/03/2024', 'Luật Biên giới', 'Xã Phú Mỹ', '1250'] },
    { line: 4, cells: ['2', '05/03/2024', 'Loa lưu động', '', '45'] },
    { line: 5, cells: ['3', '45357', 'Họp dân', 'Xã Phú Lợi', '30'] },
  ]);
});

test('a number with decimals is told from thousands by its column, also where it is merged over rows', () => {
  const bytes = zipXlsx(
    [
      ['Ngày', 'Số người', 'Tờ rơi'],
      ['05/03/2024', 1.125, 1250],
      ['06/03/2024', null, { number: 1250, format: '#,##0' }],
    ],
    ['B2:B3'],
  );
  expect(read(bytes, 'so.xlsx').slice(1)).toEqual([
    { line: 2, cells: ['05/03/2024', '1.125', '1250'], fractions: [1] },
    { line: 3, cells: ['06/03/2024', '1.125', '1.250'], fractions: [1] },
  ]);
});

test('rows of a CSV keep their lines, and a row of one cell its column', () => {
  const rows = read(strToU8('Ngày;Nội dung;Số người\n05/03/2024;"a; b";40\n\n;c;\n06/03/2024;d;50'), 'so.csv');
  const { line, columns } = findHeadings(rows);
  expect(columns).toEqual(['date', 'subject', 'attendees']);
  expect(rows.map((row) => [row.line, row.cells])).toContainEqual([4, ['', 'c', '']]);
  expect(bodyOf(rows, line, columns).map((row) => row.line)).toEqual([2, 5]);
});

test('what is no spreadsheet is refused by name', () => {
  expect(readSpreadsheet(strToU8('%PDF-1.7'), 'a.xlsx')).toMatchObject({ ok: false, error: { reason: 'pdf' } });
});
