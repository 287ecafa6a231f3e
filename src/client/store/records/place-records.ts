import type { ActivityContent } from '../../../domain/activity.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import type { Mint } from './outbox.ts';
import { recordActivity } from './record-activity.ts';

export interface RecordEdit {
  readonly row: Pick<ActivityRow, 'id' | 'authorId'>;
  readonly content: ActivityContent;
}

/** Edits of several records, each saved by itself with the change that will tell the server. Gives back those that could not be saved. */
export async function editRecords<E extends RecordEdit>(db: AppDb, edits: readonly E[], mint: Mint): Promise<E[]> {
  const failed: E[] = [];
  for (const edit of edits) {
    const { row, content } = edit;
    await recordActivity(db, { id: row.id, authorId: row.authorId, content, ...mint }).catch(() => failed.push(edit));
  }
  return failed;
}
