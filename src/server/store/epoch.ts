import type { NotNull } from 'kysely';
import type { DeviceReportState } from '../merge/device-report.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, Store } from './store.ts';

/** Tells every phone that this database may know less than the one before it, so that phones offer again what it lacks. */
export async function setEpoch(db: Reader, epoch: string): Promise<void> {
  await db.updateTable('feed_head').set({ epoch }).where('id', '=', 1).execute();
  // Phones reported what they hold before the restore and may have sent it since: that must not count as a loss.
  const rows = await db
    .selectFrom('devices')
    .select(['id', 'report'])
    .where('report', 'is not', null)
    .$narrowType<{ report: NotNull }>()
    .execute();
  for (const { id, report } of rows) {
    const { current: _, ...rest } = fromJson(report);
    await db
      .updateTable('devices')
      .set({ report: toJson<DeviceReportState>({ ...rest, heard: [] }) })
      .where('id', '=', id)
      .execute();
  }
}

/** Sets the epoch, and says in the log of what was done why. */
export const changeEpoch = (
  store: Store,
  epoch: string,
  kind: 'epochRenewed' | 'restored' = 'epochRenewed',
  now: number = Date.now(),
): Promise<void> =>
  store.write(async (tx) => {
    await setEpoch(tx.db, epoch);
    tx.chain.add({ kind, at: now });
  });
