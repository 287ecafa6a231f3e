import { clearDemonstration } from '../store/demonstration.ts';
import { createReferenceReader } from '../store/reference.ts';
import type { Store } from '../store/store.ts';
import { EXIT, print, readArguments, runIfStarted, withDatabase } from './cli.ts';

/** Clears the demonstration away, with nobody asking again. Gives the exit code. */
async function clearAway(store: Store, report: (line: string) => void, now: () => number = Date.now): Promise<number> {
  const readReference = createReferenceReader();
  const went = await store.write(async (tx) => clearDemonstration(tx, await readReference(tx.db), { at: now() }));
  if (!went) {
    report('There is no demonstration here: nothing was cleared.');
    return EXIT.found;
  }
  report(
    `Cleared ${went.records} records and ${went.devices} phones of the demonstration. Plan, targets and accounts stay, and ${went.own} records of people.`,
  );
  return EXIT.well;
}

async function main(): Promise<number> {
  return readArguments('Usage: npm run demo:clear', {}) ? withDatabase((store) => clearAway(store, print)) : EXIT.trouble;
}

await runIfStarted(import.meta.url, main);
