import type { AppDb } from '../db.ts';
import { writeMeta } from '../meta.ts';
import { copyTables, OWN_META, readWritten } from './copy-tables.ts';
import { aloneWith } from './held-open.ts';
import { rewriteNotes } from './seal-notes.ts';
import { openBase } from './sealed-db.ts';

/** Empties the outer store of what a copying that ended halfway left in it. */
export const emptyBase = (base: AppDb): Promise<void> =>
  base.transaction('rw', base.tables, async () => {
    for (const table of base.tables) if (table.name !== 'meta') await table.clear();
    await base.meta.where('key').noneOf(OWN_META).delete();
  });

async function copyBack(sealed: AppDb, base: AppDb): Promise<boolean> {
  await writeMeta(base, 'lockEnding', true);
  await emptyBase(base);
  const written = await readWritten(sealed);
  await copyTables(sealed, base);
  if ((await readWritten(sealed)) !== written) return false;
  // From here on the outer store is the store.
  await base.meta.bulkDelete([...OWN_META]);
  return true;
}

/**
 * Ends the sealing of a store while nothing syncs. It must be open in no other window: nobody may write into it once it was
 * copied. False where another window has it open. Afterwards the page is loaded anew.
 */
export async function unsealStore(sealed: AppDb): Promise<boolean> {
  const done = await aloneWith(sealed.accountId, async () => {
    const base = await openBase(sealed);
    try {
      if (!(await copyBack(sealed, base))) return false;
      rewriteNotes(sealed, base);
    } finally {
      base.close();
    }
    await sealed.delete();
    return true;
  });
  return done === true;
}
