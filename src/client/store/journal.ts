import { Dexie } from 'dexie';
import type { ActivityContent } from '../../domain/activity.ts';
import { isCounted } from '../../domain/contribution.ts';
import type { AccountId, ActivityId, ItemCode, LocalityId, PlanId } from '../../domain/ids.ts';
import { isPossibleDuplicate } from '../../domain/rules.ts';
import type { ActivityRow, AppDb, Whereabouts } from './db.ts';

export interface JournalFilter {
  /** Only records of this person. */
  readonly authorId?: AccountId;
  readonly where?: Whereabouts;
  readonly type?: string;
}

export interface JournalPage {
  readonly filter: JournalFilter;
  readonly limit: number;
  /** The last row of the page before. */
  readonly before?: Pick<ActivityRow, 'date' | 'id'>;
}

export const fits = (row: ActivityRow, { authorId, where, type }: JournalFilter): boolean =>
  (authorId === undefined || row.authorId === authorId) &&
  (where === undefined || row.where === where) &&
  (type === undefined || row.content.type === type);

/** Rows asked for at once at most: beyond that one answer would keep the screen waiting. */
const MOST_ROWS = 500;

/**
 * Newest day first, along an index: little more than the rows shown is read. What the index does not tell apart is sorted out
 * here: a filter in the query would have the database hand over row by row, which takes a slow phone ten times as long.
 */
export async function readJournal(db: AppDb, { filter, limit, before }: JournalPage): Promise<ActivityRow[]> {
  const { where, type } = filter;
  const [index, prefix] =
    where !== undefined ? ['[where+date+id]', [where]] : type !== undefined ? ['[content.type+date+id]', [type]] : ['[date+id]', []];
  const found: ActivityRow[] = [];
  let last = before;
  for (let size = limit; ; size = Math.max(limit, Math.min(2 * size, MOST_ROWS))) {
    const end = last ? [last.date, last.id] : [Dexie.maxKey];
    const rows = await db.activities
      .where(index)
      .between([...prefix, Dexie.minKey], [...prefix, ...end])
      .reverse()
      .limit(size)
      .toArray();
    found.push(...rows.filter((row) => fits(row, filter)));
    if (found.length >= limit || rows.length < size) return found.slice(0, limit);
    last = rows.at(-1);
  }
}

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

/** A counted record that says the same: probably the same activity logged twice. */
export async function findPossibleDuplicate(db: AppDb, content: ActivityContent, exceptId: ActivityId): Promise<ActivityRow | undefined> {
  // The day's rows in one answer of the database: row by row through a cursor takes ten times as long, and Save waits for it.
  const rows = await db.activities.where('[date+id]').between([content.date, Dexie.minKey], [content.date, Dexie.maxKey]).toArray();
  return rows.find((row) => row.id !== exceptId && isCounted(row.state) && isPossibleDuplicate(row.content, content));
}

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
  const types = [...new Set(contents.map((one) => one.type))];
  return {
    itemCodes: [...new Set(contents.map((one) => one.itemCode))],
    localityIds: [...new Set(contents.flatMap((one) => one.localityId ?? []))],
    types,
    itemCodesByType: new Map(
      types.map((type) => [type, [...new Set(contents.filter((one) => one.type === type).map((one) => one.itemCode))]]),
    ),
  };
}

/** The latest records under some items of a plan, newest day first. */
export async function readItemActivities(db: AppDb, planId: PlanId, codes: readonly ItemCode[], limit: number): Promise<ActivityRow[]> {
  const lists = await Promise.all(
    codes.map((code) =>
      db.activities
        .where('[content.planId+content.itemCode+date]')
        .between([planId, code, Dexie.minKey], [planId, code, Dexie.maxKey])
        .reverse()
        .limit(limit)
        .toArray(),
    ),
  );
  const newestFirst = (a: ActivityRow, b: ActivityRow): number => (`${a.date}${a.id}` < `${b.date}${b.id}` ? 1 : -1);
  return lists.flat().sort(newestFirst).slice(0, limit);
}
