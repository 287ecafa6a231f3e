import { strToU8, zipSync } from 'fflate';
import { paragraph, zipDocx } from './build-docx.ts';
import { zipXlsx } from './build-xlsx.ts';
import { hostileParts } from './hostile-parts.ts';

export interface HostileInput {
  readonly name: string;
  /** What becomes of it: it is read, or refused for this reason. */
  readonly outcome: string;
  readonly file: string;
  readonly make: () => Uint8Array;
}

const PLAN = 'KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\n';
/** As many lines as a document may have, nearly. */
export const MOST_LINES = 9_990;
const lines = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join('\n');
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const sheet = (inner: string, extra: { readonly [name: string]: Uint8Array } = {}): Uint8Array =>
  zipXlsx([['a']], [], { 'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${MAIN}>${inner}</worksheet>`), ...extra });
const text = (place: string, words: string): string => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const document = (inner: string): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document ${W}><w:body>${inner}</w:body></w:document>`) });

const asText = (name: string, content: () => string, outcome = 'read'): HostileInput => ({
  name,
  outcome,
  file: 'a.txt',
  make: () => strToU8(content()),
});
const asFile = (file: string, name: string, outcome: string, make: () => Uint8Array): HostileInput => ({ name, outcome, file, make });

/** Words that a pattern may begin to match again and again. */
const TOKENS = [
  '1',
  ';',
  ' ',
  '.',
  ':',
  '(',
  '1/',
  '1.',
  '"',
  'A ',
  'tháng 1, ',
  '12 buổi ',
  '12 cuộc ',
  '1%',
  'trước ngày 1/1 ',
  'phối hợp với a ',
  'từ ',
  'a: b. ',
];

const repeated = (token: string, letters: number): string => token.repeat(Math.ceil(letters / token.length)).slice(0, letters);

/** A cell in a cell in a cell. */
const nested = (depth: number, wide: number): string => {
  const row = `<w:tr>${`<w:tc>${paragraph('a')}</w:tc>`.repeat(wide)}`;
  return `${`<w:tbl>${row}<w:tc>`.repeat(depth)}${paragraph('a')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;
};

/** Small or large files that would take long, or much room, if anything looked at them more than a few times; those that are read have so many lines. */
export const hostileInputs = (count: number): readonly HostileInput[] => [
  asText('lines of place and day without end', () => PLAN + lines(count, () => 'Bình An, ngày 01 tháng 02 năm 2026')),
  asText('30,000 lines of place and day', () => PLAN + lines(30_000, () => 'Bình An, ngày 01 tháng 02 năm 2026'), 'tooLarge'),
  asText('items up to the limit', () => PLAN + lines(count, (at) => `${at % 300}. Tổ chức ${at} buổi tuyên truyền, quý II.`)),
  asText('one sentence over all lines', () => PLAN + lines(count, () => 'tuyên truyền biên giới đến từng hộ dân ở các xã')),
  asText(
    'printed lines of one paragraph',
    () => PLAN + lines(count, () => 'tuyên truyền biên giới đến từng hộ dân ở các xã ven biển của tỉnh và thành'),
  ),
  asText('dashes up to the limit', () => `${PLAN}Các việc:\n${lines(count, () => '- Phát tờ rơi;')}`),
  asText('lines that all say who leads', () => `${PLAN}1. Họp.\n${lines(count, () => '- Chủ trì: Văn phòng; phối hợp: Đài, Hội.')}`),
  asText(
    'rows that go on with the row above',
    () => `${PLAN}STT\tNội dung\tChủ trì\n1\ta\tb\n${lines(count, () => '\tphát tờ rơi cho ngư dân\tĐài')}`,
  ),
  asText('rows of which any may be the heading', () => lines(count, (at) => `${at}a\tb${at}\tc`)),
  asText('recipients without end', () => `${PLAN}1. Họp.\nNơi nhận:\n- Như trên\n${lines(count, () => 'và các xã phường của tỉnh')}`),
  asText('a line of a million figures', () => PLAN + '1'.repeat(1_000_000), 'tooLarge'),
  asText('a line of a million semicolons', () => PLAN + ';'.repeat(1_000_000), 'tooLarge'),
  asText('ten million letters', () => PLAN + lines(200_000, () => 'tuyên truyền biên giới đến từng hộ dân ở các xã ba.'), 'tooLarge'),
  asText(
    'long lines of what patterns look for',
    () => PLAN + TOKENS.map((token, at) => `${at + 1}. ${repeated(token, 99_000)}`).join('\n'),
  ),
  asText(
    'lines of what patterns look for',
    () => PLAN + lines(400, (at) => `${at + 1}. ${repeated(TOKENS[at % TOKENS.length] ?? '', 3_900)}`),
  ),
  asText(
    'lines above the plan of what patterns look for',
    () => `${lines(400, (at) => repeated(TOKENS[at % TOKENS.length] ?? '', 3_900))}\n${PLAN}1. Họp.`,
  ),
  asText('rows of what patterns look for', () => {
    const cells = (at: number): string => [0, 1, 2].map((more) => repeated(TOKENS[(at + more) % TOKENS.length] ?? '', 3_900)).join('\t');
    return `${PLAN}STT\tNội dung\tChủ trì\tThời gian\n${lines(120, (at) => `${at + 1}\t${cells(at)}`)}`;
  }),
  asFile('a.csv', 'a CSV of a million separators', 'tooLarge', () => strToU8(';'.repeat(1_000_000))),
  asFile('a.csv', 'a CSV of ten million letters', 'tooLarge', () => strToU8(lines(100_000, (at) => `${at};${'a'.repeat(95)};b`))),
  asFile('a.csv', 'a CSV of a quote that never ends', 'tooLarge', () => strToU8(`"${'a;\n'.repeat(600_000)}`)),
  asFile('a.csv', 'a CSV of many rows', 'read', () => strToU8(lines(count, (at) => `${at};Phát tờ rơi;Đài`))),
  asFile('a.docx', 'a part of 60 MB in 60 kB', 'inflatesTooFar', () =>
    document(`<w:p><w:r><w:t>${'a'.repeat(60_000_000)}</w:t></w:r></w:p>`),
  ),
  asFile('a.docx', 'a part of millions of elements', 'inflatesTooFar', () => document('<w:r/>'.repeat(3_500_000))),
  asFile('a.docx', '300,000 nested cells', 'inflatesTooFar', () => document(nested(60, 5_000))),
  asFile('a.docx', 'nested cells up to the limit', 'read', () => document(nested(60, 500))),
  asFile('a.docx', 'cells that cover many columns', 'inflatesTooFar', () =>
    document(`<w:tbl><w:tr>${`<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr>${paragraph('a')}</w:tc>`.repeat(10_000)}</w:tr></w:tbl>`),
  ),
  asFile('a.docx', '30,000 paragraphs', 'tooLarge', () => zipDocx({ body: paragraph('Một việc').repeat(30_000) })),
  asFile('a.docx', 'paragraphs of a list that names another', 'read', () =>
    zipDocx({
      body: paragraph('A', '<w:pStyle w:val="x"/><w:numPr><w:numId w:val="1"/></w:numPr>').repeat(count),
      extra: {
        'word/numbering.xml': strToU8(
          `<w:numbering ${W}>${Array.from({ length: 20_000 }, (_, at) => `<w:abstractNum w:abstractNumId="${at}"><w:numStyleLink w:val="none"/></w:abstractNum>`).join('')}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
        ),
      },
    }),
  ),
  asFile('a.docx', 'an element of very many attributes', 'hostileXml', () =>
    document(`<w:r ${Array.from({ length: 200_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  ),
  asFile('a.xlsx', '3,000 sheets', 'inflatesTooFar', () => {
    const parts = Array.from({ length: 3_000 }, (_, at) => at + 1);
    return zipXlsx([['a']], [], {
      'xl/workbook.xml': strToU8(
        `<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${parts.map((at) => `<sheet name="${at}" sheetId="${at}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
      ),
    });
  }),
  asFile('a.xlsx', 'merged cells laid over each other', 'inflatesTooFar', () =>
    sheet(
      `<sheetData>${Array.from({ length: 200 }, (_, at) => `<row r="${at + 1}">${text(`CV${at + 1}`, 'a')}</row>`).join('')}</sheetData><mergeCells>${'<mergeCell ref="A1:CV200"/>'.repeat(1_000)}</mergeCells>`,
    ),
  ),
  asFile('a.xlsx', 'one long text in many cells', 'inflatesTooFar', () =>
    sheet(
      `<sheetData>${Array.from({ length: 2_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join('')}</sheetData>`,
      {
        'xl/sharedStrings.xml': strToU8(`<sst ${MAIN}><si><t>${'tuyên truyền '.repeat(90_000)}</t></si></sst>`),
      },
    ),
  ),
  asFile('a.xlsx', 'a cell far to the right in every row', 'read', () =>
    sheet(
      `<sheetData>${Array.from({ length: 3 }, (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`, `${at + 1}`)}${text(`B${at + 1}`, 'Họp')}${text(`XFD${at + 1}`, 'a')}</row>`).join('')}</sheetData>`,
    ),
  ),
  asFile('a.xlsx', 'columns hidden again and again', 'read', () =>
    sheet(
      `<cols>${'<col min="1" max="9" hidden="1"/>'.repeat(100_000)}</cols><sheetData>${Array.from({ length: 5_000 }, (_, at) => `<row r="${at + 1}">${text(`J${at + 1}`, `${at}`)}</row>`).join('')}</sheetData>`,
    ),
  ),
  ...hostileParts,
];
