import { draftOf } from '../../../domain/activity-draft.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { dropActivities } from '../feed/drop-activities.ts';
import { writeOnce } from '../open-db.ts';
import { receivedOf, recomposeRow } from './compose-row.ts';
import { fixedEntries, isDone, readEntries } from './outbox.ts';
import { putSearchRows } from './search-rows.ts';

/** A record that the server never named becomes a draft again, so that nothing typed is lost. */
async function backToDraft(db: AppDb, row: ActivityRow): Promise<void> {
  const draft = await db.drafts.get(row.id);
  if (!draft) await db.drafts.put({ id: row.id, draft: draftOf(row.id, row.content), savedAt: row.savedAt });
  await dropActivities(db, [row.id]);
}

async function discard(db: AppDb, id: ActivityId): Promise<void> {
  const row = await db.activities.get(id);
  if (!row) return;
  const entries = await readEntries(db, id);
  const fixed = fixedEntries(entries);
  await db.outbox.bulkDelete(entries.slice(fixed.length).map((entry) => entry.seq));
  // A colleague's record that is out of reach does not become a draft of one's own, which would count beside it.
  if (isDone(row, fixed)) return dropActivities(db, [id]);
  if (!receivedOf(row) && fixed.length === 0) return backToDraft(db, row);
  const next = recomposeRow(db.accountId, row, fixed);
  await db.activities.put(next);
  await putSearchRows(db, [next]);
}

/** Drops the changes that were refused or have not gone out, and reads back what was received. */
export const discardChange = (db: AppDb, id: ActivityId): Promise<void> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.search, db.outbox, db.drafts, db.localities, db.meta], async () => discard(db, id)),
  );
