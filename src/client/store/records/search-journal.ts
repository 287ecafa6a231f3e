import type { ActivityId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { fits, type JournalFilter } from './journal.ts';
import { findBySearch } from './search-index.ts';

/** Records that hold every word of the query, newest day first; marks and letter case do not matter. */
export async function searchJournal(db: AppDb, query: string, filter: JournalFilter, limit: number): Promise<ActivityRow[]> {
  const ids = (await findBySearch(db, query, filter.type))[Symbol.iterator]();
  const found: ActivityRow[] = [];
  for (let page = take(ids, limit); page.length > 0 && found.length < limit; page = take(ids, limit)) {
    const rows = await db.activities.bulkGet(page);
    for (const row of rows) if (row && fits(row, filter)) found.push(row);
  }
  return found.slice(0, limit);
}

function take(ids: Iterator<ActivityId>, limit: number): ActivityId[] {
  const taken: ActivityId[] = [];
  for (let next = ids.next(); !next.done; next = ids.next()) if (taken.push(next.value) === limit) break;
  return taken;
}
