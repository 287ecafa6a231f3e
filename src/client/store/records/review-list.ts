import { Dexie } from 'dexie';
import type { ActivityContent } from '../../../domain/activity.ts';
import { isCounted } from '../../../domain/contribution.ts';
import type { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { readJournal } from './journal.ts';
import { type ReviewPosition, readChanged, waitingOf } from './review-count.lazy.ts';

const newestFirst = (a: ReviewPosition, b: ReviewPosition): number => (`${a.date}${a.id}` < `${b.date}${b.id}` ? 1 : -1);

/** Records of these units that the office has and nobody has judged, newest day first; without those judged on this phone. */
export async function readToReview(
  db: AppDb,
  unitIds: readonly UnitId[],
  { limit, before }: { readonly limit: number; readonly before?: ReviewPosition },
): Promise<ActivityRow[]> {
  const lists = await Promise.all(
    unitIds.flatMap((unitId) => [waitingOf(db, unitId, before).reverse().limit(limit).toArray(), readChanged(db, unitId, before)]),
  );
  return lists.flat().sort(newestFirst).slice(0, limit);
}

/** The day of the record that waits longest. */
export async function oldestToReview(db: AppDb, unitIds: readonly UnitId[]): Promise<Day | undefined> {
  const first = await Promise.all(unitIds.flatMap((unitId) => [waitingOf(db, unitId).limit(1).toArray(), readChanged(db, unitId)]));
  return first
    .flat()
    .map((row) => row.date)
    .sort()[0];
}

/** As many of one day, and of one type, as are looked through for the record that is kept. */
const MOST_CANDIDATES = 60;

/** Records on this phone that may be the one a duplicate repeats: those of its day, and the latest of its type. */
export async function readCandidates(db: AppDb, { date, type }: ActivityContent): Promise<ActivityRow[]> {
  const sameDay = await db.activities
    .where('[date+id]')
    .between([date, Dexie.minKey], [date, Dexie.maxKey])
    .limit(MOST_CANDIDATES)
    .toArray();
  const known = new Set(sameDay.map((row) => row.id));
  const sameType = await readJournal(db, { filter: { type }, limit: MOST_CANDIDATES });
  return [...sameDay, ...sameType.filter((row) => !known.has(row.id))].filter((row) => row.version > 0 && isCounted(row.state));
}
