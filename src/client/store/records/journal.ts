import { Dexie } from 'dexie';
import type { AccountId, ItemCode, PlanId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb, Whereabouts } from '../db.ts';

export interface JournalFilter {
  /** Only records of this person. */
  readonly authorId?: AccountId;
  readonly where?: Whereabouts;
  readonly type?: string;
}

export interface JournalQuery {
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
export async function readJournal(db: AppDb, { filter, limit, before }: JournalQuery): Promise<ActivityRow[]> {
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

/** How many records of this person the office has. A lead's phone holds those of the unit too. */
export async function countOwnReceived(db: AppDb): Promise<number> {
  const own = db.activities.where('[authorId+savedAt]').between([db.accountId, Dexie.minKey], [db.accountId, Dexie.maxKey]);
  const notReceived = db.activities.where('[where+date+id]').between(['attention', Dexie.minKey], ['phone', Dexie.maxKey]);
  const [all, waiting] = await Promise.all([own.count(), notReceived.toArray()]);
  return all - waiting.filter((row) => row.authorId === db.accountId).length;
}
