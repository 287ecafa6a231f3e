import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVITY_TYPE_KEYS } from '../../src/domain/activity-types.ts';
import { addDays, day, daysBetween } from '../../src/domain/day.ts';
import { AccountId, type ActivityId, UnitId } from '../../src/domain/ids.ts';
import { RECORD_WORDS } from '../../src/domain/record-words.ts';
import { namesIn, readDays, readFigure } from '../../src/domain/spreadsheet/cell-values.ts';
import {
  fieldOf,
  findHeadings,
  findTables,
  SPREADSHEET_FIELDS,
  type SpreadsheetRow,
  withCells,
} from '../../src/domain/spreadsheet/columns.ts';
import { findPlace } from '../../src/domain/spreadsheet/find-named.ts';
import { bodyOf, doubtfulFirst, readSpreadsheetRows, rowStateOf } from '../../src/domain/spreadsheet/read-rows.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../src/server/data/reference.ts';
import { dayIn, makeWorld, newId, PLAN } from './make.ts';

const OFFICE = UnitId.parse('vp');
const world = {
  ...makeWorld({
    units: [...UNITS],
    localities: [...LOCALITIES],
    partners: [...PARTNERS],
    person: { id: AccountId.parse('a-me'), staffCode: 'VP-01', role: 'supervisor', unitIds: [OFFICE] },
    today: day('2024-12-20'),
  }),
  plan: PLAN,
};
const choice = { unitId: OFFICE, type: 'outreachSession', itemCode: 'II.1.b' };

const sheet = (text: string): SpreadsheetRow[] =>
  text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split('|').map((cell) => cell.trim()) }));
const read = (text: string, chosen = choice) => {
  const rows = sheet(text);
  const { line, columns } = findHeadings(rows);
  return readSpreadsheetRows([{ rows: bodyOf(rows, line, columns), columns }], chosen, world, newId() as ActivityId);
};

describe('tables', () => {
  const told = (text: string) => findTables(sheet(text)).map(({ line, columns, rows }) => [line, columns, rows.map((row) => row.line)]);

  test('each have the columns of their own heading, be it another sheet or a table below', () => {
    const text = [
      'Ngày | Địa bàn | Số người\n05/03/2024 | Xã Giang Thành | 40',
      'TÀU CÁ\nSố người | Ngày | Cam kết | Địa bàn\n12 | 06/03/2024 | 9 | Xã Tiên Hải',
    ].join('\n');
    expect(told(text)).toEqual([
      [1, ['date', 'localityId', 'attendees'], [2]],
      [4, ['attendees', 'date', 'pledges', 'localityId'], [5]],
    ]);
  });

  test('are parted before the title of the next, and no row with a figure is taken for a title', () => {
    const head = 'Ngày | Địa bàn | Số người';
    const next = 'Ngày | Địa bàn | Tờ rơi\n07/03/2024 | Xã B | 9';
    expect(told(`${head}\n05/03/2024 | Xã A | 40\n06/03/2024\n\nTRUYỀN THANH\nQuý I năm 2024\n${next}`)[0]?.[2]).toEqual([2, 3]);
  });

  test('one that is printed again on the next page goes on, and a heading of two rows is one', () => {
    const head = 'Ngày | Địa bàn | Số người';
    expect(told(`${head}\n05/03/2024 | Xã A | 40\n${head}\n06/03/2024 | Xã B | 41`)).toEqual([
      [1, ['date', 'localityId', 'attendees'], [2, 4]],
    ]);
    const [table] = findTables(sheet(`Ngày | Địa bàn | Tờ rơi | Kết quả\nNgày | Địa bàn | Tờ rơi | Số người\n05/03/2024 | Xã A | 3 | 40`));
    expect(table).toMatchObject({ line: 2, columns: ['date', 'localityId', 'leaflets', 'attendees'] });
  });
});

describe('columns', () => {
  test('are known by the labels of the form and by what offices print, below a title', () => {
    const rows = sheet(
      'UBND TỈNH\nTHỐNG KÊ NĂM 2024\nSTT | Ngày, tháng | Nội dung hoạt động | ĐỊA BÀN | Số người (lượt) | Tờ rơi | Ghi chú\n1 | 05/03/2024',
    );
    expect(findHeadings(rows)).toMatchObject({
      line: 3,
      columns: [undefined, 'date', 'subject', 'localityId', 'attendees', 'leaflets', 'note'],
    });
  });

  test('every field is found by its label, and two columns never hold one field', () => {
    expect(fieldOf(RECORD_WORDS.fields.topics.label)).toBe('subject');
    for (const field of SPREADSHEET_FIELDS.filter((name) => name !== 'subject' && name !== 'topics')) {
      const found = fieldOf(RECORD_WORDS.fields[field as 'date'].label);
      expect(RECORD_WORDS.fields[found as 'date'].label).toBe(RECORD_WORDS.fields[field as 'date'].label);
    }
    expect(findHeadings(sheet('Ngày | Ngày | Số người | Lượt người')).columns).toEqual(['date', undefined, 'attendees', undefined]);
  });

  test('are known by the words they begin with, where an office has a longer name for them', () => {
    const heading =
      'Số TT | Ngày, tháng tổ chức | Nội dung buổi tuyên truyền | Địa bàn (xã, phường) | Tổng số người tham dự (lượt) | Số tờ rơi phát ra | Đơn vị phối hợp thực hiện | Người phụ trách';
    expect(findHeadings(sheet(heading)).columns).toEqual([
      ...[undefined, 'date', 'subject', 'localityId', 'attendees', 'leaflets', 'partnerIds', undefined],
    ]);
  });

  test('of two rows are named by the lower one where the upper one leaves them open', () => {
    const rows = sheet('STT | Ngày | Nội dung | Kết quả | |\n | | | Số người dự | Tờ rơi phát\n1 | 05/03/2024 | a | 40 | 100');
    expect(findHeadings(rows)).toMatchObject({ line: 2, columns: [undefined, 'date', 'subject', 'attendees', 'leaflets', undefined] });
  });

  test('a spreadsheet without a heading names none', () => {
    expect(findHeadings(sheet('1 | 2 | 3\na | b'))).toEqual({
      line: 0,
      headings: ['', '', ''],
      columns: [undefined, undefined, undefined],
    });
  });
});

describe('days', () => {
  test.each([
    ['05/03/2024', '2024-03-05', undefined],
    ['5.3.24', '2024-03-05', undefined],
    ['Thứ ba, ngày 5/3/2024', '2024-03-05', undefined],
    ['2024-03-05T00:00:00', '2024-03-05', undefined],
    ['45356', '2024-03-05', undefined],
    ['45356.5', '2024-03-05', undefined],
    ['05/03/2024 14:30', '2024-03-05', undefined],
    ['ngày 5 tháng 3 năm 2024', '2024-03-05', undefined],
    ['05-07/03/2024', '2024-03-05', '2024-03-07'],
    ['từ 28/02 đến 02/03/2024', '2024-02-28', '2024-03-02'],
    ['28/02/2024 - 02/03/2024', '2024-02-28', '2024-03-02'],
  ])('%s is read', (cell, from, to) => {
    expect(readDays(cell, 2023)).toEqual({ from, ...(to && { to }), isYearGuessed: false });
  });

  test('without a year it is that of the plan, and doubted', () => {
    expect(readDays('5/3', 2024)).toEqual({ from: '2024-03-05', isYearGuessed: true });
  });

  test.each(['', 'Quý I', '31/02/2024', '03/25/2024', 'tháng 3', '1/3, 2/3, 5/3/2024', '120'])('%j is no day', (cell) => {
    expect(readDays(cell, 2024)).toBeUndefined();
  });

  test('any day is read however it is written, and its number in Excel too', () => {
    fc.assert(
      fc.property(dayIn('2000-01-01', '2060-12-31'), (value) => {
        const [year, month, date] = value.split('-');
        const serial = String(daysBetween(day('1899-12-30'), value));
        for (const cell of [`${date}/${month}/${year}`, `${Number(date)}.${Number(month)}.${year}`, serial, value])
          expect(readDays(cell, 1999)).toEqual({ from: value, isYearGuessed: false });
        expect(addDays(value, 0)).toBe(value);
      }),
    );
  });
});

test.each([
  ['1.250', '1.250', false],
  ['120 lượt người', '120', false],
  ['khoảng 50 người', '50', true],
  ['Hơn 1 200', '1 200', true],
  ['2 x 60', '2 x 60', false],
  ['12/15', '12/15', false],
  ['', '', false],
])('the figure %j is %j', (cell, text, isEstimated) => {
  expect(readFigure(cell)).toEqual({ text, isEstimated });
});

test('whatever stands in a cell, reading it ends and throws nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (cell) => {
      readDays(cell, 2024);
      expect(readFigure(cell).text.length).toBeLessThanOrEqual(cell.length * 4);
      expect(namesIn(cell).every((name) => name !== '')).toBe(true);
    }),
  );
});

describe('places', () => {
  const place = (said: string, on: string) => {
    const found = findPlace(LOCALITIES, said, day(on));
    return found.kind === 'found' ? found.entry.id : found.kind;
  };

  test('are those of the day, with or without their level and the place above', () => {
    expect(place('Xã Giang Thành', '2026-03-01')).toBe('c-gt');
    expect(place('giang thanh', '2026-03-01')).toBe('c-gt');
    expect(place('Xã Phú Mỹ, huyện Giang Thành', '2024-03-01')).toBe('o-pm');
    expect(place('Xã Phú Mỹ', '2026-03-01')).toBe('none');
    expect(place('Mỹ Đức (Hà Tiên)', '2024-03-01')).toBe('o-md');
    expect(place('Sao Hỏa', '2024-03-01')).toBe('none');
    expect(place('', '2024-03-01')).toBe('none');
  });
});

describe('rows', () => {
  const HEAD = 'Ngày | Loại | Mục | Nội dung | Địa bàn | Số người | Phối hợp | Ghi chú';

  test('become records by the rules of their type, with what the person chose for all of them', () => {
    const [row, ...others] = read(`${HEAD}\n05/03/2024 | | | Luật Biên giới | Xã Phú Mỹ | 1.250 | Bộ đội Biên phòng; Công đoàn | trời mưa`);
    expect(others).toEqual([]);
    expect(row?.content).toMatchObject({
      type: 'outreachSession',
      itemCode: 'II.1.b',
      date: '2024-03-05',
      unitId: 'vp',
      localityId: 'o-pm',
      partnerIds: ['bdbp', 'cd'],
      note: 'trời mưa',
      own: { sessions: 1, attendees: 1250, topic: 'Luật Biên giới' },
    });
    expect(row && rowStateOf(row)).toBe('doubtful');
    expect(row?.issues).toMatchObject([{ code: 'unusual', level: 'warning' }]);
  });

  test('whose count is a fraction are refused by its own words, until a person corrects it', () => {
    const [head, row] = sheet('Ngày | Nội dung | Địa bàn | Số người\n05/03/2024 | Luật Biên giới | Xã Phú Mỹ | 1.125');
    const { columns } = findHeadings([head as SpreadsheetRow]);
    const fraction = { ...(row as SpreadsheetRow), fractions: [3] };
    const readOf = (of: SpreadsheetRow) => readSpreadsheetRows([{ rows: [of], columns }], choice, world, newId() as ActivityId)[0];
    expect(readOf(fraction)).toMatchObject({
      content: undefined,
      issues: [{ field: 'attendees', code: 'notANumber', level: 'error', params: { value: '1.125' } }],
    });
    expect(readOf(withCells(fraction, [...fraction.cells.slice(0, 2), 'Xã Phú Lợi', '1.125']))?.content).toBeUndefined();
    expect(readOf(withCells(fraction, [...fraction.cells.slice(0, 3), '1125']))?.content?.own).toMatchObject({ attendees: 1125 });
  });

  test('name their type by its tile and their item by code or title', () => {
    const [session, post, byTitle] = read(
      [
        HEAD,
        '05/03/2024 | Buổi biên giới | II.1.a.p1 | Mốc 302 | Xã Phú Mỹ | 40 | | ',
        '06/03/2024 | Phát động | II.1.a.p2 Nội dung | Thi đua quý I | Xã Phú Mỹ | khoảng 90 người | | ',
        '07/03/2024 | | Mục II.1.b.p1 | Họp dân | Xã Phú Mỹ | 30 | | ',
      ].join('\n'),
    );
    expect(session?.content).toMatchObject({ type: 'borderSession', itemCode: 'II.1.a.p1', note: 'Mốc 302' });
    expect(post?.content).toMatchObject({
      type: 'launch',
      itemCode: 'II.1.a.p2',
      estimated: true,
      own: { campaignName: 'Thi đua quý I', attendees: 90 },
    });
    expect(byTitle?.content).toMatchObject({ itemCode: 'II.1.b.p1' });
    expect([session, post, byTitle].map((row) => row && rowStateOf(row))).toEqual(['ready', 'ready', 'ready']);
  });

  test('that no rule lets in or that were not understood stand first, each with its reason', () => {
    const rows = doubtfulFirst(
      read(
        [
          HEAD,
          '05/03/2024 | | | Tốt | Xã Phú Mỹ | 40 | | ',
          '05/03/2024 | | | Như trên | Xã Phú Mỹ | 40 | | ',
          '06/03 | | | Không năm | Xã Phú Mỹ | 41 | | ',
          'hôm qua | | | Không ngày | Xã Phú Mỹ | 42 | | ',
          '07/03/2024 | Đi chơi | | Loại lạ | Sao Hỏa | 0 | Ai đó | ',
        ].join('\n'),
      ),
    );
    expect(rows.map((row) => [row.line, rowStateOf(row)])).toEqual([
      [5, 'refused'],
      [6, 'refused'],
      [3, 'doubtful'],
      [4, 'doubtful'],
      [2, 'ready'],
    ]);
    expect(rows[0]).toMatchObject({
      doubts: [{ field: 'date', code: 'noDay', said: 'hôm qua' }],
      issues: [{ field: 'date', code: 'required' }, {}],
    });
    expect(rows[1]?.doubts.map(({ field, code }) => [field, code])).toEqual([
      ['type', 'unknownName'],
      ['localityId', 'unknownName'],
      ['partnerIds', 'unknownName'],
    ]);
    expect(rows[2]?.doubts).toEqual([{ field: 'date', code: 'sameAsLine', said: '2' }]);
    expect(rows[3]?.doubts).toEqual([{ field: 'date', code: 'guessedYear', said: '06/03' }]);
  });

  test('sums, numbers of columns, headings of their own and who signed are none', () => {
    const rows = sheet(
      [
        'STT | Ngày | Nội dung | Số người',
        '(1) | (2) | (3) | (4)',
        'A | B | 1 | 2',
        ' | | | (lượt)',
        ' | | Quý I | ',
        'I | Tháng 3 | | ',
        '1 | 05/03/2024 | a | 40',
        'Tổng cộng | | 1 buổi | 40',
        ' | | | ',
        ' | Bình An, ngày 30 tháng 6 năm 2024 | | ',
        ' | Người lập biểu | Chủ tịch | ',
        ' | Lê Mẫu | Trần Mẫu | ',
      ].join('\n'),
    );
    const { line, columns } = findHeadings(rows);
    expect(bodyOf(rows, line, columns).map((row) => row.line)).toEqual([7]);
  });

  test.each(['HIỆU TRƯỞNG', 'Bí thư Đoàn xã', 'Q. Cục trưởng', 'TM. Ban Chỉ huy'])('names below the post %s are none', (post) => {
    const rows = sheet(`Ngày | Nội dung | Số người\n05/03/2024 | a | 40\n | ${post} | \n | Lê Mẫu | Trần Mẫu`);
    const { line, columns } = findHeadings(rows);
    expect(bodyOf(rows, line, columns).map((row) => row.line)).toEqual([2]);
  });

  test('what is too long for a field is whole in the note, and doubted', () => {
    const long = 'tuyên truyền '.repeat(12).trim();
    const [row] = read(`${HEAD}\n05/03/2024 | | | ${long} | Xã Phú Mỹ | 40 | | `);
    expect(row?.content?.note).toBe(long);
    expect(row?.doubts).toMatchObject([{ field: 'subject', code: 'cut' }]);
  });

  test('of any type, with anything in their cells, are ready, doubted or refused, and never throw', () => {
    const cell = fc.oneof(
      fc.constantFrom('', '05/03/2024', '1.250', 'khoảng 3', 'Xã Phú Mỹ', 'II.1.b', 'hội nghị', 'khác', '302(1), 304/6', 'https://a.vn/b'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTIVITY_TYPE_KEYS),
        fc.array(fc.constantFrom(...SPREADSHEET_FIELDS), { minLength: 1, maxLength: 12 }),
        fc.array(cell, { minLength: 12, maxLength: 12 }),
        (type, columns, cells) => {
          const distinct = [...new Set(columns)];
          const [row] = readSpreadsheetRows(
            [{ rows: [{ line: 1, cells }], columns: distinct }],
            { ...choice, type },
            world,
            newId() as ActivityId,
          );
          if (!row) throw new Error('no row');
          expect(row.content === undefined).toBe(rowStateOf(row) === 'refused');
          if (row.content) expect(row.content).toMatchObject({ unitId: OFFICE, planId: PLAN.id });
          else expect(row.issues.some(({ level }) => level === 'error')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
