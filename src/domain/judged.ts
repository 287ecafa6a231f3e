import type { RecordState } from './activity.ts';

const JUDGED: readonly RecordState[] = ['confirmed', 'returned', 'duplicate'];
/** Whether a verdict stands between the two states: such a record is nothing to be judged any more. */
export const isJudged = (before: RecordState, now: RecordState): boolean => now !== before && JUDGED.includes(now);
