import { FEED_ENTRIES } from '../../../protocol/feed-lists.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { recomposeRow } from '../records/compose-row.ts';
import { readEntries, rewriteLoose } from '../records/outbox.ts';
import { dropActivities } from './drop-activities.ts';
import { type Landing, onlyWaiting } from './land-changes.ts';

/** What a restored server no longer knows of an own record is offered to it as new. */
async function offerAgain(db: AppDb, row: ActivityRow, entries: readonly OutboxRow[], landing: Landing): Promise<void> {
  const { receivedAt: _, conflicts: __, ...kept } = row;
  const lost = { ...kept, version: 0 };
  await db.outbox.bulkDelete(entries.map((entry) => entry.seq));
  const written = await rewriteLoose(db, lost, [], { content: row.content, withdrawn: row.state === 'withdrawn' }, landing.mint);
  await db.activities.put(recomposeRow(landing.accountId, lost, written));
}

/** A correction of somebody's record that is gone has nothing to stand on: it stays, for its person to see. */
async function setForAttention(db: AppDb, row: ActivityRow, entries: readonly OutboxRow[], { accountId }: Landing): Promise<void> {
  const refused = entries.map(
    (entry) => ({ ...entry, refused: { status: 'rejected', id: entry.mutation.id, reason: 'baseRejected' } }) satisfies OutboxRow,
  );
  await db.outbox.bulkPut(refused);
  await db.activities.put(recomposeRow(accountId, { ...row, version: 0 }, refused));
}

async function sweepActivity(db: AppDb, row: ActivityRow, landing: Landing): Promise<void> {
  const entries = await readEntries(db, row.id);
  const own = row.authorId === landing.accountId;
  if (own && row.version > 0 && landing.reoffer) return offerAgain(db, row, entries, landing);
  // Own records and own changes are never taken away because something was not said.
  if (own) return;
  if (entries.length > 0) {
    // Of what lies here beside the feed it never speaks: the server answers to the change itself.
    if (row.fetched) return;
    if (landing.reoffer) return setForAttention(db, row, entries, landing);
    await db.activities.put(onlyWaiting(row, entries, landing));
    return;
  }
  await dropActivities(db, [row.id]);
}

/** Ends a new run of the feed: what it did not bring is no longer there. */
export async function sweep(db: AppDb, landing: Landing): Promise<void> {
  const fed = FEED_ENTRIES.flatMap(([list, { lands }]) => (lands === 'rows' ? [db.table(list)] : []));
  for (const table of [...fed, db.parked]) await table.filter((row: { feed?: number }) => row.feed !== landing.run).delete();
  const left = await db.activities.filter((row) => row.feed !== landing.run).toArray();
  for (const row of left) await sweepActivity(db, row, landing);
}
