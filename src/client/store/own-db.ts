import { Dexie } from 'dexie';
import type { AccountId } from '../../domain/ids.ts';
import { AppDb } from './db.ts';
import { readMeta } from './meta.ts';
import { openDb } from './open-db.ts';
import { rescueStore } from './safekeeping/rescue-store.ts';
import type { StoreLock } from './seal/lock-row.ts';
import { sealedName } from './seal/sealed-suffix.ts';

/** The store is sealed: its person opens it with their PIN. `base` is the outer store, which holds the lock alone. */
export class StoreLockedError extends Error {
  readonly base: AppDb;
  readonly lock: StoreLock;

  constructor(base: AppDb, lock: StoreLock) {
    super('The store is locked');
    this.base = base;
    this.lock = lock;
  }
}

/** Taking bytes off the disk makes the outer store anew: where the phone stopped over that, the lock is in the sealed one. */
async function lookForLock(db: AppDb): Promise<StoreLock | undefined> {
  // One in a bucket of its own is never made anew (take-off-disk.ts).
  const isSealed = !db.place?.factory && (await Dexie.exists(sealedName(db)));
  const lock = isSealed ? await (await import('./seal/sealed-db.ts')).restoreLock(db) : undefined;
  await db.meta.delete('isNew');
  return lock;
}

/**
 * Opens the store the person works in: the first, or the second that was made beside it. Throws `StoreLockedError` where it is
 * sealed.
 */
export async function openOwnDb(accountId: AccountId): Promise<AppDb> {
  const place = rescueStore(accountId);
  const db = place ? await (await import('./safekeeping/rescue.lazy.ts')).rescueDb(accountId, place) : new AppDb(accountId);
  await openDb(accountId, undefined, db);
  const lock = (await readMeta(db, 'isNew')) ? await lookForLock(db) : await readMeta(db, 'lock');
  if (lock) throw new StoreLockedError(db, lock);
  return db;
}
