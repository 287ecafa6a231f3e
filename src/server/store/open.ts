import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { createGate } from '../gate.ts';
import { type DatabaseSetting, MEMORY, nameOfDatabase } from '../settings.ts';
import { beginAudit } from './audit-begin.ts';
import { ensureCutDays } from './cut-anew.ts';
import { announceUse, DatabaseInUse, keepForOneself, LOCKED_BY_COMMAND } from './database-use.ts';
import { holdsOffice } from './holds-office.ts';
import { migrate } from './migrate.ts';
import { PreparingClient } from './preparing-client.ts';
import { makePrivateFile, makePrivateFolder } from './private-files.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { ALONE_TIMEOUT_MS, isLocked, keepOthersOut } from './sqlite-file.ts';
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

const asKysely = (database: Database.Database, access: 'readWrite' | 'readOnly'): Kysely<Tables> => {
  database.pragma('cache_size = -16000');
  return new Kysely({ dialect: sqliteDialect(database, access) });
};

function setForWriting(database: Database.Database): void {
  // What was acknowledged must survive a power cut, not only a crash of the process.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
}

/** Leaves nothing open where the work of opening fails. */
function opened<T>(database: Database.Database, work: (database: Database.Database) => T): T {
  try {
    return work(database);
  } catch (error) {
    database.close();
    throw isLocked(error) ? new DatabaseInUse(LOCKED_BY_COMMAND) : error;
  }
}

const openReader = (file: string): Kysely<Tables> =>
  opened(new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }), (database) => asKysely(database, 'readOnly'));

const openWriter = (file: string): Kysely<Tables> =>
  opened(new Database(file, { timeout: BUSY_TIMEOUT_MS }), (database) => {
    database.pragma('journal_mode = WAL');
    setForWriting(database);
    database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
    return asKysely(database, 'readWrite');
  });

const openAlone = (file: string): Kysely<Tables> =>
  opened(new Database(file, { timeout: ALONE_TIMEOUT_MS }), (database) => {
    if (!keepOthersOut(database)) throw new DatabaseInUse(`${file} is in use: stop the server first. Nothing was changed.`);
    setForWriting(database);
    return asKysely(database, 'readWrite');
  });

/** A file as it is: nothing in it is brought up to date. */
export const openAsItIs = openReader;

function openSqlite(file: string, alone: boolean): Store {
  if (file !== MEMORY) {
    makePrivateFolder(dirname(file));
    makePrivateFile(file);
  }
  const writer = alone ? openAlone(file) : openWriter(file);
  // A connection of their own lets readers see the last committed state while a page is being written.
  const reader = alone || file === MEMORY ? writer : openReader(file);
  return createStore({ writer, reader, writers: createGate(1), pipelined: false });
}

/** Integers of 64 bits as numbers: ours stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

function openPostgres(url: string, onIdleError: (error: Error) => void, alone: boolean): Store {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'cotmoc',
    // While one connection is open everybody sees that the database is in use, also when nobody has asked for long.
    min: 1,
    max: alone ? 1 : POOL_SIZE,
    onConnect: alone ? keepForOneself : announceUse,
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
  /** It must hold an office already: nothing is made where there is none. */
  readonly existing?: boolean;
  /** Nobody else may have it open, or open it until it is closed. */
  readonly alone?: boolean;
}

const noOffice = (setting: DatabaseSetting): Error =>
  new Error(`${nameOfDatabase(setting)} holds no office: it is empty, or belongs to something else. Nothing was made.`);

/** Fails where no office is in the file. SQLite writes to a file as soon as it is opened for writing: one that is not ours is only looked at. */
export async function requireOffice(file: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no database ${file}. Nothing was made.`);
  const db = openReader(file);
  const found = await holdsOffice(db).finally(() => db.destroy());
  if (!found) throw noOffice({ kind: 'sqlite', file });
}

/** Opens and migrates the database. */
export async function openStore(setting: DatabaseSetting, options: OpenOptions): Promise<Store> {
  const { onIdleError, newEpoch, existing = false, alone = false } = options;
  if (existing && setting.kind === 'sqlite') await requireOffice(setting.file);
  const store = setting.kind === 'postgres' ? openPostgres(setting.url, onIdleError, alone) : openSqlite(setting.file, alone);
  try {
    if (existing && setting.kind === 'postgres' && !(await holdsOffice(store.reader))) throw noOffice(setting);
    await migrate(store.writer, newEpoch);
    await ensureCutDays(store);
    await beginAudit(store, Date.now());
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
