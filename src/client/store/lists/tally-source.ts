import type { PlanId } from '../../../domain/ids.ts';
import type { TallySource } from '../../../domain/tally.ts';
import type { AppDb } from '../db.ts';
import { readCells, readPhoneChanges } from './tallies.ts';

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
