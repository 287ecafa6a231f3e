import { figureOf } from './leading-measure.ts';
import type { MeasureKey } from './measure.ts';
import type { Amount } from './tally.ts';

/** How often something was done, or how much of it: nobody guesses that, also where the people at it are guessed. */
const OCCASIONS: readonly MeasureKey[] = [
  'sessions',
  'broadcasts',
  'meetings',
  'integratedMeetings',
  'events',
  'contests',
  'inspections',
  'campaigns',
  'trainings',
];

/** Whether a figure is to be read as "about": it is no zero, and there are estimates among what was added up. */
export const isAbout = (amount: Amount, measure: MeasureKey | undefined): boolean =>
  measure !== undefined && !OCCASIONS.includes(measure) && (amount.estimated ?? 0) !== 0 && figureOf(amount, measure) !== 0;
