import type { Store } from './store.ts';

/** Tells every phone that this database knows less than it did: what it lacks they offer again. */
export const changeEpoch = (store: Store, epoch: string): Promise<void> =>
  store.write(async (tx) => {
    await tx.db.updateTable('feed_head').set({ epoch }).where('id', '=', 1).execute();
    // What phones said they held was said before: nobody may be blamed for having sent it meanwhile.
    await tx.db.updateTable('devices').set({ store_since: null, store_at: null }).execute();
  });
