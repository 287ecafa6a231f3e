import type { Day } from '../../../domain/day.ts';
import { horizonHeard, isBeyond } from '../../../domain/horizon.ts';
import { FEED_ENTRIES } from '../../../protocol/feed-lists.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { receivedOf, recomposeRow } from '../records/compose-row.ts';
import { readEntries, rewriteUnsent } from '../records/outbox.ts';
import { type ApplyContext, onlyWaiting, reissueVerdict } from './apply-changes.ts';
import { dropActivities } from './drop-activities.ts';

/** Offers an own record to a restored server as new, with all that the server no longer knows of it, and with the verdict about it. */
async function offerAgain(db: AppDb, row: ActivityRow, entries: readonly OutboxRow[], context: ApplyContext): Promise<void> {
  const { receivedAt: _, conflicts: __, fetched: ___, ...rest } = row;
  const lost = { ...rest, version: 0 };
  await db.outbox.bulkDelete(entries.map((entry) => entry.seq));
  const edits = await rewriteUnsent(db, lost, [], { content: row.content, withdrawn: row.state === 'withdrawn' }, context.mint);
  const written = await reissueVerdict(db, lost, row, { edits, before: entries }, context.mint);
  await db.activities.put(recomposeRow(context.accountId, lost, written));
}

/** A correction of a colleague's record that is gone cannot be sent. It stays here so that its person sees it. */
async function setForAttention(db: AppDb, row: ActivityRow, entries: readonly OutboxRow[], { accountId }: ApplyContext): Promise<void> {
  const refused = entries.map(
    (entry) => ({ ...entry, refused: { status: 'rejected', id: entry.mutation.id, reason: 'baseRejected' } }) satisfies OutboxRow,
  );
  await db.outbox.bulkPut(refused);
  await db.activities.put(recomposeRow(accountId, { ...row, version: 0 }, refused));
}

async function sweepActivity(db: AppDb, row: ActivityRow, context: ApplyContext, horizon: Day): Promise<void> {
  const entries = await readEntries(db, row.id);
  const own = row.authorId === context.accountId;
  if (own && row.version > 0 && context.reoffer) return offerAgain(db, row, entries, context);
  // Own records and own changes are never removed just because the feed did not name them.
  if (own) return;
  if (entries.length > 0) {
    // The feed never names a record that was fetched beside it. The server answers the change itself.
    if (row.fetched) return;
    if (context.reoffer) return setForAttention(db, row, entries, context);
    const received = receivedOf(row);
    // Nor one that stays at the office by its age: what the phone knows of it holds, and it goes once the change is answered.
    if (received && isBeyond(horizon, received)) {
      await db.activities.put({ ...row, fetched: true });
      return;
    }
    await db.activities.put(onlyWaiting(row, entries, context));
    return;
  }
  await dropActivities(db, [row.id]);
}

/** Ends a new run of the feed: removes the rows that this run did not bring. `now`: by the office's clock (ISO). */
export async function sweep(db: AppDb, context: ApplyContext, now: string): Promise<void> {
  const tables = FEED_ENTRIES.flatMap(([list, { appliedAs }]) => (appliedAs === 'rows' ? [db.table(list)] : []));
  for (const table of [...tables, db.parked]) await table.filter((row: { feed?: number }) => row.feed !== context.run).delete();
  const left = await db.activities.filter((row) => row.feed !== context.run).toArray();
  for (const row of left) await sweepActivity(db, row, context, horizonHeard(now));
}
