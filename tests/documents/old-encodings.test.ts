import { describe, expect, test } from 'vitest';
import { guessEncoding } from '../../src/documents/old-encodings/guess.ts';
import { isSyllable } from '../../src/documents/old-encodings/syllable.ts';
import { ENCODINGS, type Encoding, lettersOf } from '../../src/documents/old-encodings/tables.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { planText, REAL_PLANS } from '../domain/plan-reading/answer-key.ts';
import { zipDocx } from './build-docx.ts';
import { zipXlsx } from './build-xlsx.ts';
import { toOldBytes, toOldText, writtenIn } from './old-text.ts';

const MARKED = [...'aăâeêioôơuưy'].flatMap((letter) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (letter + tone).normalize('NFC')),
);
const LETTERS = [...MARKED, 'đ'].filter((letter) => !/[a-z]/.test(letter));
/** Every letter of the language, in words. */
const PARAGRAPH = `Căn cứ quyết định ${LETTERS.map((letter) => `h${letter}`).join(' ')}`;

const read = (bytes: Uint8Array, name: string) => {
  const source = readDocument(bytes, name);
  if (!source.ok) throw new Error(source.error.detail);
  return source.value;
};

describe('letters of old encodings', () => {
  test.each([
    ['tcvn3', 'Tæ chøc 12 buæi tuyªn truyÒn t¹i cét mèc, §ång Th¸p M\u00ADêi', 'Tổ chức 12 buổi tuyên truyền tại cột mốc, Đồng Tháp Mười'],
    [
      'vni',
      'Toå chöùc tuyeân truyeàn bieân giôùi, ÑOÀNG THAÙP MÖÔØI, kyõ, kyø, ñòa chæ, só',
      'Tổ chức tuyên truyền biên giới, ĐỒNG THÁP MƯỜI, kỹ, kỳ, địa chỉ, sĩ',
    ],
    [
      'viscii',
      'T\u00B1 ch\u00D1c biên gi\u00BEi, t\u00F2 r\u00BDi, \u00F0\u00B8a ph\u00DF\u00BDng',
      'Tổ chức biên giới, tờ rơi, địa phương'.replace('tờ', 'tỉ').replace('tỉ', 't\u00F2'),
    ],
    ['vps', 'T\u00B0 ch\u00D9c bi\u00EAn gi\u00A7i, \u00C7\u00CEa ph\u00DC\u00D6ng', 'Tổ chức biên giới, địa phương'],
    ['windows1258', 'T\u00F4\u00D2 ch\u00FD\u00ECc bi\u00EAn gi\u00F5\u00ECi, \u00F0i\u00F2a', 'Tổ chức biên giới, địa'],
  ] as const)('%s', (encoding, text, letters) => {
    expect(lettersOf(text, encoding)).toBe(letters);
  });

  test.each(ENCODINGS)('every small letter has a place in %s, and is read back from it', (encoding) => {
    // VNI writes these two as Unicode does.
    const alike = encoding === 'vni' ? ['ì', 'í'] : [];
    expect(LETTERS.filter((letter) => !writtenIn(encoding).has(letter))).toEqual(alike);
    expect(lettersOf(toOldText(PARAGRAPH, encoding), encoding)).toBe(PARAGRAPH);
  });

  test.each(['vni', 'viscii', 'windows1258'] as const)('so has every capital letter in %s', (encoding) => {
    expect(lettersOf(toOldText(PARAGRAPH.toUpperCase(), encoding), encoding)).toBe(PARAGRAPH.toUpperCase());
  });
});

test.each(['nghiêng', 'Đắk', 'quyết', 'khuỷu', 'thuở', 'ươm', 'GIẾNG', 'oằn'])('%s is built as a syllable is', (word) => {
  expect(isSyllable(word)).toBe(true);
});

test.each(['chøc', 'buæi', 'ñòa', 'àà', 'bêeê', 'truyeàn'])('%s is not', (word) => {
  expect(isSyllable(word)).toBe(false);
});

describe('a text file of before Unicode', () => {
  /** Capital letters that TCVN3 has no place for are drawn by another font, and those of VPS lie where no text has any. */
  const writable = (text: string, encoding: Encoding): string =>
    Array.from(text.normalize('NFC'), (letter) =>
      /[ -~\s]/.test(letter) || writtenIn(encoding).has(letter) || !/\p{Lu}/u.test(letter) ? letter : letter.toLowerCase(),
    ).join('');

  test.each(ENCODINGS.flatMap((encoding) => REAL_PLANS.map((plan) => [encoding, plan] as const)))(
    'in %s: %s is read as in Unicode',
    (encoding, plan) => {
      const text = writable(planText(plan), encoding).replace(/[^\s!-~\p{L}]/gu, '-');
      const old = readPlan(read(toOldBytes(text, encoding), 'a.txt'));
      const today = readPlan(read(new TextEncoder().encode(text), 'a.txt'));
      expect(old.items).toEqual(today.items);
      expect(old.doubts).toContain('oldLettersConverted');
      expect(today.doubts).not.toContain('oldLettersConverted');
      expect(today.doubts).not.toContain('oldFont');
    },
  );

  test('whose letters were copied into a file of today is turned back too', () => {
    const source = read(
      new TextEncoder().encode(toOldText('I. Mục đích\n1. Tổ chức nói chuyện về biên giới ở các trường học.', 'tcvn3')),
      'a.txt',
    );
    expect(source.lines[1]).toBe('1. Tổ chức nói chuyện về biên giới ở các trường học.');
    expect(source.doubts).toContain('oldLettersConverted');
  });

  test('of too few words, or of none of these encodings, is refused or doubted', () => {
    const refused = readDocument(toOldBytes('I. Mục đích', 'tcvn3'), 'a.txt');
    expect(refused).toMatchObject({ ok: false, error: { reason: 'notUnicode' } });
    expect(guessEncoding('ÿàë þãâ ïüö ßðÿ çêñ åäö îøô')).toBeUndefined();
    expect(read(new TextEncoder().encode('I. ÿàë þãâ ïüö ßðÿ çêñ åäö îøô'), 'a.txt').doubts).toContain('oldFont');
  });
});

describe('words set in an old font', () => {
  const run = (text: string, font: string) =>
    `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const docx = (inner: string, extra = {}) => read(zipDocx({ body: `<w:p>${inner}</w:p>`, extra }), 'a.docx');

  test.each([
    ['.VnTime', 'I. Tæ chøc', 'I. Tổ chức'],
    ['.VnTimeH', 'I. tæ chøc', 'I. TỔ CHỨC'],
    ['VNI-Times', 'I. Toå chöùc', 'I. Tổ chức'],
    ['VPS Times', 'I. T° ch\u00D9c', 'I. Tổ chức'],
  ])('%s', (font, text, letters) => {
    const source = docx(run(text, font));
    expect(source.lines).toEqual([letters]);
    expect(source.doubts).toEqual(['oldLettersConverted']);
  });

  test('a letter and its mark may lie in two runs', () => {
    expect(docx(run('I. To', 'VNI-Times') + run('å chöùc', 'VNI-Times')).lines).toEqual(['I. Tổ chức']);
  });

  test('words typed in Unicode under the name of such a font stay as they are', () => {
    expect(docx(run('I. Tổ chức', '.VnTime'))).toMatchObject({ lines: ['I. Tổ chức'], doubts: [] });
    const cages = docx(`${run('I. Tổ chức', '.VnTime')}</w:p><w:p>${run('1. Nuôi cá', '.VnTime')}`);
    expect(cages).toMatchObject({ lines: ['I. Tổ chức', '1. Nuôi cá'], doubts: [] });
  });

  test('a soft hyphen is a letter of TCVN3', () => {
    const font = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>';
    expect(docx(`<w:r>${font}<w:t>I. B</w:t><w:softHyphen/><w:t>íc</w:t></w:r>`).lines).toEqual(['I. Bước']);
  });

  test('the font of a style, and that of all text', () => {
    const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const styles = (inner: string) => ({ 'word/styles.xml': new TextEncoder().encode(`<w:styles ${W}>${inner}</w:styles>`) });
    const plain = '<w:r><w:t>I. Tæ chøc</w:t></w:r>';
    const fonts = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>';
    expect(docx(plain, styles(`<w:docDefaults><w:rPrDefault>${fonts}</w:rPrDefault></w:docDefaults>`)).lines).toEqual(['I. Tổ chức']);
    expect(docx(plain, styles(`<w:style w:type="paragraph" w:default="1" w:styleId="N">${fonts}</w:style>`)).lines).toEqual(['I. Tổ chức']);
  });

  test('of an Excel cell', () => {
    const styles = new TextEncoder().encode(
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><name val=".VnArial"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs></styleSheet>',
    );
    const source = read(zipXlsx([['I. Tæ chøc']], [], { 'xl/styles.xml': styles }), 'a.xlsx');
    expect(source.lines).toEqual(['I. Tổ chức']);
    expect(source.doubts).toContain('oldLettersConverted');
  });

  test('broken letters that no font explains are read where their words show how, and named', () => {
    const text = 'I. Mục đích: tổ chức nói chuyện về biên giới ở các trường học';
    expect(docx(`<w:r><w:t>${toOldText(text, 'tcvn3')}</w:t></w:r>`)).toMatchObject({
      lines: [text],
      doubts: ['oldLettersConverted'],
    });
  });

  test('marks typed behind plain letters are a doubt', () => {
    expect(docx("<w:r><w:t>I. MU.C DI'CH: tuye^n truye^`n bie^n gio+'i, co^.t mo^'c</w:t></w:r>").doubts).toEqual(['oldFont']);
  });
});
