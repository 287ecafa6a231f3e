import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb, DraftRow } from '../db.ts';
import { writeOnce } from '../open-db.ts';

async function save(db: AppDb, row: DraftRow): Promise<void> {
  const before = await db.drafts.get(row.id);
  // What the person saw when the correction began: needed at the end to tell the edit from what others changed meanwhile.
  const seen = row.editOf === undefined ? undefined : (before?.begunOn ?? (await db.activities.get(row.id))?.content);
  const editOf = before?.begunOn ? before.editOf : row.editOf;
  await db.drafts.put({ ...row, ...(editOf !== undefined && { editOf }), ...(seen && { begunOn: seen }) });
}

export const saveDraft = (db: AppDb, row: DraftRow): Promise<void> =>
  writeOnce(db, () => db.transaction('rw', [db.drafts, db.activities], async () => save(db, row)));

export const readDraft = (db: AppDb, id: ActivityId): Promise<DraftRow | undefined> => db.drafts.get(id);

export const deleteDraft = (db: AppDb, id: ActivityId): Promise<void> => writeOnce(db, () => db.drafts.delete(id));

/** Newest first. */
export const listDrafts = (db: AppDb): Promise<DraftRow[]> => db.drafts.orderBy('savedAt').reverse().toArray();
