import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { beginPrivateFile } from './private-files.ts';

/** Who is leaving a database is given this long before it counts as in use. */
export const ALONE_TIMEOUT_MS = 500;

/** What a file says of itself, to be told to the operator and compared. */
export interface FileFacts {
  readonly records: number;
  readonly versions: number;
  readonly accounts: number;
  readonly changeNo: number;
}

const readable = <T>(file: string, look: (database: Database.Database) => T): T => {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
};

/**
 * Copies one moment of a database into a new file, while others go on writing. The copy has no write-ahead log: one file is
 * all of it. Unlike the page by page copy of SQLite's backup interface it never begins again when somebody writes.
 */
export function copySqlite(from: string, to: string): void {
  // SQLite writes into a file without content as into one it makes, and makes it readable for everybody.
  beginPrivateFile(to);
  readable(from, (database) => database.prepare('vacuum into ?').run(to));
}

/** What is wrong with a file; undefined where it is whole and ours. */
export function damageOf(file: string): string | undefined {
  try {
    return readable(file, (database) => {
      const [found] = database.pragma('integrity_check(1)') as { readonly integrity_check: string }[];
      if (found?.integrity_check !== 'ok') return found?.integrity_check ?? 'no answer to integrity_check';
      if ((database.pragma('foreign_key_check') as unknown[]).length > 0) return 'rows that refer to rows that are not there';
      const ours = database.prepare("select 1 from sqlite_schema where type = 'table' and name = 'feed_head'").get();
      return ours ? undefined : 'not a database of this app';
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const fileFacts = (file: string): FileFacts =>
  readable(file, (database) => {
    const number = (statement: string): number => database.prepare<[], number>(statement).pluck().get() ?? 0;
    return {
      records: number('select count(*) from activities'),
      versions: number('select count(*) from activity_versions'),
      accounts: number('select count(*) from accounts'),
      changeNo: number('select change_no from feed_head'),
    };
  });

/** The bytes are on the disk, and so is the name they lie under. */
export function flush(file: string): void {
  for (const path of [file, dirname(file)]) {
    const handle = openSync(path, 'r');
    fsyncSync(handle);
    closeSync(handle);
  }
}

const codeOf = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : '');

export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

/**
 * From now on, and until the connection is closed, nobody else can read or write the database; its log is written home.
 * False where somebody has it open: a database leaves the write-ahead log only for a connection that is alone with it.
 */
export function keepOthersOut(database: Database.Database): boolean {
  try {
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = EXCLUSIVE');
    // The lock is taken with the first transaction and kept after it.
    database.exec('begin exclusive; commit');
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  }
}

/** Runs `work` while nobody else can use the database; 'inUse' where somebody has it open. */
export async function aloneWithFile<T>(file: string, work: () => Promise<T>): Promise<T | 'inUse'> {
  const database = new Database(file, { timeout: ALONE_TIMEOUT_MS });
  try {
    try {
      if (!keepOthersOut(database)) return 'inUse';
    } catch (error) {
      // What is no database any more nobody can use.
      if (!/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) throw error;
    }
    return await work();
  } finally {
    database.close();
  }
}
