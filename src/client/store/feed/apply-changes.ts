import type { ActivityContent } from '../../../domain/activity.ts';
import { type Snapshot, snapshotOf } from '../../../domain/change.ts';
import type { AccountId, ActivityId, MutationId } from '../../../domain/ids.ts';
import { nextState } from '../../../domain/record-action.ts';
import { type Changes, FEED_ENTRIES } from '../../../protocol/feed-lists.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { composeRow, type RowFacts, receivedOf, recomposeRow } from '../records/compose-row.ts';
import { addVerdict, type Entries, isThereAlready, type Mint, rewriteUnsent } from '../records/outbox.ts';
import { project } from '../records/projection.ts';
import { putSearchRows } from '../records/search-rows.ts';
import { dropActivities } from './drop-activities.ts';

/** What applies to every row of one answer. */
export interface ApplyContext {
  readonly accountId: AccountId;
  /** ISO */
  readonly at: string;
  readonly run: number;
  readonly reoffer: boolean;
  readonly mint: Mint;
}

/**
 * Applies all lists but those of records: the rows of the server replace what was there. `anew` says that this is the beginning
 * of the feed, where a list that comes whole is absent when it is empty.
 */
export async function applyLists(db: AppDb, changes: Changes, feed: number, anew: boolean): Promise<void> {
  for (const [list, entry] of FEED_ENTRIES) {
    // The compiler cannot see here that a row and the entry of its list belong together.
    const rows = (changes[list] ?? []) as unknown as readonly never[];
    if (entry.appliedAs === 'rows') {
      const { key, keyOf, isGone } = entry;
      await db.table(list).bulkPut(rows.map((row: object) => ({ ...row, [key]: keyOf(row as never), feed })));
      if (isGone) await db.table(list).bulkDelete(rows.filter(isGone).map(keyOf));
    } else if (entry.appliedAs === 'whole') {
      if (!anew && !changes[list]) continue;
      await db.table(list).clear();
      await db.table(list).bulkAdd(rows);
    } else entry.appliedAs satisfies 'records';
  }
}

const factsFrom = (server: ServerActivity, row: ActivityRow | undefined, context: Pick<ApplyContext, 'at' | 'run'>): RowFacts => ({
  id: server.id,
  authorId: server.authorId,
  version: server.version,
  savedAt: row?.savedAt ?? server.createdAt,
  receivedAt: context.at,
  feed: context.run,
  ...(server.conflicts && { conflicts: server.conflicts }),
});

const snapshotFrom = (server: ServerActivity): Snapshot => snapshotOf({ ...server, content: server.content as ActivityContent });

/**
 * Whether the waiting changes must be written anew upon what the server has. A restored server may lack versions that this
 * phone has received: then the waiting changes and the received content are offered again. A new record that was refused
 * because it exists is known to the server after all.
 */
function mustRebase(row: ActivityRow, server: ServerActivity, entries: readonly OutboxRow[], context: ApplyContext): boolean {
  if (isThereAlready(entries)) return true;
  return context.reoffer && (entries.length > 0 || (row.authorId === context.accountId && server.version < row.version));
}

/** Writes a verdict that is still possible behind the edits, upon what the server has now. */
export async function reissueVerdict(
  db: AppDb,
  applied: ActivityRow,
  { state }: ActivityRow,
  { edits, before }: { readonly edits: readonly OutboxRow[]; readonly before: readonly OutboxRow[] },
  mint: Mint,
): Promise<readonly OutboxRow[]> {
  const verdict = before.findLast((entry) => entry.verdict && !entry.refused)?.mutation;
  const now = project(
    receivedOf(applied),
    edits.map((entry) => entry.mutation),
  );
  if (!verdict || !now || nextState(now.state, verdict.action, false) !== state) return edits;
  const mutation: Mutation = { ...verdict, id: mint.newId() as MutationId, base: edits.at(-1)?.mutation.id ?? applied.version };
  return [...edits, await addVerdict(db, mutation)];
}

/** Writes own waiting changes anew upon what the server has. */
async function rebase(
  db: AppDb,
  applied: ActivityRow,
  row: ActivityRow,
  entries: readonly OutboxRow[],
  context: ApplyContext,
): Promise<ActivityRow> {
  await db.outbox.bulkDelete(entries.map((entry) => entry.seq));
  const edits = await rewriteUnsent(
    db,
    applied,
    [],
    { content: row.content, withdrawn: row.state === 'withdrawn', revives: true, shown: entries[0]?.mends },
    context.mint,
  );
  const written = await reissueVerdict(db, applied, row, { edits, before: entries }, context.mint);
  return recomposeRow(context.accountId, applied, written, row);
}

/** Of a record that the feed removed, only the own waiting change is left. The row goes when that change is answered. */
export const onlyWaiting = (row: ActivityRow, entries: readonly OutboxRow[], { accountId }: Pick<ApplyContext, 'accountId'>): ActivityRow =>
  recomposeRow(accountId, { ...row, version: 0, fetched: true }, entries);

/** Removes records that this person may no longer see. Where an own change waits, the row stays until it is answered. */
async function takeBack(db: AppDb, ids: readonly ActivityId[], entries: Entries, context: ApplyContext): Promise<void> {
  await dropActivities(
    db,
    ids.filter((id) => !entries.has(id)),
  );
  const waiting = await db.activities.bulkGet(ids.filter((id) => entries.has(id)));
  for (const row of waiting) {
    if (row) await db.activities.put(onlyWaiting(row, entries.get(row.id) ?? [], context));
  }
}

/** Stores records as the server has them, with own waiting changes laid over them. */
export async function applyActivities(
  db: AppDb,
  { activities = [], removed = [] }: Changes,
  entries: Entries,
  context: ApplyContext,
): Promise<void> {
  const rows = await db.activities.bulkGet(activities.map((activity) => activity.id));
  const applied: ActivityRow[] = [];
  for (const [at, server] of activities.entries()) {
    const facts = factsFrom(server, rows[at], context);
    const received = snapshotFrom(server);
    const waiting = entries.get(server.id) ?? [];
    const row = rows[at];
    // Awaiting only where there is something to wait for: Dexie loses the transaction after a hundred empty awaits in a row.
    if (row && mustRebase(row, server, waiting, context))
      applied.push(await rebase(db, composeRow(context.accountId, facts, received, [], received), row, waiting, context));
    else applied.push(composeRow(context.accountId, facts, received, waiting, row ?? received));
  }
  await db.activities.bulkPut(applied);
  await putSearchRows(db, applied);
  await takeBack(db, removed, entries, context);
}

/**
 * Stores a record that the feed does not bring, so that what is done about it travels like any other change. A row that is here in
 * the same or a later version stays as it is. `stays`: it does not go again once nothing of it waits.
 */
export async function storeFetched(
  db: AppDb,
  server: ServerActivity,
  entries: readonly OutboxRow[],
  at: string,
  stays = false,
): Promise<void> {
  const row = await db.activities.get(server.id);
  if (row && row.version >= server.version) return;
  const { feed: _, ...facts } = factsFrom(server, row, { at, run: 0 });
  const received = snapshotFrom(server);
  const rest =
    row && !row.fetched ? { ...(row.feed !== undefined && { feed: row.feed }) } : { ...(!stays && ({ fetched: true } as const)) };
  await db.activities.put(composeRow(db.accountId, { ...facts, ...rest }, received, entries, received));
}
