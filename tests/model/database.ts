import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { COPIED_TABLES } from '../../src/server/store/copy-store.ts';
import { openStore } from '../../src/server/store/open.ts';
import type { Store } from '../../src/server/store/store.ts';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** All rows of a database at one moment, as JSON, by table. */
export type Copy = ReadonlyMap<string, string>;

/** The server's database as somebody with the disk in hand sees it. */
export interface Database {
  /** The store of the server; the same one until a crash. */
  open(): Promise<Store>;
  /** Ends the process that has it open, without a word, and opens it again. */
  crash(): Promise<Store>;
  copy(): Promise<Copy>;
  /** Makes the database what the copy says; under another epoch if one is named. */
  put(copy: Copy, epoch?: string): Promise<void>;
  /** Makes every write of a record with this note fail; undefined lifts it. */
  refuseNote(note: string | undefined): Promise<void>;
  drop(): Promise<void>;
}

const options = { newEpoch: () => 'epoch-0', onIdleError: () => undefined };
const TABLES: readonly string[] = [...COPIED_TABLES, 'feed_head'];
/** Those that refer to others go first. */
const EMPTYING = TABLES.toReversed().map((table) => `delete from ${table};`);

/** A disk that forgets with the machine is the fastest there is, and what is tested here is no disk. */
const fastFolder = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cotmoc-model-'));

type Row = Record<string, string | number | null>;

export async function sqliteDatabase(): Promise<Database> {
  const folder = fastFolder();
  let life = 0;
  const fileOf = (one: number): string => join(folder, `${one}.sqlite`);
  const openLife = () => openStore({ kind: 'sqlite', file: fileOf(life) }, options);
  let store = await openLife();
  let admin = new Sqlite(fileOf(life));
  // The same database is put back again and again, which no office does.
  admin.exec('drop trigger audit_entries_no_update; drop trigger audit_entries_no_delete');
  const putRows = (table: string, rows: readonly Row[]): void => {
    const columns = Object.keys(rows[0] ?? {});
    const insert = admin.prepare(`insert into ${table} (${columns}) values (${columns.map((column) => `@${column}`)})`);
    for (const row of rows) insert.run(row);
  };
  return {
    open: async () => store,
    async crash() {
      const [dead, next] = [life, life + 1];
      // Copied while it is open: closing would write home what a killed process leaves in the log.
      for (const end of ['', '-wal']) if (existsSync(fileOf(dead) + end)) copyFileSync(fileOf(dead) + end, fileOf(next) + end);
      admin.close();
      await store.close();
      rmSync(fileOf(dead));
      life = next;
      store = await openLife();
      admin = new Sqlite(fileOf(life));
      return store;
    },
    copy: async () => new Map(TABLES.map((table) => [table, JSON.stringify(admin.prepare(`select * from ${table}`).all())])),
    async put(copy, epoch) {
      admin.transaction(() => {
        admin.exec(EMPTYING.join(''));
        for (const [table, rows] of copy) if (rows !== '[]') putRows(table, JSON.parse(rows) as Row[]);
        if (epoch !== undefined) admin.prepare('update feed_head set epoch = ?').run(epoch);
      })();
    },
    async refuseNote(note) {
      const trigger = (when: string): string =>
        `create trigger if not exists refuse_${when} before ${when} on activities
         when new.content like '%"note":"${note}"%' begin select raise(abort, 'unforeseen'); end;`;
      const lift = 'drop trigger if exists refuse_insert; drop trigger if exists refuse_update;';
      admin.exec(note === undefined ? lift : trigger('insert') + trigger('update'));
    },
    async drop() {
      admin.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const once = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
};

/** A database of its own in a running cluster. */
export async function postgresDatabase(cluster: string): Promise<Database> {
  const name = `model_${crypto.randomUUID().replaceAll('-', '')}`;
  await once(cluster, `create database ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  const openIt = () => openStore({ kind: 'postgres', url: url.href }, options);
  let store = await openIt();
  const admin = new pg.Client(url.href);
  await admin.connect();
  await admin.query('drop trigger audit_entries_fixed on audit_entries');
  return {
    open: async () => store,
    async crash() {
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()', [name]);
      await store.close();
      store = await openIt();
      return store;
    },
    async copy() {
      const copy = new Map<string, string>();
      for (const table of TABLES) {
        const { rows } = await admin.query<{ rows: string }>(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`);
        copy.set(table, rows[0]?.rows ?? '[]');
      }
      return copy;
    },
    async put(copy, epoch) {
      await admin.query(`begin; ${EMPTYING.join('')}`);
      for (const [table, rows] of copy)
        if (rows !== '[]') await admin.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows]);
      if (epoch !== undefined) await admin.query('update feed_head set epoch = $1', [epoch]);
      await admin.query('commit');
    },
    async refuseNote(note) {
      await admin.query('alter table activities drop constraint if exists refuse_note');
      if (note !== undefined)
        await admin.query(`alter table activities add constraint refuse_note check (content not like '%"note":"${note}"%') not valid`);
    },
    async drop() {
      await store.close();
      await admin.end();
      await once(cluster, `drop database ${name} with (force)`);
    },
  };
}
