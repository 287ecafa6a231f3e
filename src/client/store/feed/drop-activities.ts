import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';

/** Takes records off the phone, and out of its search, in the transaction that decides so. */
export async function dropActivities(db: AppDb, ids: readonly ActivityId[]): Promise<void> {
  await db.activities.bulkDelete([...ids]);
  await db.search.bulkDelete([...ids]);
}
