import { Dexie } from 'dexie';
import { isCounted } from '../../../domain/contribution.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { type Logged, mayRepeat } from '../../../domain/possible-duplicate.ts';
import type { ActivityRow, AppDb } from '../db.ts';

/** A counted record that says the same or nearly so: probably the same activity logged twice. */
export async function findPossibleDuplicate(db: AppDb, logged: Logged, exceptId: ActivityId): Promise<ActivityRow | undefined> {
  // The day's rows in one answer of the database: row by row through a cursor takes ten times as long, and Save waits for it.
  const { date } = logged.content;
  const rows = await db.activities.where('[date+id]').between([date, Dexie.minKey], [date, Dexie.maxKey]).toArray();
  return rows.find((row) => row.id !== exceptId && isCounted(row.state) && mayRepeat(row, logged));
}
