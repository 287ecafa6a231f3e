import type { AppDb } from './db.ts';

/** Everything the office has not taken yet, readable without the app: records as they stand on the phone, and drafts. */
export const exportUnsent = (db: AppDb): Promise<string> =>
  db.transaction('r', [db.activities, db.outbox, db.drafts], async () => {
    const entries = await db.outbox.toArray();
    const rows = await db.activities.bulkGet([...new Set(entries.map((entry) => entry.activityId))]);
    const records = rows.flatMap((row) => {
      if (!row) return [];
      const { id, content, state, where, authorId, version, savedAt, attention } = row;
      const changes = entries.filter((entry) => entry.activityId === id).map((entry) => entry.mutation);
      return [{ id, authorId, savedAt, where, state, version, content, attention, changes }];
    });
    const drafts = await db.drafts.toArray();
    return JSON.stringify({ accountId: db.accountId, records, drafts }, undefined, 2);
  });
