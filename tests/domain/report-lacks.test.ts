import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RECORD_STATES, type RecordState } from '../../src/domain/activity.ts';
import { type Contribution, contribution } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import { UnitId } from '../../src/domain/ids.ts';
import { contains } from '../../src/domain/period.ts';
import { PLACEHOLDER_ITEM, placeholdersToSave } from '../../src/domain/placeholder.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { paperOf } from '../../src/domain/report/paper-of-report.ts';
import { shareTextOf } from '../../src/domain/report/share-text.ts';
import { sheetsOf } from '../../src/domain/report/sheets-of-report.ts';
import { unplacedIn } from '../../src/domain/report/unplaced-in.ts';
import { cellsOf } from '../../src/domain/tally.ts';
import { anyContent, BORDERS, CONSULAR, makeContent, PLAN } from './make.ts';
import { asked, named, reportOf } from './make-report.ts';

const JUNE = named('month', 6);
const record = (change: Readonly<Record<string, unknown>> = {}, state: RecordState = 'confirmed'): Contribution =>
  contribution(makeContent(change), state);

test('a list of all the records of the figures is whole, whatever they are', () => {
  const records = fc.array(
    fc.tuple(anyContent, fc.constantFrom(...RECORD_STATES)).map(([content, state]) => contribution(content, state)),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(records, (all) => {
      const listed = all.filter(({ date }) => contains(JUNE.period, date));
      const report = reportOf(all, JUNE, { listed });
      expect(report.annex?.fit).toEqual({ kind: 'whole' });
      expect(paperOf(report).annex?.note).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});

test('a list that is not that of the figures says so on paper and in the spreadsheet', () => {
  const all = [record(), record({ date: '2024-06-01' }), record({ own: { sessions: 2, attendees: 9 } })];
  const [first, second, third] = all;
  if (!first || !second || !third) throw new Error('Nothing was made');
  const noteOf = (listed: readonly Contribution[]): string | undefined => {
    const report = reportOf(all, JUNE, { listed });
    const note = paperOf(report).annex?.note;
    const last = sheetsOf(report)
      .find(({ name }) => name === 'Phụ lục')
      ?.rows.at(-1)?.cells;
    expect(last?.some((cell) => cell?.kind === 'text' && cell.text === note)).toBe(note !== undefined);
    return note;
  };
  expect(noteOf([first])).toBe('Danh mục còn thiếu 02 lần hoạt động đã tính trong báo cáo.');
  expect(noteOf([...all, record({ date: '2024-06-02' })])).toBe('Danh mục có thêm 01 lần hoạt động chưa tính trong báo cáo.');
  expect(noteOf([first, second, record({ own: { sessions: 2, attendees: 8 } })])).toBe(
    'Kết quả trong danh mục chưa khớp với số liệu của báo cáo.',
  );
  // What waits is in no figure, and in no list.
  expect(noteOf([...all, record({}, 'sent')])).toBeUndefined();
});

/** "Chưa có kế hoạch" of 2024, with what was logged under it. */
function standIn(records: readonly Contribution[]) {
  const [made] = placeholdersToSave([], day('2024-02-01'));
  if (!made) throw new Error('There is none');
  const plan: Plan = { ...made, reporting: PLAN.reporting };
  const placed = records.map((one) => ({ ...one, planId: plan.id, itemCode: PLACEHOLDER_ITEM }));
  return { plan, source: { cells: [...cellsOf(placed, plan.reporting).values()], declared: [], changes: [] } };
}

test('records of the period that stand in no plan are counted beside the report, by unit too', () => {
  const logged = standIn([
    record({ date: '2024-06-03' }),
    record({ date: '2024-05-20', unitId: CONSULAR }, 'sent'),
    record({ date: '2024-07-01' }),
    record({ date: '2024-06-04' }, 'withdrawn'),
  ]);
  const found = (about = JUNE.period, unitId?: UnitId) => unplacedIn([logged], about, unitId);
  expect(found()).toEqual({ records: 2, isAtMost: false });
  expect([found(JUNE.period, BORDERS).records, found(JUNE.period, CONSULAR).records]).toEqual([1, 1]);
  expect(found(JUNE.period, UnitId.parse('u-office')).records).toBe(0);
  // A period that cuts through a month-part may hold fewer.
  expect(found(asked('2024-06-02', '2024-06-10').period)).toEqual({ records: 1, isAtMost: true });
  expect(found(asked('2024-08-02', '2024-08-10').period)).toEqual({ records: 0, isAtMost: false });
});

test('an own change that waits counts once, and what was put into a plan here counts no more', () => {
  const { plan, source } = standIn([record({ date: '2024-06-03' })]);
  const received = { ...record({ date: '2024-06-03' }), planId: plan.id, itemCode: PLACEHOLDER_ITEM };
  const waits = (changes: typeof source.changes | readonly object[]) =>
    unplacedIn([{ plan, source: { ...source, changes: changes as typeof source.changes } }], JUNE.period, undefined).records;
  expect(waits([{ received: undefined, changed: { ...received, state: 'sent' } }])).toBe(2);
  expect(waits([{ received, changed: record({ date: '2024-06-03' }) }])).toBe(0);
});

test('a report says how many records of its period stand in no plan, in the file and in what is shared', () => {
  const says = (unplaced: { readonly records: number; readonly isAtMost: boolean }) => {
    const report = reportOf([record()], JUNE, { unplaced });
    const row = sheetsOf(report)[0]?.rows.find(({ cells }) => cells[0]?.kind === 'text' && cells[0].text.includes('chưa xếp'));
    return { row: row?.cells[1], shared: shareTextOf(report).split('\n').at(-1) };
  };
  expect(says({ records: 3, isAtMost: false })).toEqual({
    row: { kind: 'number', value: 3 },
    shared: 'Chưa xếp vào kế hoạch, chưa tính: 3 lần ghi.',
  });
  expect(says({ records: 3, isAtMost: true })).toEqual({
    row: { kind: 'text', text: 'nhiều nhất 3' },
    shared: 'Chưa xếp vào kế hoạch, chưa tính: nhiều nhất 3 lần ghi.',
  });
  expect(says({ records: 0, isAtMost: false }).row).toBeUndefined();
});
