import type { ActivityId } from '../../../domain/ids.ts';
import type { AppDb, OutboxRow } from '../db.ts';
import { writeOnce } from '../open-db.ts';
import { recomposeRow } from '../records/compose-row.ts';
import { readEntries } from '../records/outbox.ts';

function freed(entry: OutboxRow): OutboxRow {
  const { refused: _, failures: __, notBefore: ___, stumble: ____, ...waiting } = entry;
  return waiting;
}

/** Sends changes again that the server kept failing over, under their ids: those of one record, or all of them. */
export const sendAgain = (db: AppDb, id?: ActivityId): Promise<void> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.outbox], async () => {
      const all = await db.outbox.toArray();
      const stuck = all.filter(({ refused, activityId }) => refused?.status === 'stuck' && (id === undefined || id === activityId));
      await db.outbox.bulkPut(stuck.map(freed));
      for (const activityId of new Set(stuck.map((entry) => entry.activityId))) {
        const row = await db.activities.get(activityId);
        const entries = await readEntries(db, activityId);
        if (row) await db.activities.put(recomposeRow(db.accountId, row, entries));
      }
    }),
  );
