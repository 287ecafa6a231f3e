import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';
import { parseRecords } from '../records/unsent.ts';
import { openNote } from './notes.ts';
import { takeInUnsent } from './take-in-unsent.ts';
import { copyPrefix } from './waiting-copies.ts';

/** The copies of these records, as they were written; what cannot be read is absent. */
function readCopies(db: AppDb, ids: readonly ActivityId[]): unknown[] {
  return ids.flatMap((id) => {
    try {
      const place = copyPrefix(db.accountId) + id;
      const text = openNote(db, place, localStorage.getItem(place));
      return text === null ? [] : [JSON.parse(text)];
    } catch {
      return [];
    }
  });
}

/** Brings records back from their copies, under the ids their changes had. */
export async function regain(db: AppDb, ids: readonly ActivityId[]): Promise<void> {
  const records = parseRecords(readCopies(db, ids));
  if (records.length > 0) await takeInUnsent(db, { records, drafts: [] });
}
