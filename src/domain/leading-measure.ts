import { addMeasures, MEASURE_KEYS, type MeasureKey, type Measures } from './measure.ts';
import type { PlanItem } from './plan.ts';
import { type Amount, addAmounts, type Tally } from './tally.ts';

/** All that is known of a figure in the item's own terms: confirmed, waiting and on this phone. What is declared has no measures yet. */
export const knownAmount = (tally: Tally): Amount => addAmounts(addAmounts(tally.confirmed, tally.waiting), tally.onPhone);

/**
 * The measure that speaks for an item where one figure must do: its first measure with something counted; else, as any
 * type may be logged under any item, the first other one with something counted; else its first measure. An item that
 * names none (a heading) is counted in records: what lies below it has no unit in common.
 */
export function leadingMeasure(item: Pick<PlanItem, 'measures'>, sum: Measures): MeasureKey | undefined {
  if (item.measures.length === 0) return undefined;
  const counted = (key: MeasureKey): boolean => (sum[key] ?? 0) !== 0;
  return item.measures.find(counted) ?? MEASURE_KEYS.find(counted) ?? item.measures[0];
}

/** The measures of an item with another of them at their head: that one speaks for the item. */
export const withFirst = (measures: readonly MeasureKey[], first: MeasureKey): MeasureKey[] => [
  first,
  ...measures.filter((key) => key !== first),
];

/** An amount in the given measure, or in records where there is none. */
export const figureOf = (amount: Amount, measure: MeasureKey | undefined): number =>
  measure === undefined ? amount.records : (amount.measures[measure] ?? 0);

/** Measures of an item in the order to read them: its own first, then others that were counted under it. */
export function measuresOf(item: Pick<PlanItem, 'measures'>, tally: Tally): MeasureKey[] {
  const counted = addMeasures(addMeasures(tally.confirmed.measures, tally.waiting.measures), tally.onPhone.measures);
  return [...item.measures, ...MEASURE_KEYS.filter((key) => counted[key] !== undefined && !item.measures.includes(key))];
}
