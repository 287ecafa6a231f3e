import { type ActivityContent, parseContent } from '../../../domain/activity.ts';
import type { AccountId, ActivityId } from '../../../domain/ids.ts';
import { applyPatch, changedFields } from '../../../domain/patch.ts';
import type { ActivityRow, AppDb, DraftRow } from '../db.ts';
import { writeOnce } from '../open-db.ts';
import { recomposeRow } from './compose-row.ts';
import { type Mint, readEntries, rewriteUnsent } from './outbox.ts';
import { putSearchRows } from './search-rows.ts';

export interface Recording extends Mint {
  readonly id: ActivityId;
  readonly content: ActivityContent;
  readonly authorId: AccountId;
  /** Fields of an open conflict that the person looked at and settled by saving. */
  readonly settles?: readonly string[];
}

const newRow = ({ id, content, authorId }: Recording, savedAt: string): ActivityRow => ({
  id,
  content,
  state: 'sent',
  authorId,
  version: 0,
  where: 'phone',
  date: content.date,
  savedAt,
});

/**
 * The person's own edit, taken apart from what others changed while the form was open: those fields stay as they came, and
 * the edit says that it was made upon the version the person saw.
 */
function editOf(row: ActivityRow, draft: DraftRow | undefined, typed: ActivityContent): { content: ActivityContent; base: number } {
  if (!draft?.begunOn || draft.editOf === undefined || draft.editOf >= row.version) return { content: typed, base: row.version };
  const content = parseContent(applyPatch(row.content, changedFields(draft.begunOn, typed)));
  // 0 says "new": a correction begun before the record was received was begun on what became its first version.
  return { content: content ?? typed, base: Math.max(1, draft.editOf) };
}

async function record(db: AppDb, recording: Recording): Promise<void> {
  const { id } = recording;
  const savedAt = new Date(recording.now).toISOString();
  // Side by side here and below: Save waits for it, and one after the other would cost a slow phone ten waits instead of four.
  const [stored, draft, entries] = await Promise.all([db.activities.get(id), db.drafts.get(id), readEntries(db, id)]);
  const row = stored ?? newRow(recording, savedAt);
  const { content, base } = editOf(row, draft, recording.content);
  const insist = recording.settles ?? [];
  const wanted = { content, withdrawn: row.state === 'withdrawn', insist, resend: row.state === 'returned' };
  const written = await rewriteUnsent(db, row, entries, wanted, recording, base);
  const next = recomposeRow(db.accountId, { ...row, savedAt }, written, { content, state: row.state });
  await Promise.all([draft && db.drafts.delete(id), db.activities.put(next), putSearchRows(db, [next])]);
}

/**
 * Saves a new or corrected record with the change that will tell the server, together or not at all. Resolves once both are
 * on the disk. A record that says what it said already makes no change.
 */
export const recordActivity = (db: AppDb, recording: Recording): Promise<void> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.search, db.outbox, db.drafts, db.localities, db.meta], async () => record(db, recording)),
  );
