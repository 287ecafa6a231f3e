import type { ReportState } from '../sync/device-report.ts';
import type { Store } from './store.ts';

/** Tells every phone that this database knows less than it did: what it lacks they offer again. */
export const changeEpoch = (store: Store, epoch: string): Promise<void> =>
  store.write(async (tx) => {
    await tx.db.updateTable('feed_head').set({ epoch }).where('id', '=', 1).execute();
    // What phones said they held was said before: nobody may be blamed for having sent it meanwhile.
    const rows = await tx.db.selectFrom('devices').select(['id', 'report']).where('report', 'is not', null).execute();
    for (const { id, report } of rows) {
      const { current: _, ...rest } = JSON.parse(report ?? '') as ReportState;
      await tx.db
        .updateTable('devices')
        .set({ report: JSON.stringify({ ...rest, heard: [] }) })
        .where('id', '=', id)
        .execute();
    }
  });
