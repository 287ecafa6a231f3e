import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { paragraph, zipDocx } from './build-docx.ts';
import { zipXlsx } from './build-xlsx.ts';

const reading = (bytes: Uint8Array, name = 'plan.docx') => {
  const source = readDocument(bytes, name);
  if (!source.ok) throw new Error(source.error.detail);
  return readPlan(source.value);
};
const lines = (body: string) => reading(zipDocx({ body })).lines;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const sheet = (inner: string) =>
  zipXlsx([], [], {
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inner}</worksheet>`,
    ),
  });
const text = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;

describe('what a Word file does not show is left out', () => {
  test.each(['<w:strike/>', '<w:dstrike/>'])('words set in %s are left out and named', (property) => {
    const read = reading(zipDocx({ body: `<w:p>${run('I. Tổ chức ')}${run('10 ', property)}${run('12 buổi')}</w:p>` }));
    expect(read.lines).toEqual(['I. Tổ chức 12 buổi']);
    expect(read.doubts).toContain('struckOut');
  });

  test('words that a style hides or strikes out, of paragraphs or of letters', () => {
    const style = (type: string, id: string, property: string) =>
      `<w:style w:type="${type}" w:styleId="${id}"><w:rPr>${property}</w:rPr></w:style>`;
    const body = [
      `<w:p>${run('I. A ')}${run('ẩn ', '<w:rStyle w:val="An"/>')}${run('cũ', '<w:rStyle w:val="Cu"/>')}</w:p>`,
      `<w:p><w:pPr><w:pStyle w:val="DoanAn"/></w:pPr>${run('ẩn')}${run('hiện', '<w:vanish w:val="0"/>')}</w:p>`,
    ].join('');
    const styles =
      style('character', 'An', '<w:vanish/>') + style('character', 'Cu', '<w:strike/>') + style('paragraph', 'DoanAn', '<w:vanish/>');
    const read = reading(zipDocx({ body, extra: { 'word/styles.xml': strToU8(`<w:styles ${W}>${styles}</w:styles>`) } }));
    expect(read.lines).toEqual(['I. A ', 'hiện']);
    expect(read.doubts).toContain('struckOut');
  });

  describe('words of a paragraph whose end was taken out', () => {
    const open = (words: string) => `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${words === '' ? '' : run(words)}</w:p>`;
    const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
    const oneRow = (...cells: string[]) => `<w:tbl><w:tr>${cells.join('')}</w:tr></w:tbl>`;

    test('go on in the next paragraph', () => {
      expect(lines(open('I. Mục ') + paragraph('đích'))).toEqual(['I. Mục đích']);
    });

    test('stand alone where no paragraph follows', () => {
      expect(lines(paragraph('I. A') + open('II. B'))).toEqual(['I. A', 'II. B']);
    });

    test('stay in their cell', () => {
      const row = oneRow(cell(open('1')), cell(paragraph('Phát loa') + open('hằng ngày')), cell(paragraph('Đài')));
      expect(lines(paragraph('I. A') + row)).toEqual(['I. A', '1\tPhát loa hằng ngày\tĐài']);
    });

    test('stand above a table that follows', () => {
      expect(lines(open('I. A') + oneRow(cell(paragraph('1')), cell(paragraph('Việc'))))).toEqual(['I. A', '1\tViệc']);
    });

    test('stay in their text box', () => {
      const box = `<w:p><w:r><w:pict><w:txbxContent>${open('Hộp')}</w:txbxContent></w:pict></w:r></w:p>`;
      expect(lines(box + paragraph('I. A')).filter(Boolean)).toEqual(['Hộp', 'I. A']);
    });

    test('leave nothing behind where all of it was taken out', () => {
      expect(lines(paragraph('I. A') + open(''))).toEqual(['I. A']);
    });
  });

  test('a content control that still asks for its content', () => {
    const control = (inner: string) =>
      `<w:sdt><w:sdtPr>${inner}</w:sdtPr><w:sdtContent>${paragraph('Nhập văn bản')}</w:sdtContent></w:sdt>`;
    expect(lines(paragraph('I. A') + control('<w:showingPlcHdr/>'))).toEqual(['I. A']);
    expect(lines(paragraph('I. A') + control('<w:showingPlcHdr w:val="0"/>'))).toEqual(['I. A', 'Nhập văn bản']);
  });

  test('a picture on a server is left out and named', () => {
    const bytes = zipDocx({
      body: paragraph('I. A'),
      relations: [{ type: 'image', target: 'http://example.invalid/a.png', external: true }],
    });
    expect(reading(bytes)).toMatchObject({ lines: ['I. A'], doubts: expect.arrayContaining(['pictureElsewhere']) });
  });

  test('a symbol stands for the dash or bullet it draws', () => {
    const symbol = (font: string, char: string) => `<w:p><w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>${run(' A')}</w:p>`;
    expect(lines(symbol('Symbol', 'F02D') + symbol('Wingdings', 'F0D8'))).toEqual(['- A', '• A']);
  });

  test.each([true, false])('parts in UTF-16 are read (little endian: %s)', (littleEndian) => {
    const xml = `\uFEFF<w:document ${W}><w:body>${paragraph('I. MỤC ĐÍCH')}</w:body></w:document>`;
    const bytes = new Uint8Array(xml.length * 2);
    for (let at = 0; at < xml.length; at++) new DataView(bytes.buffer).setUint16(at * 2, xml.charCodeAt(at), littleEndian);
    expect(reading(zipSync({ 'word/document.xml': bytes })).lines).toEqual(['I. MỤC ĐÍCH']);
  });
});

describe('lists of a Word file', () => {
  const numbered = (list: number, level = 0) => paragraph('A', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
  const level = (at: number, format: string, style = '') =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style && `<w:pStyle w:val="${style}"/>`}<w:lvlText w:val="%${at + 1}."/></w:lvl>`;
  const labels = (body: string, numbering: string, styles = '') =>
    reading(
      zipDocx({
        body,
        extra: {
          'word/numbering.xml': strToU8(`<w:numbering ${W}>${numbering}</w:numbering>`),
          'word/styles.xml': strToU8(`<w:styles ${W}>${styles}</w:styles>`),
        },
      }),
    );

  test('a list that names a numbering style has its levels', () => {
    const numbering = `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="D"/>${level(0, 'upperRoman')}${level(1, 'decimal')}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="D"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`;
    expect(labels(numbered(2) + numbered(2, 1) + numbered(2), numbering).lines).toEqual(['I. A', '1. A', 'II. A']);
  });

  test('a paragraph stands on the level that its list names for its style', () => {
    const style = (id: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', 'M1')}${level(1, 'decimal', 'M2')}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`;
    const body = ['M1', 'M2', 'M1'].map((id) => paragraph('A', `<w:pStyle w:val="${id}"/>`)).join('');
    expect(labels(body, numbering, style('M1') + style('M2')).lines).toEqual(['I. A', '1. A', 'II. A']);
  });

  test('a level begins anew only below the level that it names, or never', () => {
    const restarting = (at: number, restart: string) =>
      level(at, 'decimal').replace('<w:numFmt', `<w:lvlRestart w:val="${restart}"/><w:numFmt`);
    const numbering = (restart: string) =>
      `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman')}${level(1, 'decimal')}${restarting(2, restart)}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`;
    const body = [0, 1, 2, 1, 2, 0, 1, 2].map((at) => numbered(2, at)).join('');
    const third = (restart: string) => labels(body, numbering(restart)).lines.filter((_, at) => [2, 4, 7].includes(at));
    expect(third('2')).toEqual(['1. A', '1. A', '1. A']);
    expect(third('1')).toEqual(['1. A', '2. A', '1. A']);
    expect(third('0')).toEqual(['1. A', '2. A', '3. A']);
  });

  test.each([
    ['lowerLetter', 27, 'aa.'],
    ['upperLetter', 28, 'BB.'],
    ['decimalZero', 7, '07.'],
    ['lowerRoman', 4, 'iv.'],
    ['decimalEnclosedParen', 3, '(3).'],
    ['none', 3, '.'],
  ])('numbers in %s', (format, start, label) => {
    const one = level(0, format).replace('<w:start w:val="1"/>', `<w:start w:val="${start}"/>`);
    const numbering = `<w:abstractNum w:abstractNumId="0">${one}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`;
    const read = labels(numbered(2), numbering);
    expect(read.lines).toEqual([`${label} A`]);
    expect(read.doubts).not.toContain('listInWords');
  });

  test('a list that counts in words is given figures and named', () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'cardinalText')}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`;
    const read = labels(numbered(2) + numbered(2), numbering);
    expect(read.lines).toEqual(['1. A', '2. A']);
    expect(read.doubts).toContain('listInWords');
  });

  test('a list begins at the number that it sets instead, and counts on from there', () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal')}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>`;
    expect(labels(numbered(2) + numbered(3) + numbered(3), numbering).lines).toEqual(['1. A', '9. A', '10. A']);
  });

  test('figures stand for the Roman numbers above where a level asks for them', () => {
    const legal = `<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman')}${legal}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`;
    expect(labels(numbered(2) + numbered(2) + numbered(2, 1), numbering).lines).toEqual(['I. A', 'II. A', '2.1. A']);
  });

  test('a list that the file does not describe is a doubt', () => {
    expect(labels(numbered(7), '').doubts).toContain('listLost');
  });
});

describe('what an Excel sheet does not show', () => {
  test('hidden rows and columns are left out and named', () => {
    const read = reading(
      sheet(
        `<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1">${text('A1', 'I. A')}${text('B1', 'ẩn')}</row><row r="2" hidden="1">${text('A2', 'ẩn')}</row></sheetData>`,
      ),
      'a.xlsx',
    );
    expect(read.lines.join('\n')).not.toContain('ẩn');
    expect(read.doubts).toContain('hiddenCells');
  });

  test('words struck out, by the cell or by a run in it, are left out and named', () => {
    const styles = strToU8(
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><name val="Arial"/></font><font><strike/><name val="Arial"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
    );
    const rich = '<c r="C1" t="inlineStr"><is><r><t>mới</t></r><r><rPr><strike/></rPr><t> cũ</t></r></is></c>';
    const struck = text('A1', 'bỏ').replace('<c ', '<c s="1" ');
    const cells = `<sheetData><row r="1">${struck}${text('B1', 'I. A')}${rich}<c r="D1" s="1"><v>5</v></c></row></sheetData>`;
    const read = reading(
      zipXlsx([], [], {
        'xl/styles.xml': styles,
        'xl/worksheets/sheet1.xml': strToU8(
          `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${cells}</worksheet>`,
        ),
      }),
      'a.xlsx',
    );
    expect(read.lines).toEqual(['\tI. A\tmới']);
    expect(read.doubts).toContain('struckOut');
  });

  test('a failed formula is shown as having no value, true and false as words', () => {
    const read = reading(
      sheet(
        `<sheetData><row r="1">${text('A1', 'I. A')}<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="b"><v>1</v></c></row></sheetData>`,
      ),
      'a.xlsx',
    );
    expect(read.lines).toEqual(['I. A\t?\tTRUE']);
    expect(read.doubts).toContain('formulaWithoutValue');
  });

  test('a hidden sheet is named', () => {
    expect(reading(zipXlsx([['I. A']]), 'a.xlsx').doubts).toContain('hiddenSheet');
  });

  test('a formula without a value keeps its row apart and is named', () => {
    const row = (at: number, number: string, task: string) =>
      `<row r="${at}">${number}${text(`B${at}`, task)}${text(`C${at}`, 'Đài')}</row>`;
    const read = reading(
      sheet(
        `<sheetData>${row(1, text('A1', 'STT'), 'Nội dung')}${row(2, '<c r="A2"><v>1</v></c>', 'Một')}${row(3, '<c r="A3"><f>A2+1</f><v></v></c>', 'Hai')}</sheetData>`.replace(
          text('C1', 'Đài'),
          text('C1', 'Chủ trì'),
        ),
      ),
      'a.xlsx',
    );
    expect(read.items).toHaveLength(2);
    expect(read.items).toMatchObject([
      { text: 'Một', leadUnit: 'Đài' },
      { text: 'Hai', leadUnit: 'Đài' },
    ]);
    expect(read.doubts).toContain('formulaWithoutValue');
  });

  test('cells far to the right are kept', () => {
    expect(
      reading(sheet(`<sheetData><row r="1">${text('A1', 'I. A')}${text('CV1', 'xa')}</row></sheetData>`), 'a.xlsx').lines[0],
    ).toContain('xa');
  });
});

describe('small files that hold too much', () => {
  const refusal = (bytes: Uint8Array) => {
    const source = readDocument(bytes, 'a.xlsx');
    return source.ok ? 'read' : source.error.reason;
  };

  test('one long text that many cells point at', () => {
    const long = 'tuyên truyền '.repeat(10_000);
    expect(
      refusal(
        zipXlsx([[long]], [], {
          'xl/worksheets/sheet1.xml': strToU8(
            `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${Array.from({ length: 100 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join('')}</sheetData></worksheet>`,
          ),
        }),
      ),
    ).toBe('inflatesTooFar');
  });

  test('merged cells laid over each other', () => {
    const cells = Array.from({ length: 200 }, (_, at) => `<row r="${at + 1}">${text(`CV${at + 1}`, 'a')}</row>`).join('');
    expect(refusal(sheet(`<sheetData>${cells}</sheetData><mergeCells>${'<mergeCell ref="A1:CV200"/>'.repeat(1_000)}</mergeCells>`))).toBe(
      'inflatesTooFar',
    );
  });
});

test.each(['BM-02/KH\nI. MỤC ĐÍCH', 'RIFF-01\nI. MỤC ĐÍCH'])('a text that only begins like a picture is read: %j', (content) => {
  expect(readDocument(strToU8(content), 'a.txt').ok).toBe(true);
});

test('a bitmap is a picture', () => {
  const source = readDocument(Uint8Array.from([0x42, 0x4d, 70, 1, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0]), 'a.txt');
  expect(source).toMatchObject({ ok: false, error: { reason: 'picture' } });
});
