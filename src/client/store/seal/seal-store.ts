import type { AppDb } from '../db.ts';
import { SEALING_NOTE } from '../known-accounts.ts';
import { writeMeta } from '../meta.ts';
import { copyTables, readWritten } from './copy-tables.ts';
import type { StoreLock } from './lock-row.ts';
import { rewriteNotes } from './seal-notes.ts';
import { openSealedDb, sealedDb } from './sealed-db.ts';
import { takeOffDisk } from './take-off-disk.ts';

/** How often rows are copied at the most, where somebody saves in another window meanwhile. */
const MOST_COPIES = 5;

/**
 * Makes the sealed store the one that counts, in one transaction and only where nothing was written since `written` was read. Before
 * the transaction ends the rows count here, and afterwards there.
 */
const handOverTo = (base: AppDb, lock: StoreLock, written: string): Promise<boolean> =>
  base.transaction('rw', base.tables, async () => {
    if ((await readWritten(base)) !== written) return false;
    for (const table of base.tables) await table.clear();
    await writeMeta(base, 'lock', lock);
    await writeMeta(base, 'lockPurge', true);
    return true;
  });

/** Tells other tabs that the store they have open is empty now. */
function tellOtherTabs({ pin }: StoreLock): void {
  try {
    // Other words each time: the same once more would tell nobody.
    localStorage.setItem(SEALING_NOTE, String(pin.salt));
  } catch {
    // Full or forbidden: what they write comes in at the next unlocking.
  }
}

async function sealOnce(base: AppDb, lock: StoreLock, key: Uint8Array<ArrayBuffer>): Promise<boolean> {
  // A sealed store that is there already was left by an attempt that ended halfway.
  await sealedDb(base).delete();
  const sealed = await openSealedDb(base, key);
  try {
    const written = await readWritten(base);
    await copyTables(base, sealed);
    await writeMeta(sealed, 'lock', lock);
    if (!(await handOverTo(base, lock, written))) return false;
    rewriteNotes(base, sealed);
    tellOtherTabs(lock);
    return true;
  } finally {
    sealed.close();
  }
}

/**
 * Seals a store while nothing syncs; false where others wrote into it all the while. Afterwards the page is loaded anew, as every
 * other tab that has the store open is.
 */
export async function sealStore(base: AppDb, lock: StoreLock, key: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (let copies = 0; copies < MOST_COPIES; copies += 1) {
    if (!(await sealOnce(base, lock, key))) continue;
    // Where that fails the next unlocking does it.
    await takeOffDisk(base).catch(() => undefined);
    return true;
  }
  return false;
}
