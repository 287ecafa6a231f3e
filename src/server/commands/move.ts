import { err, ok, type Result } from '../../domain/result.ts';
import { type DatabaseSetting, MEMORY, nameOfDatabase, readDatabase } from '../settings.ts';
import { copyStore, firstTableInUse } from '../store/copy-store.ts';
import type { Store } from '../store/store.ts';
import { complain, complainOf, EXIT, newEpoch, openDatabase, print, readArguments, runIfStarted } from './cli.ts';
import { recount } from './recount.ts';

const USAGE = 'Usage: npm run move -- --from data/cotmoc.sqlite --to postgres://user:password@host/database';

interface Ends {
  readonly from: DatabaseSetting;
  readonly to: DatabaseSetting;
}

/** A file or an address; never said back, since an address may hold a password. */
function readEnd(name: string, text: string | undefined): Result<DatabaseSetting, string> {
  if (text === undefined || text.trim() === '') return err(`--${name} is missing. ${USAGE}`);
  const setting = readDatabase(text.trim(), `--${name}`);
  if (!setting.ok) return setting;
  const inMemory = setting.value.kind === 'sqlite' && setting.value.file === MEMORY;
  return inMemory ? err(`--${name} must be a database that stays.`) : setting;
}

function readEnds(values: { readonly from?: string; readonly to?: string }): Result<Ends, string> {
  const from = readEnd('from', values.from);
  if (!from.ok) return from;
  const to = readEnd('to', values.to);
  if (!to.ok) return to;
  return ok({ from: from.value, to: to.value });
}

/** Copies into a store that is as new, then compares every cell there with its records. Gives the exit code. */
async function moveStore(from: Store, to: Store): Promise<number> {
  const used = await firstTableInUse(to.reader);
  if (used !== undefined) {
    complain(`The target is not empty: ${used} holds rows. Nothing was copied.`);
    return EXIT.trouble;
  }
  await copyStore(from, to, newEpoch(), ({ table, rows }) => print(`${table}: ${rows}`));
  await to.write(async (tx) => tx.chain.add({ kind: 'moved', at: Date.now() }));
  const counted = await recount(to, false, print);
  print(counted === EXIT.well ? 'All cells equal their records.' : 'These differ: npm run recount -- --repair on the target mends them.');
  print('Start the server on the new database alone: phones will offer again what is missing there.');
  return counted;
}

async function withBoth({ from, to }: Ends): Promise<number> {
  const stores: Store[] = [];
  // Nobody else may have either: what a server took in behind our back would be in the source alone, and be missed by nobody.
  const open = async (database: DatabaseSetting, existing: boolean): Promise<Store> => {
    const store = await openDatabase({ database }, () => undefined, { existing, alone: true });
    stores.push(store);
    return store;
  };
  print(`From ${nameOfDatabase(from)} to ${nameOfDatabase(to)}`);
  try {
    return await moveStore(await open(from, true), await open(to, false));
  } catch (error) {
    complainOf(error);
    return EXIT.trouble;
  } finally {
    for (const store of stores) await store.close();
  }
}

async function main(): Promise<number> {
  const read = readArguments(USAGE, { from: { type: 'string' }, to: { type: 'string' } });
  if (!read) return EXIT.trouble;
  const ends = readEnds(read.values);
  if (ends.ok) return withBoth(ends.value);
  complain(ends.error);
  return EXIT.trouble;
}

await runIfStarted(import.meta.url, main);
