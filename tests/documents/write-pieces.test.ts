import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { FORMULA_FIRST } from '../../src/documents/formula.ts';
import type { TableFormat } from '../../src/documents/table-formats.ts';
import { startTable } from '../../src/documents/write-pieces.ts';
import { day } from '../../src/domain/day.ts';
import type { AccountId, ActivityId } from '../../src/domain/ids.ts';
import { RECORD_COLUMNS, recordRow, rowObject, type TableRecord } from '../../src/domain/record-table.ts';
import type { SheetCell } from '../../src/domain/sheet-cell.ts';
import { makeContent, makeWorld, PLAN } from '../domain/make.ts';

const COLUMNS = ['Chữ', 'Số', 'Ngày'].map((head) => ({ head, width: 10 }));

/** The bytes of the pieces, written by the lengths given. */
function bytesOf(format: TableFormat, rows: readonly (readonly SheetCell[])[], lengths: readonly number[]): Uint8Array {
  const writer = startTable(format, COLUMNS, 'Bản ghi');
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const length of lengths) {
    pieces.push(...writer.rows(rows.slice(from, from + length)));
    from += length;
  }
  pieces.push(...writer.rows(rows.slice(from)), ...writer.end());
  return Buffer.concat(pieces);
}

interface Cell {
  readonly style: string | undefined;
  text: string;
}

/** Rows of the first sheet, with the places at which their cells say they stand. A part that is not well formed fails. */
function sheetOf(bytes: Uint8Array): { readonly rows: Record<string, Cell>[]; readonly parts: Record<string, string> } {
  const parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
  const rows: Record<string, Cell>[] = [];
  let cell: Cell | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push({});
    if (name !== 'c') return;
    cell = { style: attributes['s'], text: '' };
    (rows.at(-1) as Record<string, Cell>)[String(attributes['r'])] = cell;
  });
  parser.on('text', (text) => {
    if (cell) cell.text += text;
  });
  parser.write(parts['xl/worksheets/sheet1.xml'] ?? '').close();
  for (const name of Object.keys(parts).filter((one) => one !== 'xl/worksheets/sheet1.xml'))
    new SaxesParser().write(parts[name] ?? '').close();
  return { rows, parts };
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('=1+1', '+84', '-2', '@A1', '\t=x', '＝1', ' =1', 'a;b"c'),
);
const anyCell: fc.Arbitrary<SheetCell> = fc.oneof(
  anyText.map((text): SheetCell => (text === '' ? undefined : { kind: 'text', text })),
  fc.integer({ min: 0, max: 50_000 }).map((value): SheetCell => ({ kind: 'number', value })),
  fc.constant<SheetCell>({ kind: 'day', value: day('2026-03-15') }),
);
const anyRows = fc.array(fc.tuple(anyCell, anyCell, anyCell), { maxLength: 12 });
const anyCuts = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });

test('a table written in pieces is the same, however it was cut, and says the same in every format', () => {
  fc.assert(
    fc.property(anyRows, anyCuts, (rows, cuts) => {
      const csv = Buffer.from(bytesOf('csv', rows, cuts)).toString();
      expect(csv).toBe(Buffer.from(bytesOf('csv', rows, [])).toString());
      expect(csv.startsWith('\uFEFF"Chữ";"Số";"Ngày"\r\n')).toBe(true);
      expect(JSON.parse(strFromU8(bytesOf('json', rows, cuts)))).toEqual(rows.map((row) => rowObject(COLUMNS, row)));
      const { rows: sheet, parts } = sheetOf(bytesOf('xlsx', rows, cuts));
      expect(Object.values(parts).join('')).not.toMatch(/<f[ >]/);
      expect(sheet).toHaveLength(rows.length + 1);
      for (const [at, row] of rows.entries())
        for (const [column, cell] of row.entries()) {
          const written = sheet[at + 1]?.[`${'ABC'[column]}${at + 2}`];
          if (cell === undefined) expect(written).toBeUndefined();
          else if (cell.kind === 'number') expect(written?.text).toBe(String(cell.value));
          else if (cell.kind === 'day') expect(written?.text).toBe('46096');
          // Guarded text stays text once somebody edits the cell.
          else expect([cell.text, written?.style]).toEqual([cell.text, FORMULA_FIRST.test(cell.text) ? '6' : '0']);
        }
    }),
    { numRuns: 60 },
  );
});

test('a record is a row of all that it says, by the names of things and never by their keys', () => {
  const { units, localities, partners, settings } = makeWorld();
  const record: TableRecord = {
    id: '0190a000-0000-7000-8000-000000000001' as ActivityId,
    version: 2,
    state: 'returned',
    authorId: 'a7' as AccountId,
    createdAt: '2024-05-02T09:40:00.000Z',
    updatedAt: '2024-05-03T17:05:00.000Z',
    returnReason: 'Thiếu địa điểm',
    content: makeContent({
      audienceGroups: ['residents'],
      estimated: true,
      note: '=HYPERLINK("x")',
      own: { sessions: 2, attendees: 64, form: 'onSite', markers: ['304/6', '313'] },
    }),
  };
  const names = {
    reference: { units, localities, partners, settings },
    planOf: () => PLAN,
    staffCodeOf: () => 'CB-07',
  };
  const row = rowObject(RECORD_COLUMNS, recordRow(record, names));
  expect(row).toMatchObject({
    'Loại hoạt động': 'Buổi tuyên truyền biên giới, phân giới cắm mốc',
    'Trạng thái': 'Trả lại',
    'Số buổi tuyên truyền': 2,
    'Lượt người tham dự': 64,
    'Tờ rơi, tài liệu đã phát': null,
    'Số ước': 'khoảng',
    'Nội dung riêng': 'Mốc: 304/6, 313; Hình thức: tại thực địa',
    'Ghi chú': '=HYPERLINK("x")',
    'Nhóm người dự': 'người dân',
    'Nhận lúc': '2024-05-02 16:40',
    'Đổi lúc': '2024-05-04 00:05',
    'Người ghi': 'CB-07',
  });
  expect(Object.keys(row)).toEqual(RECORD_COLUMNS.map(({ head }) => head));
  expect(new Set(Object.keys(row)).size).toBe(RECORD_COLUMNS.length);
});

test.each(['csv', 'json', 'xlsx'] as const)(
  'in a file of the form %s no text turns the order of letters around, nor becomes a formula by that',
  (format) => {
    const bytes = bytesOf(format, [[{ kind: 'text', text: '\u202E=1+1\u202C' }, undefined, undefined]], [1]);
    const said = format === 'xlsx' ? Object.values(sheetOf(bytes).parts).join('') : strFromU8(bytes);
    expect(said).toContain('=1+1');
    expect(said).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    if (format === 'csv') expect(said).toContain("'=1+1");
  },
);
