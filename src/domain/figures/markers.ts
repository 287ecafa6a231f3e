import type { MarkerRange } from '../border-marker.ts';
import type { MarkerRow } from './row.ts';
import { type KeyedSum, tallyOfSums } from './rows.ts';

/** The border of an office as a strip of stones, one for each main position, with what was done there. */
export interface MarkerSums {
  /** Every position of the office's ranges, in order, whether anything was done there or not. */
  readonly stones: readonly MarkerRow[];
  /** Positions that records name and the office does not. */
  readonly others: readonly MarkerRow[];
}

/** Where a border is so long that a strip of all stones would say nothing, those with something alone are shown. */
export const MOST_STONES = 400;

const isWithin = (position: number, ranges: readonly MarkerRange[]): boolean =>
  ranges.some(({ from, to }) => from <= position && position <= to);

/** Undefined where the office has no markers of its own. */
export function markerStrip(sums: readonly KeyedSum[], ranges: readonly MarkerRange[] = []): MarkerSums | undefined {
  if (ranges.length === 0) return undefined;
  const rowOf = (position: number): MarkerRow => ({
    kind: 'marker',
    key: `#${position}`,
    position,
    tally: tallyOfSums(sums.filter(({ key }) => key === String(position))),
    isSum: false,
    measures: ['sessions'],
    records: { marker: position },
  });
  const named = [...new Set(sums.map(({ key }) => Number(key)))].sort((a, b) => a - b);
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const within =
    count > MOST_STONES
      ? named.filter((position) => isWithin(position, ranges))
      : ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  const others = named.filter((position) => !isWithin(position, ranges)).map(rowOf);
  return {
    stones: [...new Set(within)].sort((a, b) => a - b).map(rowOf),
    others: others.filter(({ tally }) => tally.confirmed.records + tally.waiting.records > 0),
  };
}
