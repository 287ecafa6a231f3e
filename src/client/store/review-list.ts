import { Dexie } from 'dexie';
import type { ActivityContent } from '../../domain/activity.ts';
import { isCounted } from '../../domain/contribution.ts';
import type { Day } from '../../domain/day.ts';
import type { ActivityId, PlanId, UnitId } from '../../domain/ids.ts';
import type { ActivityRow, AppDb } from './db.ts';
import { readJournal } from './journal.ts';

const INDEX = '[state+where+content.unitId+date+id]';
type Place = Pick<ActivityRow, 'date' | 'id'>;

const waitingOf = (db: AppDb, unitId: UnitId, before?: Place) => {
  const waiting = ['sent', 'received', unitId];
  return db.activities
    .where(INDEX)
    .between([...waiting, Dexie.minKey], [...waiting, ...(before ? [before.date, before.id] : [Dexie.maxKey])]);
};

const newestFirst = (a: Place, b: Place): number => (`${a.date}${a.id}` < `${b.date}${b.id}` ? 1 : -1);

/** Received records of these units that nobody has judged, newest day first. Those with an own verdict under way are left out. */
export async function readToReview(
  db: AppDb,
  unitIds: readonly UnitId[],
  { limit, before }: { readonly limit: number; readonly before?: Place },
): Promise<ActivityRow[]> {
  const lists = await Promise.all(unitIds.map((unitId) => waitingOf(db, unitId, before).reverse().limit(limit).toArray()));
  return lists.flat().sort(newestFirst).slice(0, limit);
}

/** Records with an own verdict under way. */
export async function readJudged(db: AppDb): Promise<Set<ActivityId>> {
  const entries = await db.outbox.filter((entry) => entry.verdict === true && !entry.refused).toArray();
  return new Set(entries.map((entry) => entry.activityId));
}

/** By the office's figures, where the records themselves are not on this phone: less the own verdicts under way. */
async function countByCells(db: AppDb, planId?: PlanId): Promise<number> {
  const isAsked = (id: string): boolean => planId === undefined || id === planId;
  const cells = await db.cells.filter((cell) => cell.state === 'sent' && isAsked(cell.planId)).toArray();
  const judged = await db.activities.bulkGet([...(await readJudged(db))]);
  const taken = judged.filter((row) => row?.received?.state === 'sent' && row.state !== 'sent' && isAsked(row.content.planId)).length;
  const all = cells.reduce((sum, cell) => sum + cell.records, 0);
  return Math.max(0, all - taken);
}

/** How many records of all units wait for a verdict, in one plan or in all. */
export const countAllToReview = (db: AppDb, planId?: PlanId): Promise<number> =>
  db.transaction('r', [db.cells, db.outbox, db.activities], async () => countByCells(db, planId));

/** How many records wait for a verdict in these units. */
export async function countToReview(db: AppDb, units: 'all' | readonly UnitId[]): Promise<number> {
  if (units === 'all') return countAllToReview(db);
  const counts = await Promise.all(units.map((unitId) => waitingOf(db, unitId).count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The day of the record that waits longest. */
export async function oldestToReview(db: AppDb, unitIds: readonly UnitId[]): Promise<Day | undefined> {
  const first = await Promise.all(unitIds.map((unitId) => waitingOf(db, unitId).first()));
  return first.flatMap((row) => row?.date ?? []).sort()[0];
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
