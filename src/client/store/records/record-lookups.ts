import { Dexie } from 'dexie';
import { isCounted } from '../../../domain/contribution.ts';
import type { AccountId, ActivityId, ItemCode, LocalityId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb, Whereabouts } from '../db.ts';

// What the first page and the form ask of the records; whole lists are read in journal.ts, which comes later.

const count = (db: AppDb, where: Whereabouts): Promise<number> =>
  db.activities.where('[where+date+id]').between([where, Dexie.minKey], [where, Dexie.maxKey]).count();

export async function countWhere(db: AppDb): Promise<Record<Whereabouts, number>> {
  const [phone, received, attention] = await Promise.all([count(db, 'phone'), count(db, 'received'), count(db, 'attention')]);
  return { phone, received, attention };
}

export const readActivity = (db: AppDb, id: ActivityId): Promise<ActivityRow | undefined> => db.activities.get(id);

const lastSaved = (db: AppDb, authorId: AccountId) =>
  db.activities.where('[authorId+savedAt]').between([authorId, Dexie.minKey], [authorId, Dexie.maxKey]).reverse();

/** The record this person saved last, to be repeated. */
export const readLastActivity = (db: AppDb, authorId: AccountId): Promise<ActivityRow | undefined> =>
  lastSaved(db, authorId)
    .filter((row) => isCounted(row.state))
    .first();

/** How many of the person's records the proposals look back upon. */
const RECENT_RECORDS = 50;

/** What the person chose lately, latest first. */
export interface RecentChoices {
  readonly itemCodes: readonly ItemCode[];
  readonly localityIds: readonly LocalityId[];
  readonly types: readonly string[];
  /** Items chosen with each type. */
  readonly itemCodesByType: ReadonlyMap<string, readonly ItemCode[]>;
}

export async function recentChoices(db: AppDb): Promise<RecentChoices> {
  const rows = await lastSaved(db, db.accountId).limit(RECENT_RECORDS).toArray();
  const contents = rows.map((row) => row.content);
  const types = [...new Set(contents.map((content) => content.type))];
  return {
    itemCodes: [...new Set(contents.map((content) => content.itemCode))],
    localityIds: [...new Set(contents.flatMap((content) => content.localityId ?? []))],
    types,
    itemCodesByType: new Map(
      types.map((type) => [type, [...new Set(contents.filter((content) => content.type === type).map((content) => content.itemCode))]]),
    ),
  };
}
