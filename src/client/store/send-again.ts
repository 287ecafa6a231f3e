import type { ActivityId } from '../../domain/ids.ts';
import type { AppDb, OutboxRow } from './db.ts';
import { writeOnce } from './open-db.ts';
import { composeRow, factsOf, readEntries, receivedOf } from './outbox.ts';

function freed(entry: OutboxRow): OutboxRow {
  const { refused: _, failures: __, notBefore: ___, stumble: ____, ...waiting } = entry;
  return waiting;
}

/** Lets what the server failed over again and again go once more, under the id it had: the person asked. */
export const sendAgain = (db: AppDb, id: ActivityId): Promise<void> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.outbox], async () => {
      const row = await db.activities.get(id);
      if (!row) return;
      const entries = (await readEntries(db, id)).map((entry) => (entry.refused?.status === 'stuck' ? freed(entry) : entry));
      await db.outbox.bulkPut(entries);
      await db.activities.put(composeRow(factsOf(row), receivedOf(row), entries, row, row.authorId === db.accountId));
    }),
  );
