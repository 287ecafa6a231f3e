import type { AppDb } from '../db.ts';
import { writeMeta } from '../meta.ts';
import { planCopyKey } from '../safekeeping/plan-copy-key.ts';
import { dropActivities } from './drop-activities.ts';
import { readFeedState } from './feed-state.ts';

/** What people wrote here, what waits of it, and what this store is known by; everything else came from the office and comes again. */
const OWN_TABLES = ['activities', 'search', 'outbox', 'drafts', 'planDrafts', 'meta'];

async function clear(db: AppDb): Promise<boolean> {
  const feed = await readFeedState(db);
  // A server that was restored may lack own records, and has not been offered them again yet: they are all there is of them.
  if (feed.reoffer) return false;
  for (const table of db.tables) if (!OWN_TABLES.includes(table.name)) await table.clear();
  const waiting = new Set((await db.outbox.toArray()).map(({ activityId }) => activityId));
  const ids = await db.activities.toCollection().primaryKeys();
  await dropActivities(
    db,
    ids.filter((id) => !waiting.has(id)),
  );
  await writeMeta(db, 'feed', { ...feed, cursor: 0, epoch: '', scope: '', sweeping: false });
  await db.meta.bulkDelete(['contact', 'planCopy', 'chosenPlan']);
  return true;
}

/** Clears away what the office sent to this phone: who signs in again gets it anew. Unsent work and drafts stay. */
export async function clearReceived(db: AppDb): Promise<void> {
  const isCleared = await db.transaction('rw', db.tables, async () => clear(db));
  if (isCleared) localStorage.removeItem(planCopyKey(db.accountId));
}
