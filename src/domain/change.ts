import type { ActivityContent, RecordState } from './activity.ts';
import { countedFieldChanged } from './contribution.ts';
import type { ActivityId } from './ids.ts';
import { applyPatch, type Patch } from './patch.ts';
import { nextState, type RecordAction } from './record-action.ts';
import { err, ok, type Result } from './result.ts';

/** A record at one moment: what it says, and what was made of it. */
export interface Snapshot {
  readonly content: ActivityContent;
  readonly state: RecordState;
  /** Why it is returned: goes with that state. The record that is kept instead, or was when this one was withdrawn or returned. */
  readonly returnReason?: string;
  readonly duplicateOfId?: ActivityId;
}

type Parts = Pick<Snapshot, 'content' | 'state'> & { readonly [Key in 'returnReason' | 'duplicateOfId']?: Snapshot[Key] | undefined };

/** A snapshot of what is stated, or of a row that holds more than one. */
export const snapshotOf = ({ content, state, returnReason, duplicateOfId }: Parts): Snapshot => ({
  content,
  state,
  ...(returnReason !== undefined && { returnReason }),
  ...(duplicateOfId !== undefined && { duplicateOfId }),
});

/** What of a mutation changes the record. */
export interface Change {
  readonly action: RecordAction;
  /** Empty unless the action is `record`. */
  readonly patch: Patch;
  /** With `return`: why. */
  readonly reason?: string | undefined;
  /** With `markDuplicate`: the record that is kept. */
  readonly duplicateOfId?: ActivityId | undefined;
}

/** A record after a change, were it linked with no other: its place among those of the same activity is for `duplicates.ts` to say. */
export interface Changed {
  readonly content: ActivityContent;
  readonly state: RecordState;
  /** A reviewer says that it is no duplicate after all. */
  readonly leaves: boolean;
}

/**
 * What a change does to a record, or to none where it makes one: the same on phone and server. `judge` says whether a content
 * may stand, or why not: a phone looks at its shape alone, the server at the rules of the office too.
 */
export function changeRecord<Issues>(
  before: Pick<Snapshot, 'content' | 'state'> | undefined,
  { action, patch }: Pick<Change, 'action' | 'patch'>,
  judge: (content: unknown) => Result<ActivityContent, Issues>,
): Result<Changed, Issues | 'notPossible'> {
  const state = nextState(before?.state, action, false);
  if (state === undefined) return err('notPossible');
  if (before && action !== 'record')
    return ok({ content: before.content, state, leaves: action === 'restore' && before.state === 'duplicate' });
  const judged = judge(applyPatch(before?.content, patch));
  if (!judged.ok) return judged;
  const content = judged.value;
  // Figures decide which state follows, never whether one does.
  const moved = before !== undefined && countedFieldChanged(before.content, content);
  return ok({ content, state: nextState(before?.state, action, moved) ?? state, leaves: false });
}
