import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { AppDb, type StorePlace } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { openDb } from '../open-db.ts';
import { countWaiting } from '../records/waiting-count.ts';
import type { StoreLock } from './lock-row.ts';
import { sealedSuffix } from './sealed-suffix.ts';
import { createStoreSeal, type StoreSeal } from './store-seal.ts';

const placeBeside = (base: AppDb, seal?: StoreSeal): StorePlace => ({
  ...base.place,
  suffix: sealedSuffix(base.place?.suffix ?? ''),
  ...(seal && { seal }),
});

/** The sealed store that lies beside a store of its person. Without its key only the number of what waits can be read. */
export const sealedDb = (base: AppDb, key?: Uint8Array<ArrayBuffer>): AppDb =>
  new AppDb(base.accountId, placeBeside(base, key && createStoreSeal(key)));

export const openSealedDb = (base: AppDb, key: Uint8Array<ArrayBuffer>): Promise<AppDb> =>
  openDb(base.accountId, undefined, sealedDb(base, key));

/** How much waits in a sealed store, which needs no key. */
export async function countSealed(base: AppDb): Promise<WaitingCount> {
  const sealed = sealedDb(base);
  try {
    return await countWaiting(sealed, true);
  } finally {
    sealed.close();
    base.close();
  }
}

/** The store beside which a sealed one lies; opened anew, since it is closed while nobody needs it. */
export async function openBase(sealed: AppDb): Promise<AppDb> {
  const { seal: _, suffix = '', ...rest } = sealed.place ?? {};
  const first = suffix.slice(0, -sealedSuffix('').length);
  return openDb(sealed.accountId, undefined, new AppDb(sealed.accountId, { ...rest, suffix: first }));
}

/** A lock lies in both stores: the outer one may be made anew while its bytes are taken off the disk. */
export async function writeLock(base: AppDb, lock: StoreLock): Promise<void> {
  const sealed = sealedDb(base);
  try {
    await writeMeta(sealed, 'lock', lock);
  } finally {
    sealed.close();
  }
  await writeMeta(base, 'lock', lock);
}

/** Brings the lock back into an outer store that was made anew; undefined where the sealed one was never made to the end. */
export async function restoreLock(base: AppDb): Promise<StoreLock | undefined> {
  const sealed = sealedDb(base);
  try {
    const lock = await readMeta(sealed, 'lock');
    if (lock) await writeMeta(base, 'lock', lock);
    return lock;
  } finally {
    sealed.close();
  }
}
