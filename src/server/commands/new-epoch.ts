import { changeEpoch } from '../store/epoch.ts';
import { EXIT, newEpoch, print, readArguments, runIfStarted, withDatabase } from './cli.ts';

/** After a restore that was done with the database's own tools. */
async function main(): Promise<number> {
  if (!readArguments('Usage: npm run new-epoch', {})) return EXIT.trouble;
  return withDatabase(async (store) => {
    const epoch = newEpoch();
    await changeEpoch(store, epoch);
    print(`New epoch ${epoch}: phones will offer again what is missing here.`);
    return EXIT.well;
  });
}

await runIfStarted(import.meta.url, main);
