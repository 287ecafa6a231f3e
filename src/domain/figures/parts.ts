import { knownAmount, leadingMeasure } from '../leading-measure.ts';
import type { PlanItem } from '../plan.ts';
import type { Tally } from '../tally.ts';
import { type AmountColumn, columnOfMeasure, countOrNone, type FigureCount } from './column.ts';

/** The parts of a figure, always told apart. */
export type Part = 'confirmed' | 'waiting' | 'declared' | 'onPhone';
export type Parts = Readonly<Record<Part, FigureCount>>;

/** A figure in its parts; what is declared is known in records only. */
export const partsIn = (tally: Tally, column: AmountColumn): Parts => ({
  confirmed: countOrNone(column, tally.confirmed),
  waiting: countOrNone(column, tally.waiting),
  declared: { value: tally.declared, isAbout: false },
  onPhone: countOrNone(column, tally.onPhone),
});

/** The numbers alone, for what draws them. */
export const valuesOf = ({ confirmed, waiting, declared, onPhone }: Parts): Readonly<Record<Part, number>> => ({
  confirmed: confirmed.value,
  waiting: waiting.value,
  declared: declared.value,
  onPhone: onPhone.value,
});

/** What may still come to a confirmed figure: a part that takes away makes it no shorter. */
export const comingIn = ({ waiting, declared, onPhone }: Parts): number => waiting.value + declared.value + Math.max(0, onPhone.value);

/** Whether any part of a figure is to be read as "about". */
export const isGuessed = (parts: Parts): boolean => Object.values(parts).some((part) => part.isAbout);

/**
 * All records known of, received or on this phone. Figures of the office that are older than a verdict given here may hold
 * fewer records than it takes away, and a count is never negative.
 */
export const knownRecords = (tally: Tally): number => Math.max(0, knownAmount(tally).records);

/** The column that speaks for an item where one figure must do. */
export const leadingColumn = (item: Pick<PlanItem, 'measures'>, tally: Tally): AmountColumn =>
  columnOfMeasure(leadingMeasure(item, knownAmount(tally).measures));
