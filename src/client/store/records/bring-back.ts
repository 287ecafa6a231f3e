import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { AppDb } from '../db.ts';
import { storeFetched } from '../feed/apply-changes.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { readEntries } from './outbox.ts';
import { putSearchRows } from './search-rows.ts';

/** How long records that a person fetched from behind the horizon stay on the phone. */
export const STAYS_DAYS = 30;
export const STAYS_MS = STAYS_DAYS * 86_400_000;

/** Stores records from behind the horizon, to be read and found like any other until the days they stay are over. */
export const storeOlder = (db: AppDb, found: readonly ServerActivity[], now: number): Promise<void> =>
  db.transaction('rw', [db.activities, db.outbox, db.search, db.localities, db.meta], async () => {
    for (const server of found) await storeFetched(db, server, await readEntries(db, server.id), new Date(now).toISOString(), true);
    const rows = await db.activities.bulkGet(found.map(({ id }) => id));
    await putSearchRows(
      db,
      rows.filter((row) => row !== undefined),
    );
    const until = now + STAYS_MS;
    if (until > ((await readMeta(db, 'olderUntil')) ?? 0)) await writeMeta(db, 'olderUntil', until);
  });
