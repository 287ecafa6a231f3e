import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { createGate } from '../gate.ts';
import { type DatabaseSetting, MEMORY } from '../settings.ts';
import { migrate } from './migrate.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createStore, type Store } from './store.ts';

/** Milliseconds a statement waits for another process. Waiting blocks this one, so it is short. */
const BUSY_TIMEOUT_MS = 2_000;
/** Pages of 4 kB in the log before they are written home: many pages change again and again in between. */
const WAL_PAGES = 2_000;
const WAL_LIMIT_BYTES = 4 * 1024 * 1024;
const POOL_SIZE = 10;
/** Writers wait for each other at the database; more of them would only take connections from the readers. */
const POSTGRES_WRITERS = 3;
const INT8 = 20;

function openConnection(file: string, access: 'readWrite' | 'readOnly'): Kysely<Tables> {
  const readonly = access === 'readOnly';
  const database = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  if (!readonly) {
    database.pragma('journal_mode = WAL');
    // What was acknowledged must survive a power cut, not only a crash of the process.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
  }
  database.pragma('cache_size = -16000');
  return new Kysely({ dialect: sqliteDialect(database, access) });
}

/** A file as it is: nothing in it is brought up to date. */
export const openAsItIs = (file: string): Kysely<Tables> => openConnection(file, 'readOnly');

function openSqlite(file: string): Store {
  if (file !== MEMORY) mkdirSync(dirname(file), { recursive: true });
  const writer = openConnection(file, 'readWrite');
  // A connection of their own lets readers see the last committed state while a page is being written.
  const reader = file === MEMORY ? writer : openConnection(file, 'readOnly');
  return createStore({ writer, reader, writers: createGate(1), pipelined: false });
}

/** Integers of 64 bits as numbers: ours stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

function openPostgres(url: string, onIdleError: (error: Error) => void): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    // Statements go out one behind the other: waiting for each answer took longer than most of the work.
    pipeline: true,
    Client: PreparingClient,
    // Disks have no heads to move any more: without this, tables of some ten thousand cells are read whole for a page's few.
    options: '-c random_page_cost=1.1',
    types,
  });
  // Without a listener a database that restarts would take this process down.
  pool.on('error', onIdleError);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return createStore({ writer: db, reader: db, writers: createGate(POSTGRES_WRITERS), pipelined: true });
}

export interface OpenOptions {
  /** A name for the life of this database; phones notice when it changes. */
  readonly newEpoch: () => string;
  readonly onIdleError: (error: Error) => void;
}

/** Opens and migrates the database. */
export async function openStore(setting: DatabaseSetting, options: OpenOptions): Promise<Store> {
  const store = setting.kind === 'postgres' ? openPostgres(setting.url, options.onIdleError) : openSqlite(setting.file);
  try {
    await migrate(store.writer, options.newEpoch);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
