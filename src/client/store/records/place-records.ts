import type { ActivityContent } from '../../../domain/activity.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import type { Mint } from './outbox.ts';
import { recordActivity } from './record-activity.ts';

/** Edits of several records, each with the change that will tell the server; what was saved before one failed stays saved. */
export async function editRecords(
  db: AppDb,
  edits: readonly { readonly row: Pick<ActivityRow, 'id' | 'authorId'>; readonly content: ActivityContent }[],
  mint: Mint,
): Promise<void> {
  for (const { row, content } of edits) await recordActivity(db, { id: row.id, authorId: row.authorId, content, ...mint });
}
