import { Dexie } from 'dexie';
import type { AccountId } from '../../domain/ids.ts';
import { AppDb } from './db.ts';
import { mendConnection } from './safekeeping/lost-connection.ts';
import { giveUpReserve } from './safekeeping/reserve.ts';
import { errorsIn } from './safekeeping/storage-errors.ts';

/** What went wrong with the storage, as far as a person can do something about it. */
export type StorageTrouble = 'full' | 'closed' | 'broken';

const CLOSED = ['DatabaseClosedError', 'InvalidStateError', 'InvalidState', 'AbortError'];

/** The name of an error and of those inside it. */
export const errorNames = (error: unknown): string[] => errorsIn(error).map(({ name }) => name);

export function storageTrouble(error: unknown): StorageTrouble {
  const names = errorNames(error);
  if (names.includes('QuotaExceededError')) return 'full';
  return names.some((name) => CLOSED.includes(name)) ? 'closed' : 'broken';
}

/** Whether an error came from the storage, and not from a mistake of ours. */
export const isStorageError = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'SealBrokenError' || Object.values<string>(Dexie.errnames).includes(error.name));

/**
 * Runs a write of what a person wrote; where the browser had closed the database under us (a phone that slept, storage that
 * hiccuped) it is opened again, and where the storage is full the reserve is given up for it: then the write is tried once
 * more. A write is one transaction, so it cannot happen twice.
 */
export async function writeOnce<T>(db: AppDb, write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    mendConnection(error);
    const trouble = storageTrouble(error);
    if (trouble === 'closed') {
      db.close({ disableAutoOpen: false });
      await db.open();
    } else if (trouble !== 'full' || !(await giveUpReserve())) throw error;
    return await write();
  }
}

/**
 * Opens the store of one account. `onNewerApp` is called when another tab opens it in a later shape: the place to save what
 * is half typed. The store is closed afterwards, so that the other tab can go on, and opens again at the next use.
 */
export async function openDb(accountId: AccountId, onNewerApp?: () => void, db = new AppDb(accountId)): Promise<AppDb> {
  db.on('versionchange', () => {
    onNewerApp?.();
    db.close({ disableAutoOpen: false });
  });
  await db.open();
  return db;
}
