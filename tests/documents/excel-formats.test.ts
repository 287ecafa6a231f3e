import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownNumber, textInFormat } from '../../src/documents/excel/numbers.ts';

/** 15 March 2026, and half past seven on it. */
const DAY = 46_096;
const MORNING = DAY + 7.5 / 24;

test.each([
  ['0.95', '0%', '95%'],
  ['12000000', '#,##0', '12.000.000'],
  ['1.1', '0.00', '1.10'],
  ['-1234.5', '#,##0.00', '-1.234,50'],
])('%s in the format %s is shown as %s', (value, format, shown) => {
  expect(shownNumber(value, format).text).toBe(shown);
});

test.each([
  ['0.1234', '0.0%', '12.3%'],
  ['3', '"Tháng "0', 'Tháng 3'],
  ['12', '#,##0" buổi"', '12 buổi'],
  ['1234567', '#,##0,', '1.235'],
  ['-5', '0;(0)', '(5)'],
  ['-5', '0.0', '-5.0'],
  ['0', '0;-0;"không"', 'không'],
  ['0', '0;-0;;@', ''],
  ['5', '[>10]"nhiều";[<=10]"ít"', 'ít'],
  ['7', '[Red]00', '07'],
  ['1500', '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', '1.500'],
  ['0.30000000000000004', 'General', '0.3'],
  ['1E3', 'General', '1000'],
  ['2.5', '#.##', '2.5'],
  ['2', '0.##', '2'],
  ['912345678', '0000" "000" "000', '0912 345 678'],
  ['12000', '#,##0\\ [$₫-42A]', '12.000 ₫'],
  ['0.5', '# ?/?', '0.5'],
  ['abc', '0', 'abc'],
])('%s in the format %s is shown as %s', (value, format, shown) => {
  expect(shownNumber(value, format).text).toBe(shown);
});

test.each([
  ['dd/mm/yyyy', '15/03/2026'],
  ['m/d/yyyy', '15/03/2026'],
  ['[$-409]mmmm d, yyyy', '15/03/2026'],
  ['d/m', '15/3'],
  ['d-mmm', '15/3'],
  ['mm/yyyy', '03/2026'],
  ['mmm-yy', '3/2026'],
  ['yyyy', '2026'],
  ['"Ngày "dd" tháng "mm" năm "yyyy', 'Ngày 15 tháng 03 năm 2026'],
  ['dddd', 'Chủ nhật'],
])('a day in the format %s is shown as %s, day before month', (format, shown) => {
  expect(shownNumber(String(DAY), format).text).toBe(shown);
});

test.each([
  ['h:mm', '07:30'],
  ['dd/mm/yyyy h:mm', '15/03/2026 07:30'],
  ['h:mm AM/PM', '07:30'],
  ['mm:ss', '07:30'],
])('a time in the format %s is shown as %s', (format, shown) => {
  expect(shownNumber(String(MORNING), format).text).toBe(shown);
});

test('days of a workbook that counts from 1904 are later ones', () => {
  expect(shownNumber(String(DAY - 1_462), 'dd/mm/yyyy', 1_462).text).toBe('15/03/2026');
});

test('words are set into the text section of a format', () => {
  expect(textInFormat('Họp', '"- "@')).toBe('- Họp');
  expect(textInFormat('Họp', '0;-0;0;"("@")"')).toBe('(Họp)');
  expect(textInFormat('Họp', ';;;')).toBe('');
  expect(textInFormat('Họp', '#,##0')).toBe('Họp');
});

test('any format shows any number as some text, and nothing is thrown', () => {
  const part = fc.constantFrom(
    '0',
    '#',
    '?',
    '.',
    ',',
    '%',
    ';',
    '"a"',
    '\\x',
    '_x',
    '*x',
    '[Red]',
    '[>5]',
    '@',
    'd',
    'm',
    'yy',
    'h',
    's',
    '/',
    'E+',
    'General',
    '"',
    '[',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.double({ noNaN: true }), (parts, number) => {
      expect(typeof shownNumber(String(number), parts.join('')).text).toBe('string');
      expect(typeof textInFormat('a', parts.join(''))).toBe('string');
    }),
  );
});

test.each([
  ['General', '1.125'],
  ['0.000', '1.125'],
  ['0.0##', '1.125'],
  ['#,##0.000', '1,125'],
  ['@', '1.125'],
  ['0.000" người"', '1.125 người'],
])('a fraction in the format %s is shown as %s, and said to be one', (format, text) => {
  expect(shownNumber('1.125', format)).toEqual({ text, isFraction: true });
});

test.each([
  ['12125', '#,##0', '12.125'],
  ['12125', 'General', '12125'],
  ['1.4', '0', '1'],
  ['3', '0.###', '3'],
  ['46096', 'dd.mm.yyyy', '15/03/2026'],
])('%s in the format %s is shown as %s, and is no fraction', (value, format, text) => {
  expect(shownNumber(value, format)).toEqual({ text, isFraction: false });
});
