import { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { openDb } from '../open-db.ts';
import { deleteDecoy } from './decoy.ts';
import { restoreLock } from './sealed-db.ts';

/**
 * Takes off the disk what a store held in clear before its rows went into the sealed one: what is deleted from a database stays in
 * the browser's files, what is deleted with it does not. The lock comes back into the one made anew; where the phone stops
 * in between, it is found in the sealed store (sealed-db.ts).
 */
export async function takeOffDisk(base: AppDb): Promise<void> {
  const tries = await readMeta(base, 'lockTries');
  // In a bucket of its own nobody would find the sealed store from outside.
  if (!(await readMeta(base, 'lock')) || base.place?.factory) return;
  await deleteDecoy();
  await base.delete();
  const anew = await openDb(base.accountId, undefined, new AppDb(base.accountId, base.place));
  try {
    // The sealed store has the latest one, also where it was changed while bytes were being taken off.
    await restoreLock(anew);
    if (tries) await writeMeta(anew, 'lockTries', tries);
    await anew.meta.delete('isNew');
  } finally {
    anew.close();
  }
  await deleteDecoy();
}
