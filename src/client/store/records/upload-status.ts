import type { AppDb } from '../db.ts';
import { type ExchangeTrouble, readMeta } from '../meta.ts';
import { countWhere } from './record-lookups.ts';

/** What this phone holds and what the office has, as the status line of every screen shows it. */
export interface UploadStatus {
  readonly onPhone: number;
  readonly received: number;
  readonly attention: number;
  /** Records that waited here and are gone without having come to the office, by this phone's count or the office's. */
  readonly lost: number;
  /** When the server last answered (ISO, this phone's clock). */
  readonly lastContactAt?: string;
  /** When the change that waits longest was saved. */
  readonly oldestWaitingAt?: string;
  /** Why the last exchange came to nothing; absent when it went well. */
  readonly reason?: ExchangeTrouble;
  /** Server's clock minus this phone's (ms), when they are far apart. */
  readonly clockSkewMs?: number;
}

export const readUploadStatus = (db: AppDb): Promise<UploadStatus> =>
  db.transaction('r', [db.activities, db.outbox, db.meta], async () => {
    // Side by side: one after the other would cost a slow phone four waits.
    const [{ phone, received, attention }, contact, reason, oldest, lost = 0, missing = 0] = await Promise.all([
      countWhere(db),
      readMeta(db, 'contact'),
      readMeta(db, 'trouble'),
      db.outbox.orderBy(':id').first(),
      readMeta(db, 'lost'),
      readMeta(db, 'missing'),
    ]);
    return {
      onPhone: phone,
      received,
      attention,
      lost: Math.max(lost, missing),
      ...(contact && { lastContactAt: contact.at }),
      ...(oldest && { oldestWaitingAt: oldest.mutation.at }),
      ...(reason && { reason }),
      ...(contact?.clockSkewMs !== undefined && { clockSkewMs: contact.clockSkewMs }),
    };
  });
