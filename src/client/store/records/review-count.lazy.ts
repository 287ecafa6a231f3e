import { Dexie } from 'dexie';
import type { ActivityId, PlanId, UnitId } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb, Whereabouts } from '../db.ts';
import { readWaitingCells } from '../lists/tally-source.ts';

const INDEX = '[state+where+content.unitId+date+id]';
export type ReviewPosition = Pick<ActivityRow, 'date' | 'id'>;

const inState = (db: AppDb, where: Whereabouts, unitId: UnitId, before?: ReviewPosition) => {
  const waiting = ['sent', where, unitId];
  return db.activities
    .where(INDEX)
    .between([...waiting, Dexie.minKey], [...waiting, ...(before ? [before.date, before.id] : [Dexie.maxKey])]);
};

/** Received records of a unit that nobody has judged and nothing is done about here, older than `before` where it is given. */
export const waitingOf = (db: AppDb, unitId: UnitId, before?: ReviewPosition) => inState(db, 'received', unitId, before);

/**
 * Those under an own change that waits or was refused: the office counts them among what waits, and they can be judged as
 * they stand here.
 */
export async function readChanged(db: AppDb, unitId: UnitId, before?: ReviewPosition): Promise<ActivityRow[]> {
  const rows = await Promise.all((['phone', 'attention'] as const).map((where) => inState(db, where, unitId, before).toArray()));
  return rows.flat().filter((row) => row.received?.state === 'sent');
}

/** Records with an own verdict under way. */
export async function readJudged(db: AppDb): Promise<Set<ActivityId>> {
  const entries = await db.outbox.filter((entry) => entry.verdict === true && !entry.refused).toArray();
  return new Set(entries.map((entry) => entry.activityId));
}

/** How many records of all units wait for a verdict, in one plan or in all. */
export const countAllToReview = async (db: AppDb, planId?: PlanId): Promise<number> =>
  (await readWaitingCells(db, planId)).reduce((sum, cell) => sum + cell.records, 0);

/** How many records wait for a verdict in these units. */
export async function countToReview(db: AppDb, units: 'all' | readonly UnitId[]): Promise<number> {
  if (units === 'all') return countAllToReview(db);
  const counts = await Promise.all(
    units.flatMap((unitId) => [waitingOf(db, unitId).count(), readChanged(db, unitId).then((rows) => rows.length)]),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
