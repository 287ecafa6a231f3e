import { EXIT, isStarted, print, withDatabase } from './cli.ts';
import { compareCells, repairCells } from './store/recount.ts';
import { createReferenceReader } from './store/reference.ts';
import type { Store } from './store/store.ts';

/** Compares all cells with the records, a difference a line; `--repair` rebuilds those that differ. Gives the exit code. */
export async function recount(store: Store, repair: boolean, report: (line: string) => void): Promise<number> {
  const readReference = createReferenceReader();
  const differences = repair
    ? await store.write(async (tx) => repairCells(tx, await readReference(tx.db)))
    : await store.snapshot(async (db) => compareCells(db, await readReference(db)));
  for (const difference of differences) report(JSON.stringify(difference));
  return differences.length === 0 ? EXIT.well : EXIT.found;
}

if (isStarted(import.meta.url)) process.exitCode = await withDatabase((store) => recount(store, process.argv.includes('--repair'), print));
