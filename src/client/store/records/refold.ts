import type { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { writeOnce } from '../open-db.ts';
import { FOLD, putSearchRows } from './search-rows.ts';

/** Rows folded in one go: in between, whoever types may save. */
const BATCH = 500;

/** Folds the texts anew that an earlier release folded with less in them. */
export async function refoldOnce(db: AppDb): Promise<void> {
  if ((await readMeta(db, 'searchFold')) === FOLD) return;
  const ids = await db.activities.toCollection().primaryKeys();
  for (let from = 0; from < ids.length; from += BATCH) {
    await writeOnce(db, () =>
      db.transaction('rw', [db.activities, db.search, db.localities, db.meta], async () => {
        const rows = await db.activities.bulkGet(ids.slice(from, from + BATCH));
        await putSearchRows(
          db,
          rows.flatMap((row) => row ?? []),
        );
      }),
    );
  }
  await writeMeta(db, 'searchFold', FOLD);
}
