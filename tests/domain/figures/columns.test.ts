import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Contribution, contribution } from '../../../src/domain/contribution.ts';
import { day } from '../../../src/domain/day.ts';
import { type Column, columnNamed, columnOfMeasure, RECORDS } from '../../../src/domain/figures/column.ts';
import {
  type ColumnChoice,
  cardColumns,
  choiceOver,
  isSameColumnChoice,
  isShown,
  itemColumns,
  NO_CHOICE,
  tableColumns,
  withShown,
} from '../../../src/domain/figures/columns.ts';
import { tallyByMonth } from '../../../src/domain/figures/months.ts';
import { comingIn, isGuessed, knownRecords, leadingColumn, partsIn } from '../../../src/domain/figures/parts.ts';
import { tallyOfRecords } from '../../../src/domain/figures/records.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../src/domain/figures/row.ts';
import { type KeyedSum, rowsByItem, rowsByLocality, rowsByType, rowsByUnit } from '../../../src/domain/figures/rows.ts';
import { amountOf, cellsOf, NO_TALLY, type TallySource } from '../../../src/domain/tally.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';
import { BORDERS, makeContent, PLAN } from '../make.ts';
import { added, amended, anyOffice as office, pair, UNITS } from './any-office.ts';

const ALL = {};
/** The rows that stand directly below one of a table by item, with its own. */
const below = (rows: readonly FigureRow[], row: FigureRow): FigureRow[] =>
  rows.filter(
    (one) =>
      'item' in one && 'item' in row && (one.kind === 'own' ? one.item.code === row.item.code : one.item.parentCode === row.item.code),
  );

const isGuess = (row: FigureRow, column: Column): boolean => figureIn(row, column)?.count.isAbout === true;

test('in every column that sums, what stands below a heading adds up to it, and a guess below makes it one', () => {
  fc.assert(
    fc.property(office, ({ plan, source }) => {
      const { rows, total } = rowsByItem(plan, source, ALL);
      for (const column of tableColumns(total).filter(({ sums }) => sums === 'sum')) {
        for (const row of rows.filter(({ isSum }) => isSum)) {
          const parts = below(rows, row);
          expect(added(parts, column), `${row.key} ${column.key}`).toEqual(pair(row, column));
          if (parts.some((part) => isGuess(part, column))) expect(isGuess(row, column)).toBe(true);
        }
        const top = rows.filter((row) => 'item' in row && row.kind !== 'own' && row.item.parentCode === null);
        expect(added(top, column), column.key).toEqual(pair(wholeRow(total), column));
      }
    }),
  );
});

test('the rows of units, types and localities add up to their total, in the same columns as the items', () => {
  const view = (records: readonly Contribution[], key: (one: Contribution) => string): KeyedSum[] =>
    records.map((one) => ({ key: key(one), state: one.state, ...amountOf(one) }));
  fc.assert(
    fc.property(office, fc.boolean(), ({ plan, source, records }, merged) => {
      const { total } = rowsByItem(plan, source, ALL);
      const tables: readonly FigureTable[] = [
        rowsByUnit(plan, source, ALL, UNITS),
        rowsByType(view(records, ({ type }) => type)),
        rowsByLocality(
          view(records, ({ localityId }) => localityId ?? ''),
          LOCALITIES,
          merged,
        ),
      ];
      for (const table of tables)
        for (const column of tableColumns(table.total).filter(({ sums }) => sums === 'sum')) {
          expect(added(table.rows, column), column.key).toEqual(pair(wholeRow(table.total), column));
          // Offices know nothing of declared records by type or locality.
          expect(pair(wholeRow(table.total), column), column.key).toEqual(pair(wholeRow(total), column));
        }
    }),
  );
});

test('the months of an item add up to it', () => {
  fc.assert(
    fc.property(office, fc.constantFrom(...PLAN.items.map(({ code }) => code)), ({ plan, source }, code) => {
      const row = rowsByItem(plan, source, ALL).rows.find(({ key }) => key === code);
      // Records of the last days of a calendar year count in the next administrative one.
      const months = tallyByMonth(plan, code, source, day('2026-01-01')).map(({ tally }) => wholeRow(tally));
      for (const column of row ? tableColumns(row.tally).filter(({ sums }) => sums === 'sum') : [])
        expect(added(months, column), column.key).toEqual(row && pair(row, column));
    }),
  );
});

test('records added up one by one are the figure they stand behind', () => {
  fc.assert(
    fc.property(office, ({ plan, source, records }) => {
      const { total } = rowsByItem(plan, source, ALL);
      for (const column of tableColumns(total).filter(({ opens }) => opens === 'records'))
        expect(column.figureOf(tallyOfRecords(records))).toEqual(column.figureOf(total));
    }),
  );
});

test('an item that is counted no more keeps its row, marked as ended', () => {
  const records = [contribution(makeContent({ itemCode: 'II.1.a.p1' }), 'confirmed')];
  const source = { cells: [...cellsOf(records, PLAN.reporting).values()], declared: [], changes: [] };
  const { rows } = rowsByItem(amended(['II.1.a.p1', 'II.1.b']), source, ALL);
  expect(rows.flatMap((row) => ('isEnded' in row && row.isEnded ? [`${row.kind} ${row.key}`] : []))).toEqual([
    'item II.1.a.p1',
    'heading II.1.b',
  ]);
});

test('what stands behind a row is said by the row', () => {
  const source: TallySource = {
    cells: [...cellsOf([contribution(makeContent({ itemCode: 'II.1.b' }), 'sent')], PLAN.reporting).values()],
    declared: [],
    changes: [],
  };
  const behind = ({ rows }: FigureTable, key: string) => rows.find((row) => row.key === key)?.records;
  expect(behind(rowsByItem(PLAN, source, ALL), 'II.1.b')).toEqual({ itemCode: 'II.1.b' });
  expect(behind(rowsByItem(PLAN, source, ALL), 'II.1.b|')).toEqual({ itemCode: 'II.1.b', alone: true });
  expect(behind(rowsByUnit(PLAN, source, ALL, UNITS), BORDERS)).toEqual({ unitId: BORDERS });
  expect(wholeRow(NO_TALLY).records).toEqual({});
});

test('a further column is one object: a rate is worked out anew for each heading, what has no sum leaves headings empty', () => {
  const perSession: Column = {
    key: 'attendeesPerSession',
    word: 'attendees',
    opens: 'nothing',
    sums: 'derived',
    inReport: false,
    figureOf: ({ confirmed: { measures } }) =>
      measures.sessions ? { count: { value: (measures.attendees ?? 0) / measures.sessions, isAbout: false } } : undefined,
  };
  const last: Column = { ...perSession, key: 'last', sums: 'never' };
  const records = [
    contribution(makeContent({ itemCode: 'II.1.a.p1', own: { sessions: 1, attendees: 90 } }), 'confirmed'),
    contribution(makeContent({ itemCode: 'II.1.a.p2', own: { sessions: 2, attendees: 30 } }), 'confirmed'),
  ];
  const { rows, total } = rowsByItem(PLAN, { cells: [...cellsOf(records, PLAN.reporting).values()], declared: [], changes: [] }, ALL);
  const values = (column: Column) =>
    [...rows.filter(({ key }) => key.startsWith('II.1.a')), wholeRow(total)].map((row) => figureIn(row, column)?.count.value);
  expect(values(perSession)).toEqual([40, 90, 15, 40]);
  expect(values(last)).toEqual([undefined, 90, 15, undefined]);
});

test('declared records open to nothing, wait for no verdict and have a column only where there are some', () => {
  const tally = { ...NO_TALLY, declared: 3 };
  expect(tableColumns(NO_TALLY).map(({ key }) => key)).toEqual(['records']);
  expect(tableColumns(tally).map(({ key }) => key)).toEqual(['records', 'declared']);
  expect(tableColumns(tally).at(-1)?.figureOf(tally)).toEqual({ count: { value: 3, isAbout: false } });
  expect(columnNamed('declared')).toBeUndefined();
});

test('a heading by itself shows records alone, a row nobody reached yet shows nothing', () => {
  const records = [contribution(makeContent(), 'confirmed')];
  const { rows } = rowsByItem(PLAN, { cells: [...cellsOf(records, PLAN.reporting).values()], declared: [], changes: [] }, ALL);
  const keys = (code: string) => rows.filter(({ key }) => key === code).flatMap((row) => cardColumns(row).map(({ key }) => key));
  expect(keys('II')).toEqual(['records']);
  expect(keys('II.1.a.p1')).toEqual(['records', 'sessions', 'attendees']);
  expect(keys('II.1.a.p2')).toEqual([]);
});

test('the parts of an item’s figure, in its leading column', () => {
  const item = { measures: ['attendees'] as const };
  const tally = {
    confirmed: { records: 2, measures: { attendees: 90 }, estimated: 1 },
    waiting: { records: 1, measures: { attendees: 5 } },
    declared: 4,
    onPhone: { records: -4, measures: { attendees: -20, leaflets: 3 } },
  };
  const parts = partsIn(tally, leadingColumn(item, tally));
  expect(parts).toEqual({
    confirmed: { value: 90, isAbout: true },
    waiting: { value: 5, isAbout: false },
    declared: { value: 4, isAbout: false },
    onPhone: { value: -20, isAbout: false },
  });
  expect(isGuessed(parts)).toBe(true);
  // What takes away makes nothing shorter, and no count is negative.
  expect(comingIn(parts)).toBe(9);
  expect(knownRecords(tally)).toBe(0);
  expect(leadingColumn({ measures: [] }, tally)).toBe(RECORDS);
  expect(itemColumns(item, tally)).toEqual([columnOfMeasure('attendees'), columnOfMeasure('leaflets')]);
});

test('a column is as the person says, or else as the office says, or else as the table itself would have it', () => {
  const office = { hidden: ['attendees'], added: ['leaflets', 'lastYear'] };
  const own = withShown(withShown(NO_CHOICE, 'attendees', true), 'leaflets', false);
  const shown = (choice: ColumnChoice) =>
    ['attendees', 'leaflets', 'lastYear', 'sessions'].map((key) => isShown(choice, key, key !== 'lastYear'));
  expect(shown(choiceOver(NO_CHOICE, office))).toEqual([false, true, true, true]);
  expect(shown(choiceOver(own, office))).toEqual([true, false, true, true]);
  expect(isSameColumnChoice(choiceOver(NO_CHOICE, office), { hidden: ['attendees'], added: ['lastYear', 'leaflets'] })).toBe(true);
  expect(isSameColumnChoice(own, office)).toBe(false);
});
