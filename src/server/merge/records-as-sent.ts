import type { ActivityId } from '../../domain/ids.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';

/**
 * The new records of a page that are in their first version just as the page said them, whether they came with it or with an
 * earlier one whose answer was lost: with their result the phone knows all there is to know of them. Where anything else was
 * said of a record in the same page, that is for the feed to tell.
 */
export function recordsAsSent(raw: readonly unknown[], results: readonly MutationResult[]): ReadonlySet<ActivityId> {
  const known = new Set<ActivityId>();
  const other = new Set<unknown>();
  for (const [nth, result] of results.entries()) {
    // What was applied had the shape of a mutation.
    const { action, base, activityId } = (raw[nth] ?? {}) as Partial<Mutation>;
    if (result.status === 'applied' && result.version === 1 && action === 'record' && base === 0) known.add(result.activityId);
    else other.add(activityId);
  }
  return new Set([...known].filter((id) => !other.has(id)));
}
