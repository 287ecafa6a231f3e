import type { ActivityContent } from '../../../domain/activity.ts';
import { contribution, isCounted } from '../../../domain/contribution.ts';
import { figureOf } from '../../../domain/leading-measure.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import { type Amount, addAmounts, amountOf, NOTHING } from '../../../domain/tally.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { figureText } from '../../labels/figure-text.ts';
import type { FigureKey } from './figure-key.ts';

/** What one record adds to a figure; undefined when it has no part in it. */
export function countOf(activity: ServerActivity, figure: FigureKey): number | undefined {
  if (!isCounted(activity.state)) return undefined;
  return figure === 'records' ? 1 : contribution(activity.content as ActivityContent, activity.state).measures[figure];
}

export interface RecordsSum {
  readonly confirmed: number;
  readonly waiting: number;
}

const amountIn = (activities: readonly ServerActivity[], state: ServerActivity['state']): Amount =>
  activities
    .filter((activity) => activity.state === state)
    .reduce((sum, activity) => addAmounts(sum, amountOf(contribution(activity.content as ActivityContent, state))), NOTHING);

const measureOf = (figure: FigureKey): MeasureKey | undefined => (figure === 'records' ? undefined : figure);

/** The records added up again, the same way the table's cells were. */
export const sumOf = (activities: readonly ServerActivity[], figure: FigureKey): RecordsSum => ({
  confirmed: figureOf(amountIn(activities, 'confirmed'), measureOf(figure)),
  waiting: figureOf(amountIn(activities, 'sent'), measureOf(figure)),
});

/** The same in words. */
export const sumTexts = (activities: readonly ServerActivity[], figure: FigureKey): { confirmed: string; waiting: string } => ({
  confirmed: figureText(amountIn(activities, 'confirmed'), measureOf(figure)),
  waiting: figureText(amountIn(activities, 'sent'), measureOf(figure)),
});
