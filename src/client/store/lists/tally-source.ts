import { contribution } from '../../../domain/contribution.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { type Cell, type PhoneChange, type TallySource, withoutJudged } from '../../../domain/tally.ts';
import type { AppDb } from '../db.ts';
import { receivedOf } from '../records/compose-row.ts';
import { onlyJudged } from '../records/waiting-count.ts';

export const readReceivedCells = (db: AppDb, planId: PlanId): Promise<Cell[]> => db.cells.where('planId').equals(planId).toArray();

/** Own changes that wait or were refused, as the server has the record and as it will be. Nothing else of the records is read. */
async function readChanges(db: AppDb): Promise<PhoneChange[]> {
  // Whole, in one answer: the index alone would be handed over key by key.
  const judged = onlyJudged(await db.outbox.toArray());
  const rows = await db.activities.bulkGet([...judged.keys()]);
  return rows.flatMap((row) => {
    if (!row) return [];
    const received = receivedOf(row);
    return [
      {
        received: received && contribution(received.content, received.state),
        changed: contribution(row.content, row.state),
        verdict: judged.get(row.id) === true,
      },
    ];
  });
}

/** Those of a plan. */
export const readPhoneChanges = async (db: AppDb, planId: PlanId): Promise<PhoneChange[]> =>
  (await readChanges(db)).filter(({ received, changed }) => changed.planId === planId || received?.planId === planId);

/**
 * What waits for a verdict by the office's figures, in one plan or in all, less what was judged here: for who judges records that do not
 * lie on this device. The figures of every screen leave out the same.
 */
export const readWaitingCells = (db: AppDb, planId?: PlanId): Promise<Cell[]> =>
  db.transaction('r', [db.cells, db.outbox, db.activities, db.plans], async () => {
    const [cells, changes] = await Promise.all([db.cells.filter(({ state }) => state === 'sent').toArray(), readChanges(db)]);
    const asked = cells.filter((cell) => planId === undefined || cell.planId === planId);
    const changed = new Set(changes.flatMap(({ received }) => (received ? [received.planId] : [])));
    const plans = (await db.plans.bulkGet([...changed])).filter((plan) => plan !== undefined);
    return plans.reduce((left, { id, reporting }) => {
      const ofPlan = changes.filter(({ received }) => received?.planId === id);
      return withoutJudged(left, ofPlan, reporting);
    }, asked);
  });

/** For screens that cut the same figures several ways: by month, unit and item. */
export const readTallySource = (db: AppDb, planId: PlanId): Promise<TallySource> =>
  db.transaction('r', [db.cells, db.declared, db.outbox, db.activities], async () => {
    // Side by side: one after the other would cost a slow phone three waits.
    const [cells, declared, changes] = await Promise.all([
      readReceivedCells(db, planId),
      db.declared.where('planId').equals(planId).toArray(),
      readPhoneChanges(db, planId),
    ]);
    return { cells, declared, changes };
  });
