import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

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
export const copySqlite = (from: string, to: string): void => readable(from, (database) => void database.prepare('vacuum into ?').run(to));

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

export const factsOf = (file: string): FileFacts =>
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

/**
 * Runs `work` while nobody else can use the database, with its log written home; 'inUse' where somebody has it open. A
 * database leaves the write-ahead log only for who is alone with it. What is no database any more nobody can use.
 */
export async function aloneWith<T>(file: string, work: () => Promise<T>): Promise<T | 'inUse'> {
  const database = new Database(file, { timeout: 500 });
  try {
    try {
      database.pragma('journal_mode = DELETE');
      database.exec('begin exclusive');
    } catch (error) {
      const code = error instanceof Database.SqliteError ? error.code : '';
      if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'inUse';
      if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error;
    }
    return await work();
  } finally {
    database.close();
  }
}
