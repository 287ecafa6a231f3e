import type { RecordState } from './activity.ts';

/**
 * What may be done to a record. `record` creates it or changes fields; the last three are the office's verdict.
 */
export const RECORD_ACTIONS = ['record', 'withdraw', 'restore', 'confirm', 'return', 'markDuplicate'] as const;
export type RecordAction = (typeof RECORD_ACTIONS)[number];

/** A verdict on a record, as against work on it. */
export const REVIEW_ACTIONS = ['confirm', 'return', 'markDuplicate'] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];
export const isReview = (action: RecordAction): action is ReviewAction => (REVIEW_ACTIONS as readonly string[]).includes(action);

/**
 * The state after an action, or undefined where the action is not possible. `from` undefined: no record yet. What follows from
 * other records of the same activity is for `duplicates.ts` to say.
 */
export function nextState(from: RecordState | undefined, action: RecordAction, countedFieldChanged: boolean): RecordState | undefined {
  switch (action) {
    case 'record':
      if (from === undefined || from === 'sent' || from === 'returned') return 'sent';
      // A confirmed figure that moved must be confirmed again.
      if (from === 'confirmed') return countedFieldChanged ? 'sent' : 'confirmed';
      // A duplicate may come to count instead of the record that is kept, so its author keeps it right.
      return from === 'duplicate' ? 'duplicate' : undefined;
    case 'withdraw':
      return from === undefined || from === 'withdrawn' ? undefined : 'withdrawn';
    case 'restore':
      // A record wrongly taken for a duplicate comes back the same way as a withdrawn one: to be judged again.
      return from === 'withdrawn' || from === 'duplicate' ? 'sent' : undefined;
    case 'confirm':
      return from === 'sent' ? 'confirmed' : undefined;
    case 'return':
      return from === 'sent' || from === 'confirmed' ? 'returned' : undefined;
    case 'markDuplicate':
      return from === 'sent' || from === 'confirmed' || from === 'returned' ? 'duplicate' : undefined;
  }
}
