import { Dexie } from 'dexie';
import { type GroupRecord, groupOf, nextToCount } from '../../../domain/duplicates.ts';
import type { AccountId, ActivityId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb } from '../db.ts';

/** What follows when records count no more and others are duplicates of them. */
export interface Followers {
  /** Duplicates of them. */
  readonly count: number;
  /** The authors of the records that count instead. */
  readonly nextBy: readonly AccountId[];
}

const INDEX = '[state+where+content.unitId+date+id]';

/** All records of a state: there are few duplicates, withdrawn and returned records. */
const inState = (db: AppDb, state: ActivityRow['state']): Promise<ActivityRow[]> =>
  db.activities.where(INDEX).between([state], [state, Dexie.maxKey]).toArray();

/** The same for records that need not be on this phone. */
export function followersOf<T extends GroupRecord & { readonly authorId: AccountId }>(
  ids: readonly ActivityId[],
  duplicates: readonly T[],
): Followers {
  const groups = ids.map((id) => groupOf([id], duplicates).filter((linked) => linked.id !== id));
  const nextBy = groups.flatMap((group) => nextToCount(group)?.authorId ?? []);
  return { count: new Set(groups.flat().map((group) => group.id)).size, nextBy: [...new Set(nextBy)] };
}

/** As far as this phone knows: a lead has the records of the unit, others their own. */
export const readFollowers = async (db: AppDb, ids: readonly ActivityId[]): Promise<Followers> =>
  followersOf(ids, await inState(db, 'duplicate'));

/** Withdrawn and returned records, by the record that the same activity counts with. */
export async function readLeft(db: AppDb): Promise<Map<ActivityId, ActivityRow>> {
  const rows = [...(await inState(db, 'withdrawn')), ...(await inState(db, 'returned'))];
  return new Map(rows.flatMap((row) => (row.duplicateOfId === undefined ? [] : [[row.duplicateOfId, row] as const])));
}
