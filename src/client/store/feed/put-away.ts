import { Dexie } from 'dexie';
import { horizonHeard, isBeyond } from '../../../domain/horizon.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { readMeta } from '../meta.ts';
import { STAYS_MS } from '../records/bring-back.ts';
import { dropActivities } from './drop-activities.ts';
import { readFeedState } from './feed-state.ts';

/** Rows looked at in one transaction, so that nobody who saves meanwhile waits for long. */
const CHUNK = 500;

/**
 * Takes settled records from behind the horizon off this phone: the office has them. What waits to be sent or needs its person stays,
 * and what they are correcting, what is linked with another, and everything while it is not known what a restored server lacks. So does
 * what came within the last month: logged or confirmed late, it may be younger than the backup that the office restores, however old its
 * day is, and its author's phone alone offers it again then. The day is that of the office's last answer, and never that of a phone
 * whose clock is wrong. `address`: where the person is; the record that it names stays, since what they do to it there would come to
 * nothing or be said as of a new one. Returns how many rows went.
 */
export async function putAway(db: AppDb, now: number, address = ''): Promise<number> {
  const contact = await readMeta(db, 'contact');
  if (!contact) return 0;
  const horizon = horizonHeard(contact.at, contact.clockSkewMs);
  // A time much further away was set by a clock that has been corrected since.
  const isRecent = (at: number): boolean => Math.abs(now - at) < STAYS_MS;
  let gone = 0;
  for (let after: readonly unknown[] = [Dexie.minKey], more = true; more; ) {
    // Given back and not set in there: the compiler cannot see what a callback changes.
    const last = await db.transaction('rw', [db.activities, db.search, db.drafts, db.meta], async () => {
      const { sweeping, reoffer } = await readFeedState(db);
      // Read anew each time, since the person may fetch a year meanwhile.
      const until = (await readMeta(db, 'olderUntil')) ?? 0;
      if (sweeping || reoffer || isRecent(until - STAYS_MS)) return undefined;
      const rows = await db.activities.where('[date+id]').between(after, [horizon], false, false).limit(CHUNK).toArray();
      // Once its record is gone, a correction that is half typed would be saved as a new record.
      const drafts = new Set(await db.drafts.toCollection().primaryKeys());
      const stays = ({ id, receivedAt = '', duplicateOfId }: ActivityRow): boolean =>
        drafts.has(id) || address.includes(id) || isRecent(Date.parse(receivedAt)) || duplicateOfId !== undefined;
      const beyond = rows.filter((row) => row.where === 'received' && isBeyond(horizon, row) && !stays(row));
      await dropActivities(
        db,
        beyond.map(({ id }) => id),
      );
      gone += beyond.length;
      return rows.length < CHUNK ? undefined : rows.at(-1);
    });
    more = last !== undefined;
    if (last) after = [last.date, last.id];
  }
  return gone;
}
