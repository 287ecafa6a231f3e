import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inReadingOrder } from '../../src/domain/reading-order.ts';
import { foldForSearch, looksLikePersonalData, tidyLine, tidyText } from '../../src/domain/text.ts';
import { matchesSearch } from '../../src/domain/word-search.ts';

const DECOMPOSED = 'Mốc giới'.normalize('NFD');

test('stored text is composed and tidy', () => {
  expect(tidyText(`  ${DECOMPOSED}\n`)).toBe('Mốc giới');
  expect(tidyLine(' Xã   Phú\n\tMỹ ')).toBe('Xã Phú Mỹ');
  expect(tidyText('dòng một\ndòng hai')).toBe('dòng một\ndòng hai');
});

test('characters no database column takes are left out', () => {
  expect(tidyText('a\u0000b\u0007c')).toBe('abc');
  expect(tidyText('a\ud800b')).toBe('ab');
  expect(tidyText('hai dòng\r\n\ttiếp 😀')).toBe('hai dòng\n\ttiếp 😀');
});

test.each(['\u200b', '\u2060\ufeff', ' \u00ad\u200d ', '\u3164', '\u2800\u2800', '\u202e', '\u180e\n\u034f', '\ufe0f'])(
  '%j says nothing',
  (text) => {
    expect([tidyText(text), tidyLine(text)]).toEqual(['', '']);
  },
);

test('what is seen keeps what belongs to it', () => {
  for (const text of ['👨\u200d👩\u200d👧', 'a\u200bb', '❤\ufe0f']) expect(tidyText(text)).toBe(text);
});

test('a text for others stands in the order in which it was written', () => {
  expect(inReadingOrder('\u202a0912\u202c \u202Etxt.exe \u2067a\u2069')).toBe('0912 txt.exe a');
  expect(inReadingOrder('Mốc 304/6, 👨\u200d👩\u200d👧')).toBe('Mốc 304/6, 👨\u200d👩\u200d👧');
});

test('tidying twice is tidying once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tidyText(tidyText(text))).toBe(tidyText(text));
      expect(tidyLine(tidyLine(text))).toBe(tidyLine(text));
    }),
  );
});

test.each([
  ['Mốc giới', 'moc gioi'],
  ['ĐẤT ĐAI', 'dat dai'],
  ['Tuyên  truyền', 'tuyen truyen'],
  ['hoá', 'hoa'],
  ['hóa', 'hoa'],
  [DECOMPOSED, 'moc gioi'],
])('%j is found as %j', (text, folded) => {
  expect(foldForSearch(text)).toBe(folded);
});

test('a query matches where each of its words begins a word', () => {
  const folded = foldForSearch('Tuyên truyền phân giới cắm mốc (Giang Thành, Hà Tiên)');
  for (const query of ['phan gioi', 'giới phân', 'CẮM', 'tuy moc', 'giang thành', 'Hà', '', '  '])
    expect(matchesSearch(folded, query)).toBe(true);
  for (const query of ['ien', 'biển', 'iang', 'phan gioi x']) expect(matchesSearch(folded, query)).toBe(false);
});

test.each([
  '0912345678',
  'gọi 0912 345 678',
  '0912.345.678',
  '091-234-5678',
  'CCCD 091 085 012 345',
  '371234567',
  'tàu KG-12345-TS',
  'KG 90092',
  'kg-90092-ts',
  'KG.90092.TS',
  'BV 1234 TS',
  'Thuyền KG90092TS về bến',
])('%j may be personal data', (text) => {
  expect(looksLikePersonalData(text)).toBe(true);
});

test.each([
  'ngày 28/5/2017',
  'từ 15/12/2023 đến 14/6/2024',
  'Nghị định 98/2023/NĐ-CP',
  'Công điện 732/CĐ-TTg',
  'Nghị quyết 1654/NQ-UBTVQH15',
  '1.250 lượt người',
  '12.000 tờ rơi, 1.250 lượt',
  'mốc 302/1(2) và 314',
  'KH 2024 của Sở',
  'theo QĐ 1654 ngày 2/5',
  'Hội trường UBND xã',
  '15 ngày, 2 lần/ngày',
  '',
])('%j is none', (text) => {
  expect(looksLikePersonalData(text)).toBe(false);
});
