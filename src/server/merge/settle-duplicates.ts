import { type Changed, snapshotOf } from '../../domain/change.ts';
import { type GroupOutcome, outcomesAfter } from '../../domain/duplicates.ts';
import type { ActivityId, MutationId } from '../../domain/ids.ts';
import type { RecordAction } from '../../domain/record-action.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { PageWork } from './page-work.ts';
import { nextVersion, putVersion } from './put-version.ts';
import type { StoredActivity } from './stored-activity.ts';

/** The change of one record that made others count, or count no more. */
export interface Cause {
  readonly activityId: ActivityId;
  readonly mutationId: MutationId;
  readonly action: RecordAction;
  /** By the phone's clock. */
  readonly at: string;
}

/**
 * Puts a version of a record that nobody changed by itself: it takes the place of another one, or belongs to another one from
 * now on. Its history names what was done to which record, under the name of who did that.
 */
function putFollower(work: PageWork, current: StoredActivity, { state, duplicateOfId }: GroupOutcome, cause: Cause): void {
  const { content, returnReason, conflicts = [] } = current;
  const stillReturned = state === 'returned' ? returnReason : undefined;
  const next = nextVersion(work, current, snapshotOf({ content, state, returnReason: stillReturned, duplicateOfId }), conflicts);
  const countsInstead = current.state === 'duplicate' && state === 'sent';
  const other = countsInstead ? cause.activityId : duplicateOfId;
  putVersion(work, current, next, {
    mutationId: cause.mutationId,
    action: countsInstead ? 'restore' : 'markDuplicate',
    at: cause.at,
    said: { reason: cause.action, ...(other && { duplicateOfId: other }) },
    patch: {},
    conflicts: [],
  });
}

/** Writes for each record of a group what it becomes, where that is something else than now. */
export function putFollowers(work: PageWork, places: ReadonlyMap<ActivityId, GroupOutcome>, cause: Cause): void {
  for (const [id, place] of places) {
    const current = work.activities.get(id);
    if (!current || (place.state === current.state && place.duplicateOfId === current.duplicateOfId)) continue;
    putFollower(work, current, place, cause);
  }
}

export interface Settled {
  /** What the changed record itself becomes. */
  readonly own: GroupOutcome;
  /** That place as its history tells it: which record counts in its stead. */
  readonly said: { readonly duplicateOfId?: ActivityId };
  readonly places: ReadonlyMap<ActivityId, GroupOutcome>;
}

/** What becomes of a changed record, and of all that are linked with it. */
export function settleDuplicates(work: PageWork, mutation: Mutation, { state, leaves }: Changed): Settled {
  const { activityId: id, action, duplicateOfId } = mutation;
  const places = outcomesAfter([...work.activities.values()], { id, action, state, duplicateOfId, leaves });
  const own = places.get(id) ?? { state, duplicateOfId: undefined };
  const counting = own.duplicateOfId && places.get(own.duplicateOfId);
  const counts = counting?.state === 'sent' || counting?.state === 'confirmed';
  return { own, said: own.duplicateOfId && counts ? { duplicateOfId: own.duplicateOfId } : {}, places };
}
