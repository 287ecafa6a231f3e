import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeExcel } from '../../src/documents/excel/write-excel.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { writeWord } from '../../src/documents/word/write-word.ts';
import { type Contribution, contribution } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import { contains, type Period } from '../../src/domain/period.ts';
import { lineOf, Plan } from '../../src/domain/plan.ts';
import { paperOf } from '../../src/domain/report/paper-of-report.ts';
import { cumulativeOf, type Report } from '../../src/domain/report/report.ts';
import { sheetsOf } from '../../src/domain/report/sheets-of-report.ts';
import { columnWords, figureWords, MEASURE_WORDS } from '../../src/domain/report/words.ts';
import { anyContent, makeContent, makeWorld, PLAN } from '../domain/make.ts';
import { asked, named, reportOf } from '../domain/make-report.ts';
import { all, first, type Node, part, partsOf, tablesOf, textOf, value } from '../helpers/office-file.ts';

const RECORDS = [
  contribution(makeContent({ date: '2024-05-02', own: { sessions: 2, attendees: 1250, leaflets: 300 }, estimated: true }), 'confirmed'),
  contribution(makeContent({ date: '2024-02-03', itemCode: 'II.1.b.p1' }), 'confirmed'),
  contribution(makeContent({ date: '2024-05-03', localityId: 'c-gt' }), 'sent'),
];
const quarter = (): Report =>
  reportOf(RECORDS, named('quarter', 2), {
    letterhead: {
      parentBody: 'UBND tỉnh Kiên Giang',
      agency: 'Sở Ngoại vụ',
      agencyInText: 'Sở Ngoại vụ',
      symbol: 'BC-SNgV',
      place: 'Kiên Giang',
      signer: 'KT. Giám đốc\nPhó Giám đốc',
      recipients: 'Ban TĐKT tỉnh (SNV);\nLưu: VT, vtyem.',
    },
    words: { strengths: 'Đều.', limits: 'Biển động.', next: 'Tăng hai buổi.', proposals: '' },
    signedOn: day('2024-02-05'),
  });
const wordOf = (report: Report): Record<string, Node> => partsOf(writeWord(paperOf(report)));

describe('the Word file is the paper that Decree 30/2020/NĐ-CP describes', () => {
  const parts = wordOf(quarter());
  const document = part(parts, 'word/document.xml');
  const styles = part(parts, 'word/styles.xml');
  const paragraphs = all(document, 'w:p').map(textOf);
  const inMillimetres = (twentieths: string | undefined): number => (Number(twentieths) / 1440) * 25.4;

  test('A4 upright, margins of 20 to 25 mm at top and foot, 30 to 35 at the left, 15 to 20 at the right', () => {
    const { 'w:w': width, 'w:h': height, 'w:orient': turned } = first(document, 'w:pgSz').attributes;
    expect([Math.round(inMillimetres(width)), Math.round(inMillimetres(height)), turned]).toEqual([210, 297, undefined]);
    const margins = first(document, 'w:pgMar').attributes;
    const limits = { 'w:top': [20, 25], 'w:bottom': [20, 25], 'w:left': [30, 35], 'w:right': [15, 20] } as const;
    for (const [side, [least, most]] of Object.entries(limits)) {
      expect(inMillimetres(margins[side])).toBeGreaterThanOrEqual(least);
      expect(inMillimetres(margins[side])).toBeLessThanOrEqual(most);
    }
  });

  test('Times New Roman everywhere, 13 or 14 points in the body, first lines moved in by 1 to 1.27 cm, 6 points after a paragraph', () => {
    const fonts = Object.values(parts).flatMap((one) => all(one, 'w:rFonts'));
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.flatMap(({ attributes }) => Object.values(attributes)).every((name) => name === 'Times New Roman')).toBe(true);
    expect([26, 28]).toContain(Number(value(first(styles, 'w:docDefaults'), 'w:sz')));
    const [normal, ...others] = all(styles, 'w:style');
    const indent = inMillimetres(first(normal as Node, 'w:ind').attributes['w:firstLine']);
    expect(indent).toBeGreaterThanOrEqual(10);
    expect(indent).toBeLessThanOrEqual(12.71);
    const { 'w:after': after, 'w:line': line } = first(normal as Node, 'w:spacing').attributes;
    expect([Number(after) / 20, Number(line) >= 240 && Number(line) <= 360]).toEqual([6, true]);
    expect(others.flatMap((style) => all(style, 'w:sz').map(({ attributes }) => attributes['w:val']))).toEqual(['26']);
  });

  test('letterhead, number and day, title, recipients and signature have the sizes and weights of their places', () => {
    const looks = all(document, 'w:r').flatMap((run) => {
      const size = all(run, 'w:sz')[0]?.attributes['w:val'];
      const look = `${all(run, 'w:b').length > 0 ? 'b' : ''}${all(run, 'w:i').length > 0 ? 'i' : ''}`;
      return size === undefined ? [] : [[textOf(run), Number(size) / 2, look]];
    });
    expect(looks).toEqual([
      ['UBND TỈNH KIÊN GIANG', 12, ''],
      ['SỞ NGOẠI VỤ', 12, 'b'],
      ['Số:     /BC-SNgV', 13, ''],
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, 'b'],
      ['Độc lập - Tự do - Hạnh phúc', 13, 'b'],
      ['Kiên Giang, ngày 05 tháng 02 năm 2024', 13, 'i'],
      ['BÁO CÁO', 14, 'b'],
      ['Kết quả thực hiện Kế hoạch tuyên truyền, Quý II năm 2024', 14, 'b'],
      ['Nơi nhận:', 12, 'bi'],
      ['- Ban TĐKT tỉnh (SNV);', 11, ''],
      ['- Lưu: VT, vtyem.', 11, ''],
      ['KT. GIÁM ĐỐC', 14, 'b'],
      ['PHÓ GIÁM ĐỐC', 14, 'b'],
    ]);
  });

  test('the parts follow each other as prescribed', () => {
    const wanted = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'BÁO CÁO',
      'Kết quả thực hiện',
      'Thực hiện Kế hoạch số',
      'I. TÌNH HÌNH TRIỂN KHAI',
      'II. KẾT QUẢ THỰC HIỆN',
      'Trong kỳ đã tổ chức 2 buổi',
      '1. Theo nội dung kế hoạch',
      '2. Theo hình thức',
      '3. Theo địa bàn',
      'III. VIỆC MỘT LẦN',
      'IV. ĐÁNH GIÁ',
      'Ưu điểm: Đều.',
      'Hạn chế, nguyên nhân: Biển động.',
      'V. NHIỆM VỤ KỲ TỚI; KIẾN NGHỊ',
      'Nhiệm vụ kỳ tới: Tăng hai buổi.',
      'Trên đây là báo cáo',
      'Nơi nhận:',
      'KT. GIÁM ĐỐC',
    ];
    const places = wanted.map((words) => paragraphs.findIndex((text) => text.startsWith(words)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('the number of the page stands at the top in the middle from the second page on', () => {
    expect(all(document, 'w:titlePg')).toHaveLength(1);
    const relations = all(part(parts, 'word/_rels/document.xml.rels'), 'Relationship');
    const headers = all(document, 'w:headerReference').map(({ attributes }) => {
      const target = relations.find((one) => one.attributes['Id'] === attributes['r:id'])?.attributes['Target'] ?? '';
      return [attributes['w:type'], part(parts, `word/${target}`)] as const;
    });
    const [, numbered] = headers.find(([type]) => type === 'default') ?? [];
    const [, blank] = headers.find(([type]) => type === 'first') ?? [];
    expect(numbered && all(numbered, 'w:instrText').map(({ text }) => text.trim())).toEqual(['PAGE']);
    expect(numbered && value(numbered, 'w:jc')).toBe('center');
    expect(blank && [all(blank, 'w:instrText').length, textOf(blank)]).toEqual([0, '']);
  });

  test('the heading of each table is repeated on every page, and no row is torn', () => {
    const ruled = all(document, 'w:tbl').filter((table) => value(table, 'w:insideH') === 'single');
    // By item, by form, by locality.
    expect(ruled).toHaveLength(3);
    for (const table of ruled) {
      const [head, ...rows] = all(table, 'w:tr');
      expect(head && all(head, 'w:tblHeader')).toHaveLength(1);
      expect(rows.every((row) => all(row, 'w:tblHeader').length === 0 && all(row, 'w:cantSplit').length === 1)).toBe(true);
      const widths = all(table, 'w:gridCol').map(({ attributes }) => Number(attributes['w:w']));
      expect(widths.reduce((sum, one) => sum + one, 0)).toBe(11_906 - 1_701 - 851);
    }
  });

  test('the same report is the same file', () => {
    expect(writeWord(paperOf(quarter()))).toEqual(writeWord(paperOf(quarter())));
  });
});

const anyRecords = fc.array(
  fc.tuple(anyContent, fc.constantFrom('confirmed', 'sent', 'returned')).map(([content, state]) => contribution(content, state)),
  { minLength: 1, maxLength: 25 },
);
const anyAbout = fc.constantFrom(
  named('month', 5),
  named('quarter', 3),
  named('half', 1),
  named('year', 1),
  asked('2024-02-20', '2024-08-03'),
);

/** One measure over some records, added up from the records themselves. */
const sumOf = (records: readonly Contribution[], period: Period, key: string, code?: string): number =>
  records
    .filter(({ state, date }) => state === 'confirmed' && contains(period, date))
    .filter(({ itemCode }) => code === undefined || lineOf(PLAN, itemCode).some((one) => one === code))
    .reduce((sum, { measures }) => sum + (Object.entries(measures).find(([name]) => name === key)?.[1] ?? 0), 0);
const keyOf = (words: string): string =>
  Object.entries(MEASURE_WORDS).find(([, name]) => name.toLowerCase() === words.toLowerCase())?.[0] ?? words;

test('every number of every table in the Word file is what the records add up to', () => {
  fc.assert(
    fc.property(anyRecords, anyAbout, (records, about) => {
      const cumulative = cumulativeOf(about, PLAN);
      const tables = tablesOf(part(wordOf(reportOf(records, about)), 'word/document.xml'));
      const [items = [], forms = [], localities = []] = tables;
      let code: string | undefined;
      let isOwn = false;
      let seen = 0;
      for (const [, name = '', , , inPeriod = '', sinceStart = ''] of items.slice(1)) {
        if (inPeriod === '') {
          code = PLAN.items.find((item) => name.startsWith(`${item.code} `))?.code;
          isOwn = name === 'Ghi chung vào mục này';
          continue;
        }
        if (isOwn) continue;
        seen += 1;
        const key = keyOf(name);
        expect([inPeriod, sinceStart]).toEqual([
          figureWords(sumOf(records, about.period, key, code)),
          figureWords(sumOf(records, cumulative, key, code)),
        ]);
      }
      expect(seen).toBeGreaterThan(0);
      if (forms[0]?.[0] === 'Hình thức, kết quả')
        for (const [name = '', inPeriod, sinceStart] of forms.slice(1))
          expect([inPeriod, sinceStart]).toEqual([
            figureWords(sumOf(records, about.period, keyOf(name))),
            figureWords(sumOf(records, cumulative, keyOf(name))),
          ]);
      for (const [name = '', sessions, attendees] of localities.slice(1)) {
        const place = makeWorld().localities.find((one) => one.name === name);
        const there = name === 'Cộng' ? records : records.filter(({ localityId }) => localityId === place?.id);
        expect([sessions, attendees]).toEqual(['sessions', 'attendees'].map((key) => figureWords(sumOf(there, about.period, key))));
      }
    }),
    { numRuns: 25 },
  );
});

/** What somebody may type or bring in with a plan, by mistake or on purpose. */
const HOSTILE = [
  '=HYPERLINK("https://x.vn","bấm")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '<w:p>&amp;"\'</w:t>',
  'a\u0000b\u0008c\uFFFEd',
  '\uD800 nửa chữ',
  ']]> và <!-- -->',
  ' { HYPERLINK "x" } ',
];
const hostile = (text: string): Report => {
  const plan = Plan.parse({ ...PLAN, items: PLAN.items.map((item) => ({ ...item, title: text })), title: text, agency: text });
  const head = quarter().letterhead;
  return reportOf(RECORDS, named('quarter', 2), {
    plan,
    letterhead: { ...head, parentBody: text, agency: text, agencyInText: text, symbol: text, place: text, signer: text, recipients: text },
    words: { strengths: text, limits: text, next: text, proposals: text },
    localities: makeWorld().localities.map((one) => ({ ...one, name: text })),
  });
};

describe.each(HOSTILE)('the text %j in every field', (text) => {
  test('breaks neither file, and is text in both', () => {
    const report = hostile(text);
    const word = writeWord(paperOf(report));
    expect(all(part(partsOf(word), 'word/document.xml'), 'w:instrText')).toEqual([]);
    expect(readDocument(word, 'bao-cao.docx').ok).toBe(true);
    const excel = writeExcel(sheetsOf(report));
    const parts = partsOf(excel);
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.flatMap(([, sheet]) => all(sheet, 'f'))).toEqual([]);
    const formats = all(first(part(parts, 'xl/styles.xml'), 'cellXfs'), 'xf');
    for (const [, sheet] of sheets)
      for (const cell of all(sheet, 'c').filter((one) => one.attributes['t'] === 'inlineStr')) {
        const said = first(cell, 't').text;
        // Once somebody edits such a cell, only the quote before it keeps it text.
        if (/^\s*[=+\-@]/.test(said)) expect(formats[Number(cell.attributes['s'])]?.attributes['quotePrefix']).toBe('1');
      }
    expect(readDocument(excel, 'bao-cao.xlsx').ok).toBe(true);
  });
});

test('the list of activities stands behind the signature on a page of its own, and in a sheet, with what was counted of each', () => {
  const report = reportOf(RECORDS, named('quarter', 2), { listed: RECORDS.filter(({ date }) => date > '2024-04-01') });
  const document = part(wordOf(report), 'word/document.xml');
  const head = all(document, 'w:p').find((one) => textOf(one) === 'PHỤ LỤC');
  expect(head && all(head, 'w:pageBreakBefore')).toHaveLength(1);
  const place = makeWorld().localities[0]?.name;
  // What a sum would say of it: how often is no guess.
  const result = '02 buổi tuyên truyền; khoảng 1.250 lượt người tham dự; khoảng 300 tờ rơi, tài liệu';
  // The one that was not confirmed is in no figure, and so in no list.
  expect(tablesOf(document).at(-1)).toEqual([
    ['TT', 'Ngày', 'Mã', 'Đơn vị', 'Địa bàn', 'Kết quả'],
    ['1', '02/5/2024', 'II.1.a.p1', 'u-border', place, result],
  ]);
  const sheet = sheetsOf(report).find(({ name }) => name === 'Phụ lục');
  expect(sheet?.rows.map(({ cells }) => [cells[1], cells[5]])).toEqual([
    [
      { kind: 'day', value: '2024-05-02' },
      { kind: 'text', text: result },
    ],
  ]);
});

describe('the Excel file', () => {
  const report = quarter();
  const bytes = writeExcel(sheetsOf(report));
  const parts = partsOf(bytes);
  const sheet = (at: number): Node => part(parts, `xl/worksheets/sheet${at}.xml`);

  test('has one sheet per table, each with a heading that stays in sight and is printed on every page', () => {
    const names = all(part(parts, 'xl/workbook.xml'), 'sheet').map(({ attributes }) => attributes['name']);
    expect(names).toEqual(['Thông tin', 'Theo nội dung', 'Theo hình thức', 'Theo địa bàn', 'Việc một lần']);
    for (const at of names.keys()) {
      const { ySplit, state, topLeftCell } = first(sheet(at + 1), 'pane').attributes;
      expect({ ySplit, state, topLeftCell }).toEqual({ ySplit: '1', state: 'frozen', topLeftCell: 'A2' });
    }
    expect(all(part(parts, 'xl/workbook.xml'), 'definedName')).toHaveLength(names.length);
  });

  test('holds numbers and days as such', () => {
    const cells = all(sheet(1), 'c').filter((one) => one.attributes['t'] === undefined);
    // 15/3 and 14/6/2024 as serial numbers, the start of the year, and three counts.
    expect(cells.map((one) => first(one, 'v').text)).toEqual(['45366', '45457', '45275', '1', '1', '0']);
    const days = all(first(part(parts, 'xl/styles.xml'), 'cellXfs'), 'xf')[Number(cells[0]?.attributes['s'])];
    expect(days?.attributes['numFmtId']).toBe('164');
  });

  test('is read back by the product’s own reader with the figures it was made from', () => {
    const read = readDocument(bytes, 'bao-cao.xlsx');
    const lines = read.ok ? read.value.lines.map((line) => line.split('\t')) : [];
    for (const { column, period, cumulative } of report.forms) {
      const words = columnWords(column);
      const line = lines.find(([name, second]) => name?.toLowerCase() === words && second !== undefined);
      expect(line?.slice(1, 3).map((text) => Number(text.replace(/\D/g, '')))).toEqual([period.value, cumulative.value]);
    }
    expect(lines).toContainEqual(expect.arrayContaining(['II.1.a.p1', 'mục', 'Lượt người tham dự', 'khoảng']));
    expect(lines.find(([name]) => name === 'Cộng')?.slice(1, 3)).toEqual(['2', '1.250']);
    expect(lines.find(([name]) => name === 'Lần hoạt động các máy khai còn giữ, chưa nhận')?.[1]).toBe('0');
    expect(lines.find(([name]) => name === 'Từ ngày')?.[1]).toBe('15/03/2024');
  });
});
