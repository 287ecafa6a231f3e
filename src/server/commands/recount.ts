import { findWrongGroups, repairGroups } from '../store/duplicate-groups.ts';
import { compareCells, repairCells } from '../store/recount.ts';
import { createReferenceReader } from '../store/reference.ts';
import type { Store } from '../store/store.ts';
import { EXIT, isStarted, print, withDatabase } from './cli.ts';

/**
 * Compares all cells with the records, and looks for duplicates of which none counts or more than one, a difference a line;
 * `--repair` mends them. Gives the exit code.
 */
export async function recount(
  store: Store,
  repair: boolean,
  report: (line: string) => void,
  now: () => number = Date.now,
): Promise<number> {
  const readReference = createReferenceReader();
  const differences = repair
    ? await store.write(async (tx) => {
        const reference = await readReference(tx.db);
        return [...(await repairCells(tx, reference)), ...(await repairGroups(tx, reference, now()))];
      })
    : await store.snapshot(async (db) => [...(await compareCells(db, await readReference(db))), ...(await findWrongGroups(db))]);
  for (const difference of differences) report(JSON.stringify(difference));
  return differences.length === 0 ? EXIT.well : EXIT.found;
}

if (isStarted(import.meta.url)) process.exitCode = await withDatabase((store) => recount(store, process.argv.includes('--repair'), print));
