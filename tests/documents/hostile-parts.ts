import { strToU8, zipSync } from 'fflate';
import { paragraph, zipDocx } from './build-docx.ts';
import { zipXlsx } from './build-xlsx.ts';
import type { HostileInput } from './hostile-inputs.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const asFile = (file: string, name: string, outcome: string, make: () => Uint8Array): HostileInput => ({ name, outcome, file, make });

const document = (inner: string): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document ${W}><w:body>${inner}</w:body></w:document>`) });

/** A Word file that takes in a page of HTML. */
const page = (html: string): Uint8Array =>
  zipDocx({
    body: `<w:altChunk ${R} r:id="rId3"/>`,
    relations: [{ type: 'aFChunk', target: 'page.html' }],
    extra: { 'word/page.html': strToU8(html) },
  });

const rowsOf = (count: number, cells: (row: number) => string): string =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join('');
const sheet = (inner: string, extra: { readonly [name: string]: Uint8Array } = {}): Uint8Array =>
  zipXlsx([['a']], [], { 'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${MAIN}>${inner}</worksheet>`), ...extra });
const shared = (inner: string): { readonly [name: string]: Uint8Array } => ({
  'xl/sharedStrings.xml': strToU8(`<sst ${MAIN}><si>${inner}</si></sst>`),
});
/** A style sheet of which every cell of style 1 is shown in a format. */
const format = (code: string): { readonly [name: string]: Uint8Array } => ({
  'xl/styles.xml': strToU8(
    `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`,
  ),
});

const nested = (depth: number, cells: string, inner: string): string =>
  `${`<w:tbl><w:tr>${cells}<w:tc>`.repeat(depth)}${inner}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;

const csvAndText: readonly HostileInput[] = [
  asFile('a.csv', 'a CSV of quotes in a cell', 'tooLarge', () => strToU8(`a${'"'.repeat(1_900_000)}`)),
  asFile('a.csv', 'a CSV of spaces and quotes', 'read', () => strToU8(`${`${' '.repeat(40_000)}"b";`.repeat(40)}\nI;a;b`)),
];

const words: readonly HostileInput[] = [
  asFile('a.docx', 'page breaks without end', 'tooLarge', () =>
    document(`<w:p><w:r>${'<w:br w:type="page"/>'.repeat(400_000)}</w:r></w:p>`),
  ),
  asFile('a.docx', 'line breaks without end', 'tooLarge', () => document(`<w:p><w:r>${'<w:cr/>'.repeat(900_000)}</w:r></w:p>`)),
  asFile('a.docx', 'long words in tables in tables', 'inflatesTooFar', () =>
    document(
      nested(
        80,
        `<w:tc>${paragraph('a')}</w:tc>`,
        Array.from({ length: 1_000 }, (_, at) => paragraph(`${at}. ${'tuyên truyền '.repeat(140)}`)).join(''),
      ),
    ),
  ),
  asFile('a.docx', 'parts that are not there, taken in again and again', 'read', () =>
    zipDocx({
      body: `${paragraph('I. A')}${`<w:altChunk ${R} r:id="none"/>`.repeat(60_000)}`,
      relations: Array.from({ length: 60_000 }, () => ({ type: 'image', target: 'a.png' })),
    }),
  ),
  asFile('a.docx', 'a small document taken in again and again', 'inflatesTooFar', () =>
    zipDocx({
      body: `<w:altChunk ${R} r:id="rId3"/>`.repeat(60_000),
      relations: [{ type: 'aFChunk', target: 'part.docx' }],
      extra: { 'word/part.docx': document('<w:p/>') },
    }),
  ),
  asFile('a.docx', 'prefixes far below where they are named', 'read', () =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document ${W} xmlns:q="q"><w:body>${paragraph('I. A')}${'<w:a>'.repeat(250)}${'<q:b q:c="" q:d="" q:e=""/>'.repeat(180_000)}${'</w:a>'.repeat(250)}</w:body></w:document>`,
      ),
    }),
  ),
  asFile('a.docx', 'signs written as entities', 'inflatesTooFar', () =>
    document(`<w:p><w:r><w:t>${'&amp;'.repeat(4_500_000)}</w:t></w:r></w:p>`),
  ),
  asFile('a.docx', 'a list that counts by the name of no format', 'read', () =>
    zipDocx({
      body: paragraph('A', '<w:numPr><w:numId w:val="1"/></w:numPr>'),
      extra: {
        'word/numbering.xml': strToU8(
          `<w:numbering ${W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="valueOf"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
        ),
      },
    }),
  ),
];

const pages: readonly HostileInput[] = [
  asFile('a.docx', 'a page of tables nested 101 deep', 'hostileXml', () => page(`<p>I. A</p>${'<table><tr><td>'.repeat(101)}a`)),
  asFile('a.docx', 'a page of tables nested without end', 'hostileXml', () => page(`<p>I. A</p>${'<table><tr><td>'.repeat(200_000)}a`)),
  asFile('a.docx', 'a page of tables nested up to the limit', 'read', () => page(`<p>I. A</p>${'<table><tr><td>'.repeat(100)}a`)),
  asFile('a.docx', 'a page whose one row has cells without end', 'inflatesTooFar', () =>
    page(`<table><tr>${'<td>a'.repeat(300_000)}</table>`),
  ),
  asFile('a.docx', 'a page whose one row has many cells', 'read', () => page(`<p>I. A</p><table><tr>${'<td>a'.repeat(48_000)}</table>`)),
  asFile('a.docx', 'a page of cells that reach far down', 'inflatesTooFar', () =>
    page(`<table><tr>${'<td rowspan="63">a'.repeat(30_000)}</tr>${'<tr><td>b</td></tr>'.repeat(63)}</table>`),
  ),
];

const sheets: readonly HostileInput[] = [
  asFile('a.xlsx', 'a number format without end', 'read', () =>
    sheet(
      `<sheetData>${rowsOf(9_000, (row) => `<c r="A${row}" s="1"><v>${row}</v></c>`)}</sheetData>`,
      format(`${'[aaaaaaaa]'.repeat(20_000)}0`),
    ),
  ),
  asFile('a.xlsx', 'a format that shows a text again and again', 'read', () =>
    sheet(`<sheetData><row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row></sheetData>`, {
      ...shared(`<t>${'tuyên truyền '.repeat(7_000)}</t>`),
      ...format('@'.repeat(10_000)),
    }),
  ),
  asFile('a.xlsx', 'a text of very many runs', 'inflatesTooFar', () =>
    sheet(
      `<sheetData>${rowsOf(10, (row) => `<c r="A${row}" t="s"><v>0</v></c>`)}</sheetData>`,
      shared('<r><rPr><strike/></rPr><t>a</t></r>'.repeat(180_000)),
    ),
  ),
  asFile('a.xlsx', 'struck out words in very many cells', 'inflatesTooFar', () =>
    sheet(
      `<sheetData>${rowsOf(10_000, (row) => `<c r="A${row}" t="s"><v>0</v></c>`)}</sheetData>`,
      shared(`<r><rPr><strike/></rPr><t>${'a'.repeat(90_000)}</t></r>`),
    ),
  ),
  asFile('a.xlsx', 'blank cells without end', 'inflatesTooFar', () =>
    sheet(`<sheetData><row r="1">${'<c/>'.repeat(1_400_000)}</row></sheetData>`),
  ),
  asFile('a.xlsx', 'merged cells beside all that is filled', 'read', () =>
    sheet(
      `<sheetData>${rowsOf(9_900, (row) => `<c r="A${row}" t="inlineStr"><is><t>${row}. A</t></is></c>`)}</sheetData><mergeCells>${'<mergeCell ref="B1:XFD1048576"/>'.repeat(39_000)}</mergeCells>`,
    ),
  ),
];

/** Files whose parts say little in few bytes and ask for much work. */
export const hostileParts: readonly HostileInput[] = [...csvAndText, ...words, ...pages, ...sheets];
