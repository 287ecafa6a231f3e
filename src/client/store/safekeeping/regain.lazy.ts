import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';
import { parseRecords } from '../records/unsent.ts';
import { takeInUnsent } from './take-in-unsent.ts';
import { readCopies } from './waiting-copies.ts';

/** Brings records back from their copies, under the ids their changes had. */
export async function regain(db: AppDb, ids: readonly ActivityId[]): Promise<void> {
  const records = parseRecords(readCopies(db, ids));
  if (records.length > 0) await takeInUnsent(db, { records, drafts: [] });
}
