import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { readable } from '../auth/secrets.ts';
import { describeError, type Log } from '../log.ts';
import { isDatabaseNamed, nameOfDatabase, readSettings, type Settings } from '../settings.ts';
import { type OpenOptions, openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

export const fillRandom = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);

/** What a command ends with: all is well, it found something, or it could not do its work. */
export const EXIT = { well: 0, found: 1, trouble: 2 } as const;

/** Whether this file was started, and not imported by another. */
export const isStarted = (moduleUrl: string): boolean => {
  const started = process.argv[1];
  return started !== undefined && moduleUrl === pathToFileURL(realpathSync(started)).href;
};

/**
 * What stands behind the name of a command: words, at most so many, and options it knows. Undefined where anything else does, be it
 * `--help` or a slip of the keys, and its usage has been said: who asks how a command is used has not asked for it to be done.
 */
export function readArguments<const T extends ParseArgsOptionsConfig>(usage: string, options: T, mostWords = 0) {
  try {
    const { values, positionals: words } = parseArgs({ options, strict: true, allowPositionals: mostWords > 0 });
    if (words.length <= mostWords) return { values, words };
  } catch {
    // Said below.
  }
  complain(usage);
  return undefined;
}

/** A name for the life of a database; phones notice when it changes. */
export const newEpoch = (): string => readable(8, fillRandom).toLowerCase();

/** Opens the database the settings name and brings it up to date. */
export const openDatabase = (
  settings: Pick<Settings, 'database'>,
  log: Log,
  how: Pick<OpenOptions, 'existing' | 'alone'> = {},
): Promise<Store> =>
  openStore(settings.database, {
    newEpoch,
    onIdleError: (error) => log({ event: 'databaseAway', ...describeError(error) }),
    ...how,
  });

/** The settings of the environment; complaints about them are printed. */
export function settingsOrComplaints(): Settings | undefined {
  const settings = readSettings(process.env);
  if (settings.ok) return settings.value;
  settings.error.forEach(complain);
  return undefined;
}

/** The settings of a command. Where nobody said which database is meant, it says which one it works on. */
export function commandSettings(): Settings | undefined {
  const settings = settingsOrComplaints();
  if (settings && !isDatabaseNamed(process.env))
    complain(`Database: ${nameOfDatabase(settings.database)} (DATA_DIR or DATABASE_URL names another)`);
  return settings;
}

/** Tells the operator why nothing was done. A connection that was tried at several addresses says so in its parts alone. */
export function complainOf(error: unknown): void {
  const { message } = error instanceof AggregateError && error.message === '' ? (error.errors[0] as Error) : (error as Error);
  complain(message);
}

/**
 * Runs a command where its file was started. What it did not reckon with is trouble: the code of a command that died by itself would say
 * that it found something.
 */
export async function runIfStarted(moduleUrl: string, main: () => number | Promise<number>): Promise<void> {
  if (!isStarted(moduleUrl)) return;
  // Who stops reading, as `| head` does, loses the words: the work goes on, and its code tells how it went.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    process.exitCode = await main();
  } catch (error) {
    complainOf(error);
    process.exitCode = EXIT.trouble;
  }
}

/** Runs a command on the database of an office, and never makes one. Gives the exit code. */
export async function withDatabase(work: (store: Store) => Promise<number>): Promise<number> {
  const settings = commandSettings();
  if (!settings) return EXIT.trouble;
  let store: Store | undefined;
  try {
    store = await openDatabase(settings, () => undefined, { existing: true });
    return await work(store);
  } catch (error) {
    complainOf(error);
    return EXIT.trouble;
  } finally {
    await store?.close();
  }
}
