import { contribution } from '../../../domain/contribution.ts';
import type { PlanId } from '../../../domain/ids.ts';
import type { Cell, PhoneChange, TallySource } from '../../../domain/tally.ts';
import type { AppDb } from '../db.ts';
import { receivedOf } from '../records/compose-row.ts';
import { onlyJudged } from '../records/waiting-count.ts';

export const readCells = (db: AppDb, planId: PlanId): Promise<Cell[]> => db.cells.where('planId').equals(planId).toArray();

/** Own changes that wait or were refused, as the server has the record and as it will be. Nothing else of the records is read. */
export async function readPhoneChanges(db: AppDb, planId: PlanId): Promise<PhoneChange[]> {
  // Whole, in one answer: the index alone would be handed over key by key.
  const judged = onlyJudged(await db.outbox.toArray());
  const rows = await db.activities.bulkGet([...judged.keys()]);
  const changes = rows.flatMap((row) => {
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
  return changes.filter(({ received, changed }) => changed.planId === planId || received?.planId === planId);
}

/** For screens that cut the same figures several ways: by month, unit and item. */
export const readTallySource = (db: AppDb, planId: PlanId): Promise<TallySource> =>
  db.transaction('r', [db.cells, db.declared, db.outbox, db.activities], async () => {
    // Side by side: one after the other would cost a slow phone three waits.
    const [cells, declared, changes] = await Promise.all([
      readCells(db, planId),
      db.declared.where('planId').equals(planId).toArray(),
      readPhoneChanges(db, planId),
    ]);
    return { cells, declared, changes };
  });
