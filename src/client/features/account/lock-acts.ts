import type { App } from '../../app-context.ts';
import { makeRecovery } from '../../recovery.ts';
import type { AppDb } from '../../store/db.ts';
import { readMeta } from '../../store/meta.ts';
import { measureRounds, newStoreKey, wrapByPin } from '../../store/seal/lock-key.ts';
import type { StoreLock } from '../../store/seal/lock-row.ts';
import { sealStore } from '../../store/seal/seal-store.ts';
import { openBase, writeLock } from '../../store/seal/sealed-db.ts';
import { tryPin, type Unlocked } from '../../store/seal/unlock.ts';
import { unsealStore } from '../../store/seal/unseal-store.ts';
import { withSyncLock } from '../../sync/sync-lock.ts';

export const LOCK_MINUTES = [1, 5, 15, 60] as const;
const DEFAULT_MINUTES = 5;

/** Loads the page anew: what was read is gone from memory with it. Forms write down what is typed as it goes. */
export const lockNow = (): void => location.reload();

let isSyncStopped = false;

function stopSync({ sync }: App): void {
  isSyncStopped = true;
  sync.stop();
}

/** For when the form of work that came to nothing is closed: a page that is loaded anew begins the sync again that was stopped for it. */
export function resumeSync(): void {
  if (isSyncStopped) location.reload();
}

/** Seals the store of whoever is signed in, and loads the page anew; false where others write into it all the while. */
export async function startLock(app: App, pin: string): Promise<boolean> {
  const { db, newId } = app;
  const key = newStoreKey();
  const wrap = await wrapByPin(db.accountId, key, pin, await measureRounds());
  const recovery = await makeRecovery(db, key, newId);
  // Whatever follows the store must not see it emptied.
  stopSync(app);
  const lock: StoreLock = { pin: wrap, ...(recovery && { recovery }), minutes: DEFAULT_MINUTES };
  const done = await withSyncLock(db.accountId, true, () => sealStore(db, lock, key), true);
  if (done) lockNow();
  return done === true;
}

async function withBase<T>(sealed: AppDb, work: (base: AppDb, lock: StoreLock) => Promise<T>): Promise<T> {
  const base = await openBase(sealed);
  try {
    const lock = await readMeta(base, 'lock');
    if (!lock) throw new Error('A sealed store without a lock');
    return await work(base, lock);
  } finally {
    base.close();
  }
}

export const readLock = (sealed: AppDb): Promise<StoreLock | undefined> => readMeta(sealed, 'lock');

export const setMinutes = (sealed: AppDb, minutes: number): Promise<void> =>
  withBase(sealed, (base, lock) => writeLock(base, { ...lock, minutes }));

/** Another PIN for the same key: nothing is sealed anew. */
export const changePin = ({ db, now }: App, current: string, next: string): Promise<Unlocked> =>
  withBase(db, async (base, lock) => {
    const tried = await tryPin(base, lock, current, now);
    if (tried.kind !== 'open') return tried;
    await writeLock(base, { ...lock, pin: await wrapByPin(db.accountId, tried.key, next, await measureRounds()) });
    return tried;
  });

/** Ends the sealing and loads the page anew. `busy`: another window has the store open. */
export async function endLock(app: App, pin: string): Promise<Unlocked | { readonly kind: 'busy' }> {
  const { db, now } = app;
  const tried = await withBase(db, (base, lock) => tryPin(base, lock, pin, now));
  if (tried.kind !== 'open') return tried;
  stopSync(app);
  const done = await withSyncLock(db.accountId, true, () => unsealStore(db), true);
  if (!done) return { kind: 'busy' };
  location.reload();
  return tried;
}
