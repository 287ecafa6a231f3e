import { findAlteredClosings } from '../store/closings.ts';
import { findWrongGroups, repairGroups } from '../store/duplicate-groups.ts';
import { compareCells, compareRecords, repairCells } from '../store/recount.ts';
import { createReferenceReader } from '../store/reference.ts';
import type { Store } from '../store/store.ts';
import { EXIT, print, readArguments, runIfStarted, withDatabase } from './cli.ts';

/**
 * Compares all cells, and what stands beside the content of each record, with what the records say, looks for duplicates of which
 * none counts or more than one, and holds what was frozen of each closed period against its hash, a difference a line; `--repair`
 * mends what can be mended. Gives the exit code.
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
        // What was frozen cannot be made anew: it is reported and stays.
        const found = [
          ...(await compareRecords(tx.db, reference)),
          ...(await repairCells(tx, reference)),
          ...(await repairGroups(tx, reference, now())),
          ...(await findAlteredClosings(tx.db)),
        ];
        if (found.length > 0) tx.chain.add({ kind: 'figuresRepaired', at: now(), details: { count: found.length } });
        return found;
      })
    : await store.snapshot(async (db) => [
        ...(await compareRecords(db, await readReference(db))),
        ...(await compareCells(db, await readReference(db))),
        ...(await findWrongGroups(db)),
        ...(await findAlteredClosings(db)),
      ]);
  for (const difference of differences) report(JSON.stringify(difference));
  return differences.length === 0 ? EXIT.well : EXIT.found;
}

async function main(): Promise<number> {
  const read = readArguments('Usage: npm run recount [-- --repair]', { repair: { type: 'boolean', default: false } });
  return read ? withDatabase((store) => recount(store, read.values.repair, print)) : EXIT.trouble;
}

await runIfStarted(import.meta.url, main);
