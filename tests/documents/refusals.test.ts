import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { LARGEST_FILE_BYTES, readDocument } from '../../src/documents/read-document.ts';
import { paragraph, zipDocx } from './build-docx.ts';
import { zipXlsx } from './build-xlsx.ts';

const reason = (bytes: Uint8Array, name = 'plan.docx') => {
  const source = readDocument(bytes, name);
  return source.ok ? 'read' : source.error.reason;
};
const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const BODY = paragraph('I. MỤC ĐÍCH');

/** A Word file whose document part is the given XML. */
const withDocument = (xml: string) => zipSync({ 'word/document.xml': strToU8(xml) });

describe('files of another kind are refused by name', () => {
  test.each([
    ['pdf', '%PDF-1.7\n%âãÏÓ'],
    ['picture', '\u00FF\u00D8\u00FF\u00E0\u0000\u0010JFIF'],
    ['picture', '\u0089PNG\r\n\u001A\n'],
    ['picture', 'II*\u0000'],
    ['picture', '\u0000\u0000\u0000\u0018ftypheic'],
    ['oldOrLocked', '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1'],
    ['unknownKind', '{\\rtf1\\ansi I. Text}'],
    ['unknownKind', '<!DOCTYPE html><p>I. Text'],
    ['unknownKind', 'I. Text \u0000\u0001'],
    ['notUnicode', 'I. M\u00F4c \u00AE\u00DDch'],
    ['empty', ''],
    ['empty', ' \n\n'],
  ])('%s: %j', (expected, content) => {
    expect(reason(letters(content), 'plan.txt')).toBe(expected);
  });

  test('the first bytes decide, whatever the name says', () => {
    expect(reason(letters('%PDF-1.4'), 'plan.docx')).toBe('pdf');
    expect(reason(zipDocx({ body: BODY }), 'plan.txt')).toBe('read');
  });

  test('an archive that is no office file', () => {
    expect(reason(zipSync({ 'a.txt': strToU8('I. A') }))).toBe('unknownKind');
  });

  test('a file over the limit is not looked into', () => {
    expect(reason(new Uint8Array(LARGEST_FILE_BYTES + 1))).toBe('tooLarge');
  });
});

describe('what could run or point elsewhere is refused', () => {
  test('macros, by their part or by the kind of the file', () => {
    expect(reason(zipDocx({ body: BODY, extra: { 'word/vbaProject.bin': strToU8('x') } }))).toBe('macros');
    const types = strToU8('<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>');
    expect(reason(zipDocx({ body: BODY, extra: { '[Content_Types].xml': types } }))).toBe('macros');
    expect(reason(zipXlsx([['I. A']], [], { 'xl/macrosheets/sheet1.xml': strToU8('<x/>') }))).toBe('macros');
  });

  test('a template, an object or a workbook on a server', () => {
    for (const type of ['attachedTemplate', 'oleObject', 'subDocument'])
      expect(reason(zipDocx({ body: BODY, relations: [{ type, target: 'http://example.org/a', external: true }] }))).toBe(
        'externalContent',
      );
    expect(reason(zipXlsx([['I. A']], [], { 'xl/externalLinks/externalLink1.xml': strToU8('<x/>') }))).toBe('externalContent');
  });

  test('a link to click is left alone, since nothing follows it', () => {
    expect(reason(zipDocx({ body: BODY, relations: [{ type: 'hyperlink', target: 'https://example.org', external: true }] }))).toBe('read');
  });
});

describe('hostile archives', () => {
  const bomb = zipSync({ 'word/document.xml': [new Uint8Array(70 * 1024 * 1024), { level: 1 }] });

  test('a part that inflates to gigabytes is stopped on the way', () => {
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(reason(bomb)).toBe('inflatesTooFar');
  });

  test('the size that the directory states is not believed', () => {
    // Both the local header and the directory say 100 bytes.
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    view.setUint32(22, 100, true);
    for (let at = bomb.length - 22; at > 0; at--) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    expect(reason(lying)).toBe('inflatesTooFar');
  });

  test('an archive cut anywhere is damaged, never read in part', () => {
    const whole = zipDocx({ body: BODY });
    for (let length = 4; length < whole.length; length += 37) expect(reason(whole.subarray(0, length))).toBe('brokenFile');
  });

  test('flipped bytes are refused or read, and nothing is thrown', () => {
    const whole = zipDocx({ body: BODY });
    for (let at = 4; at < whole.length; at += 11) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect(reason(bytes)).toEqual(expect.any(String));
    }
  });
});

describe('hostile XML', () => {
  test('entities that multiply', () => {
    const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('');
    expect(reason(withDocument(`<!DOCTYPE d [<!ENTITY e0 "ha">${entities}]><d>&e9;</d>`))).toBe('hostileXml');
  });

  test('an entity from a file', () => {
    expect(reason(withDocument('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'))).toBe('hostileXml');
  });

  test('nesting without end', () => {
    expect(reason(withDocument('<a>'.repeat(100_000)))).toBe('hostileXml');
  });

  test.each(['<a><b></a>', '<a>&nbsp;</a>', '<a b=1/>', 'no XML', '<a/><b/>', ''])('not well-formed: %j', (xml) => {
    expect(reason(withDocument(xml))).toBe('brokenFile');
  });
});
