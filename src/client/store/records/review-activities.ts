import type { ActivityContent } from '../../../domain/activity.ts';
import type { ActivityId, MutationId } from '../../../domain/ids.ts';
import { changedFields } from '../../../domain/patch.ts';
import { nextState, type ReviewAction } from '../../../domain/record-action.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { AppDb } from '../db.ts';
import { storeFetched } from '../feed/apply-changes.ts';
import { dropActivities } from '../feed/drop-activities.ts';
import { writeOnce } from '../open-db.ts';
import { recomposeRow } from './compose-row.ts';
import { addVerdict, isDone, type Mint, readEntries } from './outbox.ts';

/** How long a verdict rests before it may go, so that it can be taken back (ms). */
const TAKE_BACK_MS = 10_000;

/** One decision about one record or several. */
export interface Review extends Mint {
  readonly ids: readonly ActivityId[];
  /** `restore` takes back that a record is a duplicate. */
  readonly action: ReviewAction | 'restore';
  /** With `return`. */
  readonly reason?: string;
  /** With `markDuplicate`: the record that is kept. */
  readonly duplicateOfId?: ActivityId;
  /** Records among them that only the server had until now, as the person saw them. */
  readonly fetched?: readonly ServerActivity[];
  /** What the person saw: where sync has brought something else meanwhile, nothing is decided about it. */
  readonly seen?: readonly { readonly id: ActivityId; readonly content: ActivityContent }[];
}

async function reviewOne(db: AppDb, id: ActivityId, review: Review): Promise<boolean> {
  const { action, reason, duplicateOfId, fetched, seen, now, newId } = review;
  const at = new Date(now).toISOString();
  const entries = await readEntries(db, id);
  const server = fetched?.find((record) => record.id === id);
  if (server) await storeFetched(db, server, entries, at);
  const row = await db.activities.get(id);
  if (!row) return false;
  // A verdict the server refused gives way to the new one; a refused edit must be mended or dropped first.
  const past = entries.filter((entry) => entry.verdict && entry.refused);
  const waiting = entries.filter((entry) => !past.includes(entry));
  const before = seen?.find((record) => record.id === id)?.content ?? row.content;
  const isOther = Object.keys(changedFields(before, row.content)).length > 0;
  if (isOther || waiting.some((entry) => entry.refused) || nextState(row.state, action, false) === undefined) {
    if (isDone(row, entries)) await dropActivities(db, [id]);
    return false;
  }
  await db.outbox.bulkDelete(past.map((entry) => entry.seq));
  const mutation: Mutation = {
    id: newId() as MutationId,
    activityId: id,
    action,
    base: waiting.at(-1)?.mutation.id ?? row.version,
    patch: {},
    ...(reason !== undefined && { reason }),
    ...(duplicateOfId !== undefined && { duplicateOfId }),
    at,
  };
  const entry = await addVerdict(db, mutation, now + TAKE_BACK_MS);
  await db.activities.put(recomposeRow(db.accountId, row, [...waiting, entry]));
  return true;
}

async function undoOne(db: AppDb, id: ActivityId): Promise<boolean> {
  const row = await db.activities.get(id);
  const entries = await readEntries(db, id);
  const last = entries.at(-1);
  if (!row || !last?.verdict || last.offered) return false;
  const left = entries.slice(0, -1);
  await db.outbox.delete(last.seq);
  if (isDone(row, left)) await dropActivities(db, [id]);
  else await db.activities.put(recomposeRow(db.accountId, row, left));
  return true;
}

const each = (db: AppDb, ids: readonly ActivityId[], act: (id: ActivityId) => Promise<boolean>): Promise<ActivityId[]> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.search, db.outbox], async () => {
      const done: ActivityId[] = [];
      for (const id of ids) if (await act(id)) done.push(id);
      return done;
    }),
  );

/**
 * Saves a decision about records, each with the change that will tell the server, all together or not at all. Gives the
 * records it could be made about. It rests for `TAKE_BACK_MS` before it may go.
 */
export const reviewActivities = (db: AppDb, review: Review): Promise<ActivityId[]> =>
  each(db, review.ids, (id) => reviewOne(db, id, review));

/** Takes back decisions that never left the phone and nothing was made upon; gives the records where that was so. */
export const undoReviews = (db: AppDb, ids: readonly ActivityId[]): Promise<ActivityId[]> => each(db, ids, (id) => undoOne(db, id));
