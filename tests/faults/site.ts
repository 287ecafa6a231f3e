import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { recount } from '../../src/server/commands/recount.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { openStore } from '../../src/server/store/open.ts';
import { damageOf } from '../../src/server/store/sqlite-file.ts';
import type { Reader, Store } from '../../src/server/store/store.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** A database that nobody has used, and how it is cleared away. */
interface Fresh {
  readonly setting: DatabaseSetting;
  readonly drop: () => Promise<unknown>;
}

async function freshSetting(kind: DatabaseKind, dataDir: string, postgresUrl: string, file = 'cotmoc.sqlite'): Promise<Fresh> {
  if (kind === 'sqlite') {
    const setting: DatabaseSetting = { kind, file: join(dataDir, file) };
    return { setting, drop: async () => undefined };
  }
  const name = `faults_${crypto.randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(postgresUrl);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const setting: DatabaseSetting = { kind, url: url.href };
  return { setting, drop: () => run(`drop database ${name} with (force)`) };
}

/** A file or an address, as commands and server are told of a database. */
export const addressOf = (setting: DatabaseSetting): string => (setting.kind === 'sqlite' ? setting.file : setting.url);

type Environment = Readonly<Record<string, string>>;

/** An installation: the real server as its own process on a database of its own, whatever becomes of it. */
export class Site {
  readonly #dataDir: string;
  readonly #postgresUrl: string;
  #setting: DatabaseSetting;
  readonly #drops: (() => Promise<unknown>)[];
  #server: RunningServer;

  private constructor(dataDir: string, postgresUrl: string, { setting, drop }: Fresh, server: RunningServer) {
    this.#dataDir = dataDir;
    this.#postgresUrl = postgresUrl;
    this.#setting = setting;
    this.#drops = [drop];
    this.#server = server;
    this.origin = server.origin;
    this.passwords = server.passwords;
  }

  /** Where it is found, also after every restart. */
  readonly origin: string;
  readonly passwords: ReadonlyMap<string, string>;

  get kind(): DatabaseKind {
    return this.#setting.kind;
  }

  /** The database it is served from, as a command is told of it. */
  get database(): string {
    return addressOf(this.#setting);
  }

  /** A database that nobody has used, to move to. */
  async makeTarget(kind: DatabaseKind): Promise<DatabaseSetting> {
    const { setting, drop } = await freshSetting(kind, this.#dataDir, this.#postgresUrl, 'moved.sqlite');
    this.#drops.push(drop);
    return setting;
  }

  /** From its next start on it is served from there. */
  serveFrom(setting: DatabaseSetting): void {
    this.#setting = setting;
  }

  /** Opens one, does the damage, and clears it away whatever came of it. */
  static async with<T>(kind: DatabaseKind, postgresUrl: string, work: (site: Site) => Promise<T>): Promise<T> {
    const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-faults-'));
    const fresh = await freshSetting(kind, dataDir, postgresUrl);
    const site = new Site(dataDir, postgresUrl, fresh, await Site.#start(dataDir, fresh.setting));
    try {
      return await work(site);
    } finally {
      await site.#close();
    }
  }

  static #start(dataDir: string, setting: DatabaseSetting, port?: number, more: Environment = {}): Promise<RunningServer> {
    // What is replayed here a thousand times at once no person sends.
    const limits = { NO_ACCOUNT_LIMITS: '1' };
    const env = { QUIET: '1', ...limits, DATABASE_URL: addressOf(setting), ...more };
    return startServer({ dataDir, env, ...(port !== undefined && { port }) });
  }

  kill(): Promise<void> {
    return this.#server.kill();
  }

  /** Starts it again; gives the milliseconds until it answered. */
  async start(more: Environment = {}): Promise<number> {
    const at = performance.now();
    this.#server = await Site.#start(this.#dataDir, this.#setting, Number(new URL(this.origin).port), more);
    return performance.now() - at;
  }

  async #open<T>(look: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(this.#setting, { newEpoch: () => 'faults', onIdleError: () => undefined });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  /** Looks into the database beside the server. */
  read<T>(look: (db: Reader) => Promise<T>): Promise<T> {
    return this.#open((store) => look(store.reader));
  }

  /** Cells that are not what the records add up to. */
  countDifferences(): Promise<number> {
    return this.#open(async (store) => {
      let differences = 0;
      await recount(store, false, () => {
        differences += 1;
      });
      return differences;
    });
  }

  /** From now on the database of this server refuses one record, and the server does not know why. */
  stumbleOver(activityId: string): void {
    if (this.#setting.kind !== 'sqlite') throw new Error('Only asked of SQLite');
    const db = new Database(this.#setting.file);
    db.exec(`create trigger stumble before insert on activities when new.id = '${activityId}' begin select raise(abort, 'stumbled'); end`);
    db.close();
  }

  /** PostgreSQL does not offer this question. */
  isWhole(): boolean {
    return this.#setting.kind === 'postgres' || damageOf(this.#setting.file) === undefined;
  }

  async #close(): Promise<void> {
    await this.#server.stop();
    for (const drop of this.#drops) await drop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
