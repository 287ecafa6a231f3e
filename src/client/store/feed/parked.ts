import type { AccountId, ActivityId } from '../../../domain/ids.ts';
import { Changes, FEED_ENTRIES } from '../../../protocol/feed-lists.ts';
import { readTolerantly, type UnreadRow } from '../../../protocol/read-tolerantly.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { AppDb, ParkedRow } from '../db.ts';
import { readAllEntries } from '../records/all-entries.ts';
import type { Mint } from '../records/outbox.ts';
import { applyActivities, applyLists } from './apply-changes.ts';

/** What tells the rows of a list apart. Lists that are always sent whole have no rows of their own. */
const KEY_OF: ReadonlyMap<string, (raw: never) => string> = new Map(
  FEED_ENTRIES.flatMap(([list, entry]) => ('keyOf' in entry && entry.keyOf ? [[list, entry.keyOf] as const] : [])),
);

const keyOf = (list: string, raw: unknown): string | undefined =>
  typeof raw === 'object' && raw !== null ? KEY_OF.get(list)?.(raw as never) : undefined;

const keysOf = (changes: Changes): [string, string][] => [
  ...Object.entries(changes).flatMap(([list, rows]) =>
    (rows as readonly unknown[]).flatMap((row): [string, string][] => {
      const key = keyOf(list, row);
      return key === undefined ? [] : [[list, key]];
    }),
  ),
  ...(changes.removed ?? []).map((id): [string, string] => ['activities', id]),
];

const parkedRows = (unread: readonly UnreadRow[], run: number, app: string): ParkedRow[] =>
  unread.flatMap(({ list, raw, isPartly }) => {
    const key = keyOf(list, raw);
    return key === undefined ? [] : [{ list, key, raw, app, feed: run, ...(isPartly && { partly: true as const }) }];
  });

/**
 * Parks the rows of an answer that this release cannot read, in the transaction that applies the others. A row that can be read
 * replaces the parked one; what was shown before in an earlier version stays.
 */
export async function park(db: AppDb, changes: Changes, unread: readonly UnreadRow[], run: number, app: string): Promise<void> {
  await db.parked.bulkDelete(keysOf(changes));
  const rows = parkedRows(unread, run, app);
  await db.parked.bulkPut(rows);
  // The feed did speak of them: they are not to be swept.
  for (const { list, key, partly } of rows) if (!partly) await db.table(list).update(key, { feed: run });
}

/** Whether a parked row is newer than the record that is here: a later version may have come since. */
const isNews = async (db: AppDb, { id, version }: ServerActivity): Promise<boolean> =>
  ((await db.activities.get(id as ActivityId))?.version ?? 0) <= version;

/** Applies the parked rows that can be read by now. The others stay parked, marked as tried by this release. */
async function applyParked(db: AppDb, parked: readonly ParkedRow[], run: number, app: string, mint: Mint): Promise<void> {
  const lists: { [list: string]: unknown[] } = {};
  for (const { list, raw } of parked) {
    lists[list] ??= [];
    lists[list].push(structuredClone(raw));
  }
  const reading = readTolerantly(Changes, lists, 2);
  if (!reading) return;
  const activities: ServerActivity[] = [];
  for (const activity of reading.value.activities ?? []) if (await isNews(db, activity)) activities.push(activity);
  await applyLists(db, reading.value, run, false);
  const context = { accountId: db.accountId as AccountId, at: new Date(mint.now).toISOString(), run, reoffer: false, mint };
  await applyActivities(db, { activities }, await readAllEntries(db), context);
  await park(db, reading.value, reading.unread, run, app);
}

/** After an update: reads again what the former release could not read. The server need not send it again. */
export async function readParkedAgain(db: AppDb, app: string, mint: Mint): Promise<void> {
  const isOfFormer = (row: ParkedRow): boolean => row.app !== app;
  if (!(await db.parked.toArray()).some(isOfFormer)) return;
  await db.transaction('rw', db.tables, async () => {
    const parked = (await db.parked.toArray()).filter(isOfFormer);
    for (const run of new Set(parked.map(({ feed }) => feed))) {
      const rows = parked.filter(({ feed }) => feed === run);
      await applyParked(db, rows, run, app, mint);
    }
  });
}
