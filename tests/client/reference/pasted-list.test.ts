import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRanges } from '../../../src/client/features/reference/marker-ranges.ts';
import { readPastedList } from '../../../src/client/features/reference/pasted-list.ts';
import { PROVINCES } from '../../../src/client/features/reference/provinces.ts';
import { day } from '../../../src/domain/day.ts';
import type { Reference } from '../../../src/domain/reference.ts';
import { addEntries, type EntryKind, sameName, withChanges } from '../../../src/domain/reference-changes.ts';

const NOTHING: Reference = { units: [], localities: [], partners: [] };
const DAYS = { today: day('2026-03-18'), from: day('2025-07-01') };
const read = (kind: EntryKind, text: string, reference = NOTHING) => readPastedList(kind, text, reference, DAYS);
const states = (kind: EntryKind, text: string, reference = NOTHING) => read(kind, text, reference).lines.map((one) => one.state);

/** The lists as the office has them once it has taken the pasted ones. */
function entered(kind: EntryKind, text: string, before = NOTHING): Reference {
  const { entries } = read(kind, text, before);
  const result = addEntries(
    before,
    entries.map((_, at) => `${kind}-${before.localities.length}-${at}`),
    entries,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return withChanges(before, result.value);
}

const COMMUNES = [
  'STT\tTên xã, phường\tThuộc\tTên cũ',
  '1\tTỉnh Đồng Nai\t\t',
  '2\tXã Lộc Thành\tĐồng Nai\tXã Lộc Thành, xã Lộc Thịnh',
  '3\tXã Lộc Thạnh\tTỉnh Đồng Nai\t"Xã Lộc Thạnh, xã Lộc Hòa"',
  '4\tPhường Bình Phước\t\tPhường Tân Phú và phường Tân Đồng',
].join('\n');

describe('units', () => {
  test('come with short and other names, from a spreadsheet, with semicolons or commas', () => {
    const rows = [['Văn phòng Sở', 'VP', 'Văn phòng'], ['Phòng Lãnh sự', 'P. LS'], ['Thanh tra Sở']];
    const wanted = [
      { kind: 'unit', name: 'Văn phòng Sở', shortName: 'VP', aliases: ['Văn phòng'] },
      { kind: 'unit', name: 'Phòng Lãnh sự', shortName: 'P. LS', aliases: [] },
      { kind: 'unit', name: 'Thanh tra Sở', shortName: 'Thanh tra Sở', aliases: [] },
    ];
    for (const separator of ['\t', ';', ','])
      expect(read('unit', rows.map((row) => row.join(separator)).join('\n')).entries).toMatchObject(wanted);
  });

  test('that are there already are left out, and a name that stands for another unit must be mended', () => {
    const office = entered('unit', 'Văn phòng Sở\tVP\nPhòng Lãnh sự\tLS');
    expect(states('unit', 'Văn phòng Sở\nPhòng Hợp tác\tLS\nThanh tra', office)).toEqual(['known', 'wrong', 'new']);
    expect(read('unit', 'Phòng Hợp tác\tLS', office).lines[0]?.issue).toMatchObject({ code: 'nameTaken', name: 'LS' });
  });
});

describe('places', () => {
  const office = entered('locality', COMMUNES);
  const named = (name: string) => office.localities.filter((one) => one.name === name);

  test('lie where the line says, else in the one province', () => {
    expect(read('locality', COMMUNES).lines.map((one) => [one.line, one.state])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'new'],
      [5, 'new'],
    ]);
    const [province] = named('Tỉnh Đồng Nai');
    const present = office.localities.filter((one) => one.from !== null);
    expect(present.map((one) => one.name)).toEqual(['Xã Lộc Thành', 'Xã Lộc Thạnh', 'Phường Bình Phước']);
    expect(new Set(present.map((one) => one.parentId))).toEqual(new Set([province?.id]));
  });

  test('follow their former names, which end on the day before, and differ by a tone alone', () => {
    const [old, now] = named('Xã Lộc Thành');
    expect(old).toMatchObject({ to: '2025-06-30', successorIds: [now?.id] });
    expect(now).toMatchObject({ from: '2025-07-01', to: null });
    expect(named('phường Tân Đồng')).toMatchObject([{ to: '2025-06-30', level: 'commune' }]);
  });

  test('pasted once more are all known', () => {
    expect(new Set(states('locality', COMMUNES, office))).toEqual(new Set(['known']));
  });

  test('a former place that was divided among two has both as successors', () => {
    const divided = entered('locality', 'Tỉnh A\nXã B\tTỉnh A\tXã Cũ\nXã C\tTỉnh A\tXã Cũ');
    expect(divided.localities.find((one) => one.name === 'Xã Cũ')?.successorIds).toHaveLength(2);
  });

  test('a line whose place above is not there names it, and so does one whose former name stands for two', () => {
    expect(read('locality', 'Xã Một\tTỉnh Không Có').lines[0]?.issue).toEqual({ code: 'parentNotFound', name: 'Tỉnh Không Có' });
    const twice = entered('locality', 'Tỉnh A\nTỉnh B\nXã Phú Mỹ\tTỉnh A\nXã Phú Mỹ\tTỉnh B');
    expect(read('locality', 'Xã Mới\tTỉnh A\tXã Phú Mỹ', twice).lines[0]?.issue).toEqual({ code: 'formerTwice', name: 'Xã Phú Mỹ' });
  });

  test('a place that has ended is not entered anew because a province has come since', () => {
    const list = 'Xã Lộc Thành\nTỉnh A\t\tXã Lộc Thành';
    expect(read('locality', list, entered('locality', list)).entries).toEqual([]);
  });

  test('the built-in provinces are 34 different ones, all of them provinces', () => {
    expect(new Set(PROVINCES.map(sameName)).size).toBe(34);
    expect(new Set(read('locality', PROVINCES.join('\n')).entries.map((one) => 'level' in one && one.level))).toEqual(
      new Set(['province']),
    );
  });
});

test('a cell whose columns ran together is too long, and is named by its beginning', () => {
  expect(read('partner', 'x'.repeat(300)).lines[0]?.issue).toEqual({ code: 'tooLong', name: 'x'.repeat(40) });
});

test('whatever is pasted is read, and what needs no mending is taken by the office as it stands', () => {
  const cell = fc.oneof(fc.constantFrom('Xã Lộc Thành', 'Xã Lộc Thạnh', 'Tỉnh A', '', 'Lộc Hòa'), fc.string({ maxLength: 12 }));
  const text = fc
    .array(fc.array(cell, { maxLength: 4 }), { maxLength: 12 })
    .chain((rows) => fc.constantFrom('\t', ';', ',').map((separator) => rows.map((row) => row.join(separator)).join('\n')));
  fc.assert(
    fc.property(fc.constantFrom<EntryKind>('unit', 'locality', 'partner'), text, (kind, pasted) => {
      const office = entered(kind, pasted);
      fc.pre(read(kind, pasted).lines.every((one) => one.state !== 'wrong'));
      expect(read(kind, pasted, office).entries).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['287–314', [{ from: 287, to: 314 }]],
  [
    '1-16; 62, 70 — 71',
    [
      { from: 1, to: 16 },
      { from: 62, to: 62 },
      { from: 70, to: 71 },
    ],
  ],
  ['', []],
])('the ranges %j are read', (text, value) => {
  expect(readRanges(text)).toEqual({ ok: true, value });
});
test.each(['314-287', 'mốc 3', '0', '1-2-3'])('%j is no range of markers', (text) => {
  expect(readRanges(text)).toEqual({ ok: false, error: text });
});
