import type { ActivityContent } from '../../../domain/activity.ts';
import { type Snapshot, snapshotOf } from '../../../domain/change.ts';
import type { AccountId, ActivityId, MutationId } from '../../../domain/ids.ts';
import { nextState } from '../../../domain/record-action.ts';
import { type Changes, FEED_ENTRIES } from '../../../protocol/feed-lists.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { composeRow, type RowFacts, recomposeRow } from '../records/compose-row.ts';
import { addVerdict, type Entries, type Mint, rewriteLoose } from '../records/outbox.ts';
import { project } from '../records/projection.ts';
import { putSearchRows } from '../records/search-rows.ts';
import { dropActivities } from './drop-activities.ts';

/** What the rows of one answer have in common. */
export interface Landing {
  readonly accountId: AccountId;
  /** ISO */
  readonly at: string;
  readonly run: number;
  readonly reoffer: boolean;
  readonly mint: Mint;
}

/**
 * All lists but those of records, whose rows meet own waiting changes: the server's word replaces what was there. `anew`: this is
 * the beginning of the feed, which says a list that lands whole only where there is something in it.
 */
export async function landLists(db: AppDb, changes: Changes, feed: number, anew: boolean): Promise<void> {
  for (const [list, entry] of FEED_ENTRIES) {
    // A row and the entry of its list fit each other, which the compiler does not see from here.
    const rows = (changes[list] ?? []) as unknown as readonly never[];
    if (entry.lands === 'rows') {
      const { key, keyOf, isGone } = entry;
      await db.table(list).bulkPut(rows.map((row: object) => ({ ...row, [key]: keyOf(row as never), feed })));
      if (isGone) await db.table(list).bulkDelete(rows.filter(isGone).map(keyOf));
    } else if (entry.lands === 'whole') {
      if (!anew && !changes[list]) continue;
      await db.table(list).clear();
      await db.table(list).bulkAdd(rows);
    } else entry.lands satisfies 'records';
  }
}

const factsFrom = (server: ServerActivity, row: ActivityRow | undefined, landing: Pick<Landing, 'at' | 'run'>): RowFacts => ({
  id: server.id,
  authorId: server.authorId,
  version: server.version,
  savedAt: row?.savedAt ?? server.createdAt,
  receivedAt: landing.at,
  feed: landing.run,
  ...(server.conflicts && { conflicts: server.conflicts }),
});

const snapshotFrom = (server: ServerActivity): Snapshot => snapshotOf({ ...server, content: server.content as ActivityContent });

/**
 * Whether the waiting changes must be said anew upon what the server has. After a restore it may lack versions this phone
 * was told of: both what waits and what was received is then offered again. And a new record refused because it exists is
 * known to the server after all.
 */
function mustRebase(row: ActivityRow, server: ServerActivity, entries: readonly OutboxRow[], landing: Landing): boolean {
  if (entries.some(({ refused }) => refused?.status === 'rejected' && refused.reason === 'exists')) return true;
  return landing.reoffer && (entries.length > 0 || (row.authorId === landing.accountId && server.version < row.version));
}

/** A verdict that still holds follows the edits, upon what the server has now. */
async function sayVerdictAgain(
  db: AppDb,
  landed: ActivityRow,
  { state }: ActivityRow,
  { edits, before }: { readonly edits: readonly OutboxRow[]; readonly before: readonly OutboxRow[] },
  mint: Mint,
): Promise<readonly OutboxRow[]> {
  const verdict = before.findLast((entry) => entry.verdict && !entry.refused)?.mutation;
  const now = project(
    landed,
    edits.map((entry) => entry.mutation),
  );
  if (!verdict || !now || nextState(now.state, verdict.action, false) !== state) return edits;
  const mutation: Mutation = { ...verdict, id: mint.newId() as MutationId, base: edits.at(-1)?.mutation.id ?? landed.version };
  return [...edits, await addVerdict(db, mutation)];
}

/** Says own waiting changes anew upon what the server has. */
async function rebase(
  db: AppDb,
  landed: ActivityRow,
  row: ActivityRow,
  entries: readonly OutboxRow[],
  landing: Landing,
): Promise<ActivityRow> {
  await db.outbox.bulkDelete(entries.map((entry) => entry.seq));
  const edits = await rewriteLoose(
    db,
    landed,
    [],
    { content: row.content, withdrawn: row.state === 'withdrawn', revives: true },
    landing.mint,
  );
  const written = await sayVerdictAgain(db, landed, row, { edits, before: entries }, landing.mint);
  return recomposeRow(landing.accountId, landed, written, row);
}

/** Of a record the feed has taken away only the own change is left that waits upon it; once that is answered the row goes too. */
export const onlyWaiting = (row: ActivityRow, entries: readonly OutboxRow[], { accountId }: Pick<Landing, 'accountId'>): ActivityRow =>
  recomposeRow(accountId, { ...row, version: 0, fetched: true }, entries);

/** A record no longer this person's to see goes; where an own change waits upon it, that stays until it is answered. */
async function takeBack(db: AppDb, ids: readonly ActivityId[], entries: Entries, landing: Landing): Promise<void> {
  await dropActivities(
    db,
    ids.filter((id) => !entries.has(id)),
  );
  const waiting = await db.activities.bulkGet(ids.filter((id) => entries.has(id)));
  for (const row of waiting) {
    if (row) await db.activities.put(onlyWaiting(row, entries.get(row.id) ?? [], landing));
  }
}

/** Records as the server has them, own waiting changes laid over. */
export async function landActivities(
  db: AppDb,
  { activities = [], removed = [] }: Changes,
  entries: Entries,
  landing: Landing,
): Promise<void> {
  const rows = await db.activities.bulkGet(activities.map((one) => one.id));
  const landed: ActivityRow[] = [];
  for (const [at, server] of activities.entries()) {
    const facts = factsFrom(server, rows[at], landing);
    const received = snapshotFrom(server);
    const waiting = entries.get(server.id) ?? [];
    const row = rows[at];
    // Awaiting only where there is something to wait for: Dexie loses the transaction after a hundred empty awaits in a row.
    if (row && mustRebase(row, server, waiting, landing))
      landed.push(await rebase(db, composeRow(landing.accountId, facts, received, [], received), row, waiting, landing));
    else landed.push(composeRow(landing.accountId, facts, received, waiting, row ?? received));
  }
  await db.activities.bulkPut(landed);
  await putSearchRows(db, landed);
  await takeBack(db, removed, entries, landing);
}

/**
 * Puts a record that the feed does not bring here so that a verdict upon it travels like any other change. What lies here in
 * the same or a later version stays as it is.
 */
export async function landForReview(db: AppDb, server: ServerActivity, entries: readonly OutboxRow[], at: string): Promise<void> {
  const row = await db.activities.get(server.id);
  if (row && row.version >= server.version) return;
  const { feed: _, ...facts } = factsFrom(server, row, { at, run: 0 });
  const received = snapshotFrom(server);
  const kept = row && !row.fetched ? { ...(row.feed !== undefined && { feed: row.feed }) } : ({ fetched: true } as const);
  await db.activities.put(composeRow(db.accountId, { ...facts, ...kept }, received, entries, received));
}
