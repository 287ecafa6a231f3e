import type { AppDb } from '../db.ts';
import type { StoreLock } from './lock-row.ts';
import { restoreLock } from './sealed-db.ts';
import { StoreLockedError } from './store-locked.ts';

// Apart from the modules that other pieces import: whoever has no PIN fetches none of them.
export const lockedError = (db: AppDb, lock: StoreLock): Error => new StoreLockedError(db, lock);
export const findLock = (db: AppDb): Promise<StoreLock | undefined> => restoreLock(db);
