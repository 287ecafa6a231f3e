import type { Contribution } from '../contribution.ts';
import type { Day } from '../day.ts';
import { type Column, countOfColumn, type FigureCount } from '../figures/column.ts';
import { summedColumns } from '../figures/columns.ts';
import type { ItemCode, UnitId } from '../ids.ts';
import { MEASURE_KEYS } from '../measure.ts';
import type { Locality } from '../reference.ts';
import { type Amount, addAmounts, amountOf } from '../tally.ts';
import { createLocalityNames } from './locality-lines.ts';

/** One activity in the list that may be put behind the report. */
export interface AnnexLine {
  readonly date: Day;
  readonly itemCode: ItemCode;
  readonly unitId: UnitId;
  /** Empty where the record names no place. */
  readonly place: string;
  readonly figures: readonly { readonly column: Column; readonly count: FigureCount }[];
}

/** The list behind the report, and whether it is the records that its figures were made of. */
export interface Annex {
  readonly lines: readonly AnnexLine[];
  readonly fit: AnnexFit;
}

/**
 * `lacks`: so many records that were counted are not listed. `exceeds`: so many listed were not counted. `differs`: as many are
 * listed as were counted, and they add up to something else.
 */
export type AnnexFit = { readonly kind: 'whole' | 'differs' } | { readonly kind: 'lacks' | 'exceeds'; readonly records: number };

/** Figures and single records come to a device on different ways, so either may be there before the other. */
function fitOf(records: readonly Contribution[], total: Amount): AnnexFit {
  const rest = records.reduce<Amount>((left, record) => addAmounts(left, amountOf(record), -1), total);
  if (rest.records !== 0) return { kind: rest.records > 0 ? 'lacks' : 'exceeds', records: Math.abs(rest.records) };
  return { kind: MEASURE_KEYS.some((key) => (rest.measures[key] ?? 0) !== 0) ? 'differs' : 'whole' };
}

/** `total`: what the report counts in its period. */
export function annexOf(records: readonly Contribution[], localities: readonly Locality[], total: Amount): Annex {
  const confirmed = records.filter(({ state }) => state === 'confirmed');
  return { lines: annexLines(confirmed, localities), fit: fitOf(confirmed, total) };
}

/** Records by day, then in the order of the plan's codes: the same list whatever order they came in. */
function annexLines(records: readonly Contribution[], localities: readonly Locality[]): AnnexLine[] {
  const nameOf = createLocalityNames(localities);
  const places = new Map<string, string>(localities.map((locality) => [locality.id, nameOf(locality)]));
  const keyOf = (line: AnnexLine): string =>
    [line.date, line.itemCode, line.unitId, line.place, JSON.stringify(line.figures.map(({ column, count }) => [column.key, count]))].join(
      '|',
    );
  return records
    .map((record) => ({
      date: record.date,
      itemCode: record.itemCode,
      unitId: record.unitId,
      place: record.localityId === undefined ? '' : (places.get(record.localityId) ?? record.localityId),
      figures: summedColumns
        .map((column) => ({ column, count: countOfColumn(column, amountOf(record)) }))
        .filter(({ count }) => count.value !== 0),
    }))
    .map((line) => ({ line, key: keyOf(line) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
}
