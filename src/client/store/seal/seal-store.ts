import type { AppDb } from '../db.ts';
import { SEALING_NOTE } from '../known-accounts.ts';
import { writeMeta } from '../meta.ts';
import { copyTables, readWritten } from './copy-tables.ts';
import type { StoreLock } from './lock-row.ts';
import { rewriteNotes } from './seal-notes.ts';
import { openSealedDb, sealedDb } from './sealed-db.ts';
import { takeOffDisk } from './take-off-disk.ts';

/** Somebody saved in another window while rows were copied: so often it is done again. */
const MOST_COPIES = 5;

/**
 * In one transaction: nothing was written since `written` was read, and from here on the sealed store is the store. Until it
 * is through the rows are here, afterwards they are there, and at no time nowhere.
 */
const handOverTo = (base: AppDb, lock: StoreLock, written: string, onEmptying: () => void): Promise<boolean> =>
  base.transaction('rw', base.tables, async () => {
    if ((await readWritten(base)) !== written) return false;
    onEmptying();
    for (const table of base.tables) await table.clear();
    await writeMeta(base, 'lock', lock);
    await writeMeta(base, 'lockPurge', true);
    return true;
  });

/** What they have open holds nothing any more. */
function tellOtherTabs({ pin }: StoreLock): void {
  try {
    // Other words each time: the same once more would tell nobody.
    localStorage.setItem(SEALING_NOTE, String(pin.salt));
  } catch {
    // Full or forbidden: what they write comes in at the next unlocking.
  }
}

async function sealOnce(base: AppDb, lock: StoreLock, key: Uint8Array<ArrayBuffer>, onEmptying: () => void): Promise<boolean> {
  // What lies there is of an attempt that ended halfway.
  await sealedDb(base).delete();
  const sealed = await openSealedDb(base, key);
  try {
    const written = await readWritten(base);
    await copyTables(base, sealed);
    await writeMeta(sealed, 'lock', lock);
    if (!(await handOverTo(base, lock, written, onEmptying))) return false;
    rewriteNotes(base, sealed);
    tellOtherTabs(lock);
    return true;
  } finally {
    sealed.close();
  }
}

/**
 * Seals a store while nothing syncs; false where others wrote into it all the while. Afterwards the page is loaded anew, as every
 * other tab that has the store open is. `onEmptying`: it is certain
 * now, and whatever follows this store must end before it is emptied.
 */
export async function sealStore(
  base: AppDb,
  lock: StoreLock,
  key: Uint8Array<ArrayBuffer>,
  onEmptying: () => void = () => undefined,
): Promise<boolean> {
  for (let copies = 0; copies < MOST_COPIES; copies += 1) {
    if (!(await sealOnce(base, lock, key, onEmptying))) continue;
    // Where that fails the next unlocking does it.
    await takeOffDisk(base).catch(() => undefined);
    return true;
  }
  return false;
}
