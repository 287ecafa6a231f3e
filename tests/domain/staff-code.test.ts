import { expect, test } from 'vitest';
import { staffCodeOf } from '../../src/domain/staff-code.ts';

test.each([
  ['CB-07', 'CB-07'],
  ['cb-07', 'CB-07'],
  [' cb-07\u200b', 'CB-07'],
  ['\ufeffCB\u00ad-07', 'CB-07'],
  ['ＣＢ－０７', 'CB-07'],
  ['ﬁ-1', 'FI-1'],
  ['đt_01.a', 'ĐT_01.A'],
  ['Phòng-LS'.normalize('NFD'), 'PHÒNG-LS'],
])('%j is given as %s', (typed, code) => {
  expect(staffCodeOf(typed)).toBe(code);
  expect(staffCodeOf(code)).toBe(code);
});

test.each([
  ['Cyrillic', 'СВ-07'],
  ['Greek', 'ΑΒ-07'],
  ['a Latin letter of phonetics', 'CBɑ-07'],
  ['digits of another script', 'CB-٠٧'],
  ['marks on marks', 'C\u0301\u0302\u0303B-07'],
  ['a mark alone', '\u0301\u0301'],
  ['what nobody sees', '\u200b\u2060\u00ad'],
  ['a single letter', 'C'],
  ['forty-one', 'C'.repeat(41)],
  ['a sign', 'C×B'],
  ['a slash', 'CB/07'],
  ['two words', 'CB 07'],
  ['two lines', 'CB\n07'],
  ['a wide space', 'CB\u00a007'],
  ['nothing', ''],
])('%s is no staff code', (_, typed) => {
  expect(staffCodeOf(typed)).toBeUndefined();
});
