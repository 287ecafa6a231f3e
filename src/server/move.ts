import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../domain/result.ts';
import { complain, EXIT, isStarted, openDatabase, print } from './cli.ts';
import { recount } from './recount.ts';
import { type DatabaseSetting, MEMORY, readDatabase } from './settings.ts';
import { copyStore, firstTableInUse } from './store/copy-store.ts';
import type { Store } from './store/store.ts';

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

function readEnds(args: readonly string[]): Result<Ends, string> {
  let values: { readonly from?: string; readonly to?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } }, strict: true }));
  } catch {
    return err(USAGE);
  }
  const from = readEnd('from', values.from);
  if (!from.ok) return from;
  const to = readEnd('to', values.to);
  if (!to.ok) return to;
  if (from.value.kind === 'sqlite' && !existsSync(from.value.file)) return err(`There is no file ${from.value.file}.`);
  return ok({ from: from.value, to: to.value });
}

/** Copies into a store that is as new, then compares every cell there with its records. Gives the exit code. */
async function moveStore(from: Store, to: Store): Promise<number> {
  const used = await firstTableInUse(to.reader);
  if (used !== undefined) {
    complain(`The target is not empty: ${used} holds rows. Nothing was copied.`);
    return EXIT.trouble;
  }
  await copyStore(from, to, ({ table, rows }) => print(`${table}: ${rows}`));
  const counted = await recount(to, false, print);
  print(counted === EXIT.well ? 'All cells equal their records.' : 'These differ: npm run recount -- --repair on the target mends them.');
  return counted;
}

async function withBoth({ from, to }: Ends): Promise<number> {
  const stores: Store[] = [];
  const open = async (database: DatabaseSetting): Promise<Store> => {
    const store = await openDatabase({ database }, () => undefined);
    stores.push(store);
    return store;
  };
  try {
    return await moveStore(await open(from), await open(to));
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.trouble;
  } finally {
    for (const store of stores) await store.close();
  }
}

async function main(): Promise<number> {
  const ends = readEnds(process.argv.slice(2));
  if (ends.ok) return withBoth(ends.value);
  complain(ends.error);
  return EXIT.trouble;
}

if (isStarted(import.meta.url)) process.exitCode = await main();
