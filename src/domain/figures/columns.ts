import { measuresOf } from '../leading-measure.ts';
import { MEASURE_KEYS, type MeasureKey } from '../measure.ts';
import type { PlanItem } from '../plan.ts';
import type { Tally } from '../tally.ts';
import { type AmountColumn, COMPARED, type Column, columnNamed, columnOfMeasure, FURTHER_COLUMNS, RECORDS } from './column.ts';
import { comparedColumn } from './compare.ts';
import type { FigureRow, FigureTable } from './row.ts';

/** The order columns are read in: occasions, people, what was handed out, fishermen, loudspeakers, press, the rest. */
const READING_ORDER: readonly MeasureKey[] = [
  'sessions',
  'meetings',
  'integratedMeetings',
  'events',
  'trainings',
  'contests',
  'inspections',
  'campaigns',
  'attendees',
  'trainees',
  'contestants',
  'leaflets',
  'vessels',
  'vesselOwners',
  'pledges',
  'broadcasts',
  'broadcastMinutes',
  'articles',
  'posts',
];
const IN_ORDER: readonly MeasureKey[] = [...READING_ORDER, ...MEASURE_KEYS.filter((key) => !READING_ORDER.includes(key))];

/** Measures with something counted; a measure nobody counted yet needs no column. */
export const measureColumns = (total: Tally): AmountColumn[] => IN_ORDER.map(columnOfMeasure).filter((column) => column.figureOf(total));

/** The columns of a table. */
export const tableColumns = (total: Tally): Column[] => [
  RECORDS,
  ...measureColumns(total),
  ...FURTHER_COLUMNS.filter((column) => column.figureOf(total)),
];

/** Every column a table may show, in the order they are read. */
export const allColumns: readonly Column[] = [RECORDS, ...IN_ORDER.map(columnOfMeasure), ...FURTHER_COLUMNS];

/** What the report of a period counts, in the order of the registry. */
export const reportColumns: readonly Column[] = [...MEASURE_KEYS.map(columnOfMeasure), ...FURTHER_COLUMNS].filter(
  ({ inReport }) => inReport,
);

/**
 * The columns of the report whose figure is a sum over records. The others, a rate say, are worked out of several sums: of a single
 * record, or of those alone that changed since, they say nothing.
 */
export const summedColumns: readonly Column[] = reportColumns.filter(({ sums }) => sums === 'sum');

/** What it counts place by place. */
export const PLACE_MEASURES = ['sessions', 'attendees'] as const satisfies readonly MeasureKey[];
export type PlaceMeasure = (typeof PLACE_MEASURES)[number];

/** What a person changed about the columns a table shows by itself, by their keys. */
export interface ColumnChoice {
  readonly hidden: readonly string[];
  readonly added: readonly string[];
}
export const NO_CHOICE: ColumnChoice = { hidden: [], added: [] };

export const isShown = ({ hidden, added }: ColumnChoice, key: string, byItself: boolean): boolean =>
  byItself ? !hidden.includes(key) : added.includes(key);

/** The choice with one column shown or not, whether a table would show it by itself or not. */
export const withShown = (choice: ColumnChoice, key: string, shown: boolean): ColumnChoice => ({
  hidden: [...choice.hidden.filter((column) => column !== key), ...(shown ? [] : [key])],
  added: [...choice.added.filter((column) => column !== key), ...(shown ? [key] : [])],
});

/** A person's own choice over that of the office: what the person says of a column is what counts. */
export const choiceOver = (own: ColumnChoice, office: ColumnChoice): ColumnChoice => ({
  hidden: [...own.hidden, ...office.hidden.filter((key) => !own.hidden.includes(key) && !own.added.includes(key))],
  added: [...own.added, ...office.added.filter((key) => !own.hidden.includes(key) && !own.added.includes(key))],
});

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((key) => right.includes(key));
export const isSameColumnChoice = (left: ColumnChoice, right: ColumnChoice): boolean =>
  isSameSet(left.hidden, right.hidden) && isSameSet(left.added, right.added);

/** Whether a table shows a column by itself: where it has figures, be it in a period that is compared. */
export const hasFigures = (column: Column, { total, others = {} }: Pick<FigureTable, 'total' | 'others'>): boolean =>
  column === RECORDS || [total, ...Object.values(others)].some((tally) => column.figureOf(tally) !== undefined);

/** The columns a person wants to see, each followed by the same figure of the periods it is compared with. */
export function chosenColumns(table: Pick<FigureTable, 'total' | 'others'>, choice: ColumnChoice): Column[] {
  const periods = COMPARED.filter((kind) => table.others?.[kind] !== undefined);
  return allColumns
    .filter((column) => isShown(choice, column.key, hasFigures(column, table)))
    .flatMap((column) => {
      const amount = columnNamed(column.key);
      return amount ? [amount, ...periods.map((kind) => comparedColumn(amount, kind))] : [column];
    });
}

/** The figures of a row that stands by itself; none where nothing was received yet. */
export function cardColumns({ kind, tally }: FigureRow): AmountColumn[] {
  if (tally.confirmed.records + tally.waiting.records === 0) return [];
  // Sums of everything below would fill a page of a phone before its first item.
  return kind === 'heading' ? [RECORDS] : [RECORDS, ...measureColumns(tally)];
}

/** The measures that come first at the head of a phone's screen, as far as they occur. */
const HEAD_FIRST: readonly MeasureKey[] = ['sessions', 'attendees', 'vessels', 'leaflets', 'broadcasts', 'articles'];
const MOST_AT_HEAD = 6;
export function headColumns(total: Tally): AmountColumn[] {
  const columns = measureColumns(total);
  const first = HEAD_FIRST.map(columnOfMeasure).filter((column) => columns.includes(column));
  return [...first, ...columns.filter((column) => !first.includes(column))].slice(0, MOST_AT_HEAD);
}

/** All that one item counts: its own measures, then others that were counted under it. */
export const itemColumns = (item: Pick<PlanItem, 'measures'>, tally: Tally): AmountColumn[] => measuresOf(item, tally).map(columnOfMeasure);
