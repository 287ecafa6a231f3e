import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';

/** Removes records and their search texts from the phone, in the transaction of the caller. */
export async function dropActivities(db: AppDb, ids: readonly ActivityId[]): Promise<void> {
  await db.activities.bulkDelete([...ids]);
  await db.search.bulkDelete([...ids]);
}
