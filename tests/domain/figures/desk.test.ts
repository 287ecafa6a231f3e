import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contribution } from '../../../src/domain/contribution.ts';
import { columnNamed, columnOfMeasure, RECORDS } from '../../../src/domain/figures/column.ts';
import { allColumns, chosenColumns, hasFigures, NO_CHOICE, tableColumns, withShown } from '../../../src/domain/figures/columns.ts';
import { comparedColumn, comparedName } from '../../../src/domain/figures/compare.ts';
import { HEAT_COUNTS, type HeatPart, heatLines } from '../../../src/domain/figures/heat.ts';
import { markerStrip } from '../../../src/domain/figures/markers.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../src/domain/figures/row.ts';
import { type KeyedSum, rowsByItem, rowsByLocality, rowsByType, rowsByUnit, tallyOfRow } from '../../../src/domain/figures/rows.ts';
import { PlanId } from '../../../src/domain/ids.ts';
import { monthsTouching, type Period } from '../../../src/domain/period.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { amountOf, NO_TALLY, type TallySource } from '../../../src/domain/tally.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';
import { PLAN } from '../make.ts';
import { anyOffice, UNITS } from './any-office.ts';

const ALL = {};
const MONTHS = monthsTouching(PLAN.period, PLAN.reporting);
const anyMonth = fc.constantFrom(...MONTHS.map(({ period }) => period));

/** Every month of the plan, and every unit. */
const cuts = (plan: Plan, source: TallySource): readonly HeatPart[][] => [
  MONTHS.map(({ period }) => ({ key: period.from, tallyOf: tallyOfRow(plan, source, { period }) })),
  UNITS.map(({ id }) => ({ key: id, tallyOf: tallyOfRow(plan, source, { unitId: id }) })),
];

test('cut into months or units, each line adds up to its figure in the table, and all lines to the total', () => {
  fc.assert(
    fc.property(anyOffice, fc.constantFrom(...HEAT_COUNTS), ({ plan, source }, counted) => {
      for (const table of [rowsByItem(plan, source, ALL), rowsByUnit(plan, source, ALL, UNITS)]) {
        for (const parts of cuts(plan, source)) {
          const lines = heatLines(table, parts, counted);
          for (const { row, column, fields, total } of lines) {
            const sum = (part: 'count' | 'waiting') => fields.reduce((all, { figure }) => all + (figure?.[part]?.value ?? 0), 0);
            expect([sum('count'), sum('waiting')], row.key).toEqual([total.count.value, total.waiting?.value ?? 0]);
            expect(total, row.key).toEqual(figureIn(row, column) ?? total);
            expect(fields.every(({ figure, level }) => (level === 0) === (figure?.count.value === 0))).toBe(
              row.kind !== 'whole' || sum('count') === 0,
            );
          }
          const whole = lines.find(({ row }) => row.kind === 'whole');
          expect(whole?.total.count.value).toBe(counted === 'records' ? table.total.confirmed.records : undefined);
          for (const at of whole?.fields.keys() ?? [])
            expect(
              lines.filter((line) => line !== whole).reduce((all, { fields }) => all + (fields[at]?.figure?.count.value ?? 0), 0),
            ).toBe(whole?.fields[at]?.figure?.count.value);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a month that has not begun is empty, not zero, unless something stands in it', () => {
  const table = rowsByItem(PLAN, { cells: [], declared: [], changes: [] }, ALL);
  const tallyOf = () => NO_TALLY;
  const [line] = heatLines(
    table,
    [
      { key: 'to come', tallyOf, isToCome: true },
      { key: 'past', tallyOf },
    ],
    'leading',
  );
  expect(line?.fields.map(({ figure }) => figure?.count.value)).toEqual([undefined, 0]);
});

/** Every figure of a table that a compared column shows is that of the other period by itself. */
function expectCompared(table: FigureTable, other: FigureTable): void {
  const alone = new Map<string, FigureRow>([...other.rows, wholeRow(other.total)].map((row) => [row.key, row]));
  const beside = [...table.rows, wholeRow(table.total, table.others)];
  const columns = tableColumns(other.total).flatMap(({ key }) => columnNamed(key) ?? []);
  for (const column of columns)
    for (const row of beside) {
      // Where nothing lay below an item in that period, its one row there is what is its own row here.
      const item = row.kind === 'own' ? alone.get(row.item.code) : undefined;
      const own = alone.get(row.key) ?? (item?.isSum === false ? item : undefined);
      const expected = own && figureIn(own, column);
      expect(figureIn(row, comparedColumn(column, 'before'))?.count.value ?? 0, row.key).toBe(expected?.count.value ?? 0);
    }
  expect(beside.map(({ key }) => key)).toEqual(expect.arrayContaining([...alone.keys()]));
}

test('a compared column shows the figures of the other period, and its rows are there, whatever was done in this one', () => {
  const sums = (records: readonly Contribution[], period: Period, key: (one: Contribution) => string): KeyedSum[] =>
    records
      .filter(({ date }) => period.from <= date && date <= period.to)
      .map((one) => ({ key: key(one), state: one.state, ...amountOf(one) }));
  fc.assert(
    fc.property(anyOffice, anyMonth, anyMonth, fc.boolean(), ({ plan, source, records }, period, before, merged) => {
      const compared = { before: { plan, source, filter: { period: before } } };
      expectCompared(rowsByItem(plan, source, { period }, undefined, compared), rowsByItem(plan, source, { period: before }));
      expectCompared(rowsByUnit(plan, source, { period }, UNITS, compared), rowsByUnit(plan, source, { period: before }, UNITS));
      const types = (at: Period) => sums(records, at, ({ type }) => type);
      expectCompared(rowsByType(types(period), { before: types(before) }), rowsByType(types(before)));
      const places = (at: Period) => sums(records, at, ({ localityId }) => localityId ?? '');
      expectCompared(
        rowsByLocality(places(period), LOCALITIES, merged, { before: places(before) }),
        rowsByLocality(places(before), LOCALITIES, merged),
      );
    }),
    { numRuns: 60 },
  );
});

test('items of another plan are not compared, its total and units are', () => {
  fc.assert(
    fc.property(anyOffice, ({ plan, source }) => {
      const earlier: Plan = { ...plan, id: PlanId.parse('earlier') };
      const from: TallySource = { ...source, cells: source.cells.map((cell) => ({ ...cell, planId: earlier.id })) };
      const compared = { lastYear: { plan: earlier, source: from, filter: ALL } };
      const table = rowsByItem(plan, source, ALL, undefined, compared);
      const column = comparedColumn(RECORDS, 'lastYear');
      expect(table.rows.some((row) => figureIn(row, column) !== undefined)).toBe(false);
      expect(table.others?.lastYear?.confirmed).toEqual(table.total.confirmed);
      const units = rowsByUnit(plan, source, ALL, UNITS, compared);
      for (const row of units.rows) expect(figureIn(row, column)?.count).toEqual(figureIn(row, RECORDS)?.count);
    }),
    { numRuns: 20 },
  );
});

test('the period before is the last of its kind, over the turn of the year; of a year it is that of last year', () => {
  expect(comparedName('before', { kind: 'month', year: 2026, index: 1 })).toEqual({ kind: 'month', year: 2025, index: 12 });
  expect(comparedName('before', { kind: 'quarter', year: 2026, index: 3 })).toEqual({ kind: 'quarter', year: 2026, index: 2 });
  expect(comparedName('before', { kind: 'nineMonths', year: 2026, index: 1 })).toBeUndefined();
  expect(comparedName('lastYear', { kind: 'half', year: 2026, index: 2 })).toEqual({ kind: 'half', year: 2025, index: 2 });
});

test('by itself a table shows the columns that have figures; what a person hides or adds stays so', () => {
  fc.assert(
    fc.property(anyOffice, fc.subarray(allColumns.map(({ key }) => key)), fc.boolean(), ({ plan, source }, keys, shown) => {
      const table = rowsByItem(plan, source, ALL);
      expect(chosenColumns(table, NO_CHOICE)).toEqual(allColumns.filter((column) => hasFigures(column, table)));
      expect(chosenColumns(table, NO_CHOICE).some(({ word }) => word === 'declared')).toBe(table.total.declared > 0);
      const choice = keys.reduce((made, key) => withShown(made, key, shown), NO_CHOICE);
      const visible = chosenColumns(table, choice).map(({ key }) => key);
      for (const key of keys) expect(visible.includes(key)).toBe(shown);
      expect(
        chosenColumns(
          table,
          keys.reduce((made, key) => withShown(made, key, !shown), choice),
        ).map(({ key }) => key),
      ).toEqual(allColumns.map(({ key }) => key).filter((key) => (keys.includes(key) ? !shown : visible.includes(key))));
    }),
    { numRuns: 30 },
  );
});

test('a strip has a stone for every position of the office, names others apart, and there is none without positions', () => {
  const at = (key: string, state: KeyedSum['state'], sessions: number): KeyedSum => ({ key, state, records: 1, measures: { sessions } });
  const sums = [at('304', 'confirmed', 2), at('304', 'sent', 1), at('305', 'withdrawn', 4), at('9', 'confirmed', 1)];
  const strip = markerStrip(sums, [{ from: 303, to: 305 }]);
  const sessions = (row: FigureRow) => {
    const figure = figureIn(row, columnOfMeasure('sessions'));
    return `${row.key} ${figure?.count.value}+${figure?.waiting?.value}`;
  };
  expect(strip?.stones.map(sessions)).toEqual(['#303 0+0', '#304 2+1', '#305 0+0']);
  expect(strip?.others.map(sessions)).toEqual(['#9 1+0']);
  expect(markerStrip(sums, [])).toBeUndefined();
  expect(markerStrip(sums, [{ from: 1, to: 9999 }])?.stones.map(({ key }) => key)).toEqual(['#9', '#304', '#305']);
});
