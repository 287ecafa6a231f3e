import { existsSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { type DatabaseSetting, MEMORY, nameOfDatabase } from '../settings.ts';
import { headFileOf, isSameHead, lastEntry, readHeads } from '../store/audit-head.ts';
import { changeEpoch } from '../store/epoch.ts';
import { shapeOf } from '../store/migrate.ts';
import { openAsItIs } from '../store/open.ts';
import { makePrivateFolder } from '../store/private-files.ts';
import { aloneWithFile, copySqlite, damageOf, fileFacts, flush } from '../store/sqlite-file.ts';
import type { Reader } from '../store/store.ts';
import { complain, complainOf, EXIT, newEpoch, openDatabase, print, readArguments, runIfStarted, settingsOrComplaints } from './cli.ts';
import { recount } from './recount.ts';

const USAGE = 'Usage: npm run restore -- FILE [--replace]';
/** SQLite's own files beside a database. */
const ENDS = ['', '-wal', '-shm'];

interface Restore {
  readonly from: string;
  readonly to: string;
  readonly replace: boolean;
}

const used = (file: string): boolean => ENDS.some((end) => existsSync(file + end));

interface Asked {
  readonly words: readonly string[];
  readonly replace: boolean;
}

function readRestore(database: DatabaseSetting, { words: [from], replace }: Asked): Result<Restore, string> {
  if (database.kind === 'postgres')
    return err('This database is PostgreSQL: restore it with pg_restore, then npm run new-epoch (see README).');
  if (database.file === MEMORY) return err('DATABASE_URL must be a database that stays.');
  if (from === undefined) return err(USAGE);
  const { file: to } = database;
  if (!existsSync(from)) return err(`There is no file ${from}.`);
  if (existsSync(to) && realpathSync(from) === realpathSync(to)) return err(`${from} is the database itself.`);
  if (used(to) && !replace) return err(`${to} is in the way. With --replace it is kept beside under another name.`);
  return ok({ from, to, replace });
}

/** Why the log in a file is not the one whose head lies beside it; undefined where none does. */
async function headFaultOf(db: Reader, file: string): Promise<string | undefined> {
  const headFile = headFileOf(file);
  if (!existsSync(headFile)) return undefined;
  const wayOut = `Whoever knows why moves ${headFile} away and restores again.`;
  const [head] = readHeads(readFileSync(headFile, 'utf8')) ?? [];
  if (!head) return `${headFile} holds no head of a log. ${wayOut}`;
  const last = await lastEntry(db).catch(() => undefined);
  return last && isSameHead(last, head)
    ? undefined
    : `${file} was changed since it was made: its log does not end as ${headFile} says. ${wayOut}`;
}

/** Why a file cannot be restored. */
async function faultOf(file: string): Promise<string | undefined> {
  const damage = damageOf(file);
  if (damage !== undefined) return `${file} cannot be restored: ${damage}.`;
  const db = openAsItIs(file);
  try {
    if ((await shapeOf(db)) === 'later') return `${file} was written by a later release than this one.`;
    return await headFaultOf(db, file);
  } finally {
    await db.destroy();
  }
}

/** Makes the copy what the server will open: in the shape of this release, with an epoch of its own, counted. Gives the exit code. */
async function prepare(copy: string): Promise<number> {
  const store = await openDatabase({ database: { kind: 'sqlite', file: copy } }, () => undefined);
  try {
    await changeEpoch(store, newEpoch(), 'restored');
    return await recount(store, false, print);
  } finally {
    await store.close();
  }
}

/** The name the replaced database is kept under. */
const asideOf = (file: string): string => `${file}.before-${new Date().toISOString().replace(/[-:.]/g, '')}`;

function putInPlace(part: string, to: string): void {
  const aside = asideOf(to);
  for (const end of ENDS) if (existsSync(to + end)) renameSync(to + end, aside + end);
  renameSync(part, to);
  flush(to);
  if (existsSync(aside)) print(`What was there is kept: ${aside}`);
}

async function copyIntoPlace({ from, to }: Restore): Promise<number> {
  const part = `${to}.${process.pid}.part`;
  try {
    copySqlite(from, part);
    const counted = await prepare(part);
    const { records, versions, accounts } = fileFacts(part);
    flush(part);
    putInPlace(part, to);
    print(`${to}: ${records} records in ${versions} versions, ${accounts} accounts. Integrity ok.`);
    if (counted === EXIT.well) print('All cells equal their records. Phones will offer again what is missing here.');
    else complain('The cells above differ from their records: npm run recount -- --repair makes them anew.');
    return counted;
  } finally {
    for (const end of ENDS) rmSync(part + end, { force: true });
  }
}

async function restore(task: Restore): Promise<number> {
  const fault = await faultOf(task.from);
  if (fault !== undefined) {
    complain(fault);
    return EXIT.trouble;
  }
  const made = makePrivateFolder(dirname(task.to));
  if (made !== undefined) print(`Folder made for it: ${resolve(made)}`);
  if (!existsSync(task.to)) return copyIntoPlace(task);
  const ended = await aloneWithFile(task.to, () => copyIntoPlace(task));
  if (ended !== 'inUse') return ended;
  complain(`${task.to} is in use: stop the server first. Nothing was changed.`);
  return EXIT.trouble;
}

async function main(): Promise<number> {
  const read = readArguments(USAGE, { replace: { type: 'boolean', default: false } }, 1);
  if (!read) return EXIT.trouble;
  const settings = settingsOrComplaints();
  if (!settings) return EXIT.trouble;
  // It may well not be there yet: who means another folder must see which one is filled.
  print(`Database: ${nameOfDatabase(settings.database)}`);
  const task = readRestore(settings.database, { words: read.words, replace: read.values.replace });
  if (!task.ok) {
    complain(task.error);
    return EXIT.trouble;
  }
  try {
    return await restore(task.value);
  } catch (error) {
    complainOf(error);
    return EXIT.trouble;
  }
}

await runIfStarted(import.meta.url, main);
