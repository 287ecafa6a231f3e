import { expect, test } from 'vitest';
import { entryNames, followedBy, listEntries, parentEntry } from '../../../src/client/features/reference/entry-list.ts';
import { entryNote, issueSentence, validityText } from '../../../src/client/features/reference/entry-words.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { day } from '../../../src/domain/day.ts';
import { REFERENCE_ISSUES } from '../../../src/domain/reference-changes.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../../src/server/data/reference.ts';

const TODAY = day('2026-03-18');
const REFERENCE = { units: UNITS, localities: LOCALITIES, partners: PARTNERS };
const place = (id: string) => {
  const found = LOCALITIES.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id);

test('what is in use comes first by level and name, what ended lies apart', () => {
  const { open, ended } = listEntries(REFERENCE, 'locality', TODAY, '');
  expect(ids(open).slice(0, 3)).toEqual(['p-ag', 'w-ht', 'w-tc']);
  expect(open.length + ended.length).toBe(LOCALITIES.length);
  expect(ended.every((one) => one.to && one.to < TODAY)).toBe(true);
});

test('an entry to come is listed after those in use, and one on its last day is still in use', () => {
  const units = UNITS.map((one) => (one.id === 'tt' ? { ...one, to: TODAY } : one.id === 'ls' ? { ...one, from: day('2026-04-01') } : one));
  const { open, ended } = listEntries({ ...REFERENCE, units }, 'unit', TODAY, '');
  expect(ids(open)).toEqual(['qlbg', 'tt', 'vp', 'ls']);
  expect(ended).toEqual([]);
});

test('it is found without marks: by short and other names, a place also by what it lies in', () => {
  expect(ids(listEntries(REFERENCE, 'unit', TODAY, 'htqt').open)).toEqual(['qlbg']);
  expect(ids(listEntries(REFERENCE, 'unit', TODAY, 'vp so').open)).toEqual(['vp']);
  expect(ids(listEntries(REFERENCE, 'locality', TODAY, 'phu giang thanh').ended)).toEqual(['o-pl', 'o-pm', 'o-vp']);
  expect(ids(listEntries(REFERENCE, 'partner', TODAY, 'bien phong').open)).toEqual(['bdbp']);
});

test('a line says where an entry lies, from when to when, and what follows it', async () => {
  await withWords(['reference'], Promise.resolve());
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  expect(plain(entryNote(place('o-pm'), 'locality', REFERENCE))).toBe('Huyện Giang Thành · đến 30/6/2025 → Xã Giang Thành');
  expect(plain(entryNote(place('p-ag'), 'locality', REFERENCE))).toBe('tỉnh · từ 1/7/2025');
  expect(validityText(place('d-ht'), LOCALITIES)).toBe('từ 1/11/2018 đến 30/6/2025 → Phường Hà Tiên, Phường Tô Châu, Xã Tiên Hải');
  expect(PARTNERS.map((one) => entryNote(one, 'partner', REFERENCE))).toEqual(PARTNERS.map(() => ''));
});

test('who came before and what lies above', () => {
  expect(ids(followedBy(place('c-vd'), LOCALITIES))).toEqual(['d-gt', 'o-vp', 'o-vd']);
  expect(parentEntry(place('c-vd'), REFERENCE)?.id).toBe('p-ag');
  expect(entryNames(UNITS, ['tt', 'x'])).toBe('Phòng Thanh tra, x');
});

test('every issue has its sentence', async () => {
  await withWords(['reference'], Promise.resolve());
  for (const code of REFERENCE_ISSUES) {
    const sentence = issueSentence({ field: 'name', code, name: 'Tên', entry: 'Phòng A', day: TODAY });
    expect(sentence).toMatch(/\p{L}.*\.$/u);
    expect(sentence).not.toMatch(/undefined|2026-03/);
  }
});
