import { measuresOf } from '../leading-measure.ts';
import { MEASURE_KEYS, type MeasureKey } from '../measure.ts';
import type { PlanItem } from '../plan.ts';
import type { Tally } from '../tally.ts';
import { type AmountColumn, type Column, columnOf, DECLARED, RECORDS } from './column.ts';
import type { FigureRow } from './row.ts';

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
export const measureColumns = (total: Tally): AmountColumn[] => IN_ORDER.map(columnOf).filter((column) => column.figureOf(total));

/** The columns of a table. */
export const tableColumns = (total: Tally): Column[] => [
  RECORDS,
  ...measureColumns(total),
  ...(DECLARED.figureOf(total) ? [DECLARED] : []),
];

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
  const first = HEAD_FIRST.map(columnOf).filter((column) => columns.includes(column));
  return [...first, ...columns.filter((column) => !first.includes(column))].slice(0, MOST_AT_HEAD);
}

/** All that one item counts: its own measures, then others that were counted under it. */
export const itemColumns = (item: Pick<PlanItem, 'measures'>, tally: Tally): AmountColumn[] => measuresOf(item, tally).map(columnOf);
