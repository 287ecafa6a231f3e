import { describe, expect, test } from 'vitest';
import { readDocument, readPasted } from '../../src/documents/read-document.ts';
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

test('a fraction in the column of targets is a note, and no target of thousands', () => {
  const { items } = read(
    zipXlsx([
      ['STT', 'Nội dung', 'Số buổi'],
      [1, 'Nói chuyện', { number: 1.125, format: '0.000' }],
      [2, 'Chiếu phim', { number: 1125, format: '#,##0' }],
    ]),
    'ke-hoach.xlsx',
  );
  expect(items.map(({ targets, note }) => [targets.map(({ value }) => value), note])).toEqual([
    [[], '1.125 buổi'],
    [[1125], undefined],
  ]);
});

describe('an entity of HTML in a cell', () => {
  test('begins, ends and parts no cell, since it is a letter of it', () => {
    const { items, lines } = csv(
      'STT;Nội dung;Chủ trì\n1;&quot;Ngày biên phòng&quot; toàn dân;Đồn\n2;&#34;Tiết học biên cương&#34;;Trường\n3;Thi vẽ&#59; thi viết;Hội\n',
    );
    expect(items.map(({ text, leadUnit }) => `${text} | ${leadUnit}`)).toEqual([
      '"Ngày biên phòng" toàn dân | Đồn',
      '"Tiết học biên cương" | Trường',
      'Thi vẽ; thi viết | Hội',
    ]);
    expect(lines[3]).toBe('3\tThi vẽ; thi viết\tHội');
  });

  test('in a pasted table draws no bar', () => {
    const source = readPasted('STT|Nội dung|Chủ trì\n1|Thi vẽ &#124; thi viết|Hội\n2|Họp dân|Đồn');
    if (!source.ok) throw new Error(source.error.detail);
    expect(codes(readPlan(source.value))).toEqual(['1 Thi vẽ | thi viết', '2 Họp dân']);
  });

  test('keeps quoted separators and line ends of a pasted table in their cells', () => {
    const source = readPasted('"STT";"Nội dung";"Chủ trì"\n1;"Thi vẽ; thi viết\nvề biên giới";Hội\n2;Họp dân;Đồn\nNơi nhận: Hội');
    if (!source.ok) throw new Error(source.error.detail);
    const { items, owners } = readPlan(source.value);
    expect(items.map(({ text, leadUnit }) => `${text} | ${leadUnit}`)).toEqual(['Thi vẽ; thi viết về biên giới | Hội', 'Họp dân | Đồn']);
    expect(owners.map((owner) => owner?.part)).toEqual(['header', 'item', undefined, 'item', 'footer']);
  });
});
