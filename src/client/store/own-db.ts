import { Dexie } from 'dexie';
import type { AccountId } from '../../domain/ids.ts';
import { AppDb } from './db.ts';
import { readMeta } from './meta.ts';
import { openDb } from './open-db.ts';
import { rescueStore } from './safekeeping/rescue-store.ts';
import { sealedName } from './seal/sealed-suffix.ts';

/**
 * Opens the store the person works in: the first, or the second that was made beside it. Throws `StoreLockedError` where it is
 * sealed.
 */
export async function openOwnDb(accountId: AccountId): Promise<AppDb> {
  const place = rescueStore(accountId);
  const db = place ? await (await import('./safekeeping/rescue.lazy.ts')).rescueDb(accountId, place) : new AppDb(accountId);
  await openDb(accountId, undefined, db);
  let lock = await readMeta(db, 'lock');
  if (await readMeta(db, 'isNew')) {
    // Taking bytes off the disk makes the outer store anew, and the phone may have stopped over that (take-off-disk.ts).
    if (!db.place?.factory && (await Dexie.exists(sealedName(db)))) lock = await (await import('./seal/found-lock.lazy.ts')).findLock(db);
    await db.meta.delete('isNew');
  }
  if (lock) throw (await import('./seal/found-lock.lazy.ts')).lockedError(db, lock);
  return db;
}
