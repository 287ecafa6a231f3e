import type { Store } from './store.ts';

/** Tells every phone that this database knows less than it did: what it lacks they offer again. */
export const changeEpoch = (store: Store, epoch: string): Promise<void> =>
  store.write(async (tx) => {
    await tx.db.updateTable('feed_head').set({ epoch }).where('id', '=', 1).execute();
  });
