import { expect, test } from 'vitest';
import type { RecordState } from '../../../src/domain/activity.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { day } from '../../../src/domain/day.ts';
import { columnOfMeasure, type FigureKey, RECORDS } from '../../../src/domain/figures/column.ts';
import { headColumns, measureColumns } from '../../../src/domain/figures/columns.ts';
import { type FigureRow, figureIn } from '../../../src/domain/figures/row.ts';
import { rowsByItem, rowsByPlan, rowsByUnit } from '../../../src/domain/figures/rows.ts';
import { MEASURE_KEYS } from '../../../src/domain/measure.ts';
import { monthPeriod } from '../../../src/domain/period.ts';
import { cellsOf, NO_TALLY, type TallySource } from '../../../src/domain/tally.ts';
import { BORDERS, CONSULAR, makeContent, makeWorld, PLAN } from '../../domain/make.ts';

const record = (change: Readonly<Record<string, unknown>> = {}, state: RecordState = 'confirmed') =>
  contribution(makeContent(change), state);
const source = (...records: readonly ReturnType<typeof record>[]): TallySource => ({
  cells: [...cellsOf(records, PLAN.reporting).values()],
  declared: [],
  changes: [],
});
const ALL = { period: undefined, unitId: undefined };
const UNITS = makeWorld().units;
const keysOf = (columns: readonly { readonly key: string }[]) => columns.map(({ key }) => key);
const figure = (row: FigureRow, key: FigureKey) => figureIn(row, key === 'records' ? RECORDS : columnOfMeasure(key));
const valuesIn = (row: FigureRow, key: FigureKey) => {
  const found = figure(row, key);
  return found && { confirmed: found.count.value, waiting: found.waiting?.value };
};

const LOGGED = source(
  record(),
  record({ itemCode: 'II.1.b' }, 'sent'),
  record({ itemCode: 'II.1.b.p1', unitId: CONSULAR, date: '2024-05-02' }),
  record({ type: 'publication', itemCode: 'II.1.a.p2', own: { channel: 'zalo', title: 'Tin', count: 2 } }),
);

test('items as printed, parents with their sums, parts without work left out', () => {
  const { rows, total } = rowsByItem(PLAN, LOGGED, ALL);
  expect(rows.map((row) => `${row.kind} ${row.key} ${row.tally.confirmed.records}+${row.tally.waiting.records}`)).toEqual([
    'heading II 3+1',
    'heading II.1 3+1',
    'heading II.1.a 2+0',
    'item II.1.a.p1 1+0',
    'item II.1.a.p2 1+0',
    'item II.1.b 1+1',
    'own II.1.b| 0+1',
    'item II.1.b.p1 1+0',
  ]);
  expect(total).toEqual(rows[0]?.tally);
});

test('items of units whose figures are not seen are left out, unless something was counted there', () => {
  const seen = rowsByItem(PLAN, LOGGED, ALL, (item) => item.code === 'II.1.a.p1').rows.map((row) => row.key);
  expect(seen).toEqual(['II', 'II.1', 'II.1.a', 'II.1.a.p1', 'II.1.a.p2', 'II.1.b', 'II.1.b|', 'II.1.b.p1']);
  const none = rowsByItem(PLAN, source(record()), ALL, () => false).rows.map((row) => row.key);
  expect(none).toEqual(['II', 'II.1', 'II.1.a', 'II.1.a.p1']);
});

test('an item that is counted no more keeps a line as long as something stands there', () => {
  const items = PLAN.items.map((item) =>
    ['II.1.a.p1', 'II.1.b'].includes(item.code) ? { ...item, tracking: 'none' as const, wasTally: true as const } : item,
  );
  const lines = (found: ReturnType<typeof rowsByItem>) => found.rows.map((row) => `${row.kind} ${row.key}`);
  expect(lines(rowsByItem({ ...PLAN, items }, LOGGED, ALL))).toEqual([
    'heading II',
    'heading II.1',
    'heading II.1.a',
    'item II.1.a.p1',
    'item II.1.a.p2',
    'heading II.1.b',
    'own II.1.b|',
    'item II.1.b.p1',
  ]);
  const may = { period: monthPeriod(2024, 5, PLAN.reporting), unitId: undefined };
  expect(lines(rowsByItem({ ...PLAN, items }, LOGGED, may))).not.toContain('own II.1.b|');
});

test('a figure with estimates says so, in what can be guessed', () => {
  const { rows } = rowsByItem(PLAN, source(record({ estimated: true }), record({}, 'sent')), ALL);
  const line = rows.find((row) => row.key === 'II.1.a.p1');
  if (!line) throw new Error('rows');
  expect(figure(line, 'attendees')).toEqual({ count: { value: 85, isAbout: true }, waiting: { value: 85, isAbout: false } });
  expect(figure(line, 'sessions')).toEqual({ count: { value: 1, isAbout: false }, waiting: { value: 1, isAbout: false } });
  expect(figure(line, 'records')).toEqual({ count: { value: 1, isAbout: false }, waiting: { value: 1, isAbout: false } });
});

test('the lines of the units make the same whole', () => {
  const { rows, total } = rowsByUnit(PLAN, LOGGED, ALL, UNITS);
  expect(rows.map((row) => [row.key, row.tally.confirmed.records])).toEqual([
    [BORDERS, 2],
    [CONSULAR, 1],
    ['u-office', 0],
  ]);
  expect(total).toEqual(rowsByItem(PLAN, LOGGED, ALL).total);
  expect(rowsByUnit(PLAN, LOGGED, { ...ALL, unitId: CONSULAR }, UNITS).rows.map((row) => row.key)).toEqual([CONSULAR]);
});

test('a unit that had ended before the period has a line only where something was logged for it', () => {
  const may = { period: monthPeriod(2024, 5, PLAN.reporting), unitId: undefined };
  const ended = UNITS.map((unit) => (unit.id === BORDERS ? unit : { ...unit, to: day('2024-01-31') }));
  expect(rowsByUnit(PLAN, LOGGED, may, ended).rows.map((row) => row.key)).toEqual([BORDERS, CONSULAR]);
});

test('one month, one unit', () => {
  const may = { period: monthPeriod(2024, 5, PLAN.reporting), unitId: undefined };
  expect(rowsByItem(PLAN, LOGGED, may).total.confirmed.records).toBe(1);
  expect(rowsByItem(PLAN, LOGGED, { ...may, unitId: BORDERS }).total.confirmed.records).toBe(0);
});

test('columns are what was counted, in the order they are read', () => {
  expect(keysOf(measureColumns(rowsByItem(PLAN, LOGGED, ALL).total))).toEqual(['sessions', 'attendees', 'posts']);
  expect(keysOf(measureColumns(rowsByItem(PLAN, source(), ALL).total))).toEqual([]);
});

test('the head of a phone shows six figures at most, the usual ones first', () => {
  expect(keysOf(headColumns(rowsByItem(PLAN, LOGGED, ALL).total))).toEqual(['sessions', 'attendees', 'posts']);
  const all = Object.fromEntries(MEASURE_KEYS.map((key) => [key, 1]));
  expect(keysOf(headColumns({ ...NO_TALLY, confirmed: { records: 1, measures: all } }))).toEqual([
    'sessions',
    'attendees',
    'vessels',
    'leaflets',
    'broadcasts',
    'articles',
  ]);
});

test('zero where an item has the measure, nothing where it has not', () => {
  const { rows } = rowsByItem(PLAN, LOGGED, ALL);
  const at = (key: string) => rows.find((row) => row.key === key);
  const [counted, other, heading] = [at('II.1.b'), at('II.1.a.p2'), at('II.1.a')];
  if (!counted || !other || !heading) throw new Error('rows');
  expect(valuesIn(counted, 'attendees')).toEqual({ confirmed: 85, waiting: 85 });
  expect(valuesIn(other, 'attendees')).toEqual({ confirmed: 0, waiting: 0 });
  expect(valuesIn(other, 'posts')).toEqual({ confirmed: 2, waiting: 0 });
  expect(valuesIn(counted, 'posts')).toBeUndefined();
  expect(valuesIn(heading, 'leaflets')).toBeUndefined();
});

test('plans beside each other have a line each, the sum counts every record once, and a plan without work is no empty screen', () => {
  const other = { ...PLAN, id: 'ke-hoach-khac' as typeof PLAN.id };
  const idle = { ...PLAN, id: 'ke-hoach-moi' as typeof PLAN.id };
  const elsewhere = source(record({ planId: other.id }), record({ planId: other.id }, 'sent'));
  const { rows, total } = rowsByPlan([
    { plan: PLAN, source: LOGGED, filter: ALL },
    { plan: other, source: elsewhere, filter: ALL },
    { plan: idle, source: source(), filter: ALL },
  ]);
  expect(rows.map(({ key, tally }) => [key, tally.confirmed.records, tally.waiting.records])).toEqual([
    [PLAN.id, 3, 1],
    [other.id, 1, 1],
    [idle.id, 0, 0],
  ]);
  expect(rows[0]?.tally).toEqual(rowsByItem(PLAN, LOGGED, ALL).total);
  expect([total.confirmed.records, total.waiting.records]).toEqual([4, 2]);
});
