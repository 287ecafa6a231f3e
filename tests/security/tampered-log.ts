import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ActivityId } from '../../src/domain/ids.ts';
import { verify } from '../../src/server/commands/verify.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { type AuditHead, bindingHead } from '../../src/server/store/audit-head.ts';
import { openStore } from '../../src/server/store/open.ts';
import type { Store } from '../../src/server/store/store.ts';
import { makeCreate, makeEdit } from '../faults/records.ts';
import { runCommand } from '../helpers/run-command.ts';
import { startServer } from '../helpers/server-process.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { toFormerShape } from '../server/former-shape.ts';
import type { Drill, DrillMeans } from './drill.ts';
import { dropGuards, EDITS } from './edits.ts';

const HOUR_MS = 3_600_000;
const RECORDS = { full: 2_000, reduced: 20 } as const;

const open = (setting: DatabaseSetting): Promise<Store> =>
  openStore(setting, { newEpoch: () => 'drill', onIdleError: () => undefined, existing: false });

async function within<T>(setting: DatabaseSetting, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open(setting);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const addressOf = (setting: DatabaseSetting): string => (setting.kind === 'sqlite' ? setting.file : setting.url);

/** Makes databases and copies of them, and takes all of them away in the end. */
class Room {
  readonly folder = mkdtempSync(join(tmpdir(), 'cotmoc-log-'));
  readonly #url: string;
  readonly #names: string[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  async #run(statement: string): Promise<void> {
    const client = new pg.Client(this.#url);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }

  file(): DatabaseSetting & { readonly kind: 'sqlite' } {
    return { kind: 'sqlite', file: join(this.folder, `${crypto.randomUUID()}.sqlite`) };
  }

  /** A new database like this one, empty or a copy of it. */
  async fresh(kind: DatabaseSetting['kind'], from?: DatabaseSetting): Promise<DatabaseSetting> {
    if (kind === 'sqlite') {
      const made = this.file();
      if (from?.kind === 'sqlite') copyFileSync(from.file, made.file);
      return made;
    }
    const name = `log_${crypto.randomUUID().replaceAll('-', '')}`;
    const template = from?.kind === 'postgres' ? ` template ${new URL(from.url).pathname.slice(1)}` : '';
    await this.#run(`create database ${name}${template}`);
    this.#names.push(name);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return { kind, url: url.href };
  }

  async clear(): Promise<void> {
    for (const name of this.#names) await this.#run(`drop database ${name} with (force)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** People who sign in, mistype, record and correct, on a really started server that is stopped again. */
async function workADay(setting: DatabaseSetting, dataDir: string, records: number): Promise<void> {
  const server = await startServer({ dataDir, env: { QUIET: '1', NO_ACCOUNT_LIMITS: '1', DATABASE_URL: addressOf(setting) } });
  try {
    for (const staffCode of ['CB-07', 'CB-08']) {
      const client = await signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');
      let { cursor } = await client.sync([]);
      for (let nth = 0; nth < records; nth += 20) {
        const creates = Array.from({ length: 20 }, (_, at) => makeCreate(nth + at + 1));
        ({ cursor } = await client.sync(creates, cursor));
        ({ cursor } = await client.sync([makeEdit(creates[0]?.activityId as ActivityId, 1, 77)], cursor));
      }
      const headers = { 'content-type': 'application/json', origin: server.origin, cookie: client.cookie };
      const body = JSON.stringify({ staffCode, password: 'không phải mật khẩu', device: 'Máy lạ' });
      await fetch(`${server.origin}/api/sign-in`, { method: 'POST', headers: { ...headers, cookie: '' }, body });
      await fetch(`${server.origin}/api/me/data`, { headers });
      await fetch(`${server.origin}/api/sign-out`, { method: 'POST', headers });
    }
  } finally {
    await server.stop();
  }
}

const findingsIn = (setting: DatabaseSetting, heads: readonly AuditHead[]): Promise<string[]> =>
  within(setting, async (store) => {
    const found: string[] = [];
    await verify(store, heads, (line) => found.push((JSON.parse(line) as { readonly finding: string }).finding));
    return found;
  });

async function expectCommand(file: string, env: Readonly<Record<string, string>>, ...args: string[]): Promise<void> {
  const { code, output } = await runCommand(`commands/${file}.ts`, env, ...args).ended;
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${output}`);
}

/** The office after a backup and a restore: on SQLite by the commands, on PostgreSQL as its own tools do it. */
async function restored(room: Room, setting: DatabaseSetting): Promise<DatabaseSetting> {
  if (setting.kind === 'postgres') {
    const copy = await room.fresh('postgres', setting);
    await expectCommand('new-epoch', { DATABASE_URL: addressOf(copy) });
    return copy;
  }
  const [backup, copy] = [room.file().file, room.file()];
  await expectCommand('backup', { DATABASE_URL: setting.file }, backup);
  await expectCommand('restore', { DATABASE_URL: copy.file }, backup);
  return copy;
}

async function moved(setting: DatabaseSetting, to: DatabaseSetting): Promise<DatabaseSetting> {
  await expectCommand('move', {}, '--from', addressOf(setting), '--to', addressOf(to));
  return to;
}

/** A clock that was wrong, and was set right in both directions while people worked. */
async function withClockSteps(setting: DatabaseSetting): Promise<DatabaseSetting> {
  const now = Date.now();
  const times = [now + 3 * HOUR_MS, now, now - 2 * HOUR_MS, now - 30_000, now, now - 59_000];
  for (const at of times) await within(setting, (store) => store.write(async (tx) => tx.chain.add({ kind: 'signedOut', at })));
  return setting;
}

/** The same records in a database of the release before there was a log. */
async function migrated(room: Room, setting: DatabaseSetting): Promise<DatabaseSetting> {
  const copy = await room.fresh(setting.kind, setting);
  await within(copy, (store) => toFormerShape(store.writer, '020-audit'));
  await within(copy, async () => undefined);
  return copy;
}

async function countFalseAlarms(room: Room, setting: DatabaseSetting, heads: readonly AuditHead[]): Promise<number> {
  const elsewhere = await moved(setting, await room.fresh('sqlite'));
  const offices: readonly (readonly [DatabaseSetting, readonly AuditHead[]])[] = [
    [setting, heads],
    [await restored(room, setting), heads],
    [elsewhere, heads],
    [await moved(elsewhere, await room.fresh(setting.kind)), heads],
    [await migrated(room, setting), []],
    [await withClockSteps(await room.fresh(setting.kind, setting)), heads],
  ];
  let alarms = 0;
  for (const [office, expected] of offices) alarms += (await findingsIn(office, expected)).length;
  return alarms;
}

/** Edits of which each was noticed, each in a copy of its own. */
async function findEdits(room: Room, setting: DatabaseSetting, heads: readonly AuditHead[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, finding, make } of EDITS) {
    const copy = await room.fresh(setting.kind, setting);
    await within(copy, async (store) => {
      await dropGuards(store.writer);
      await make(store.writer);
    });
    if ((await findingsIn(copy, heads)).includes(finding)) found.push(name);
  }
  return found;
}

async function run({ full, database, postgresUrl }: DrillMeans) {
  const room = new Room(postgresUrl);
  try {
    const setting = await room.fresh(database);
    await workADay(setting, room.folder, full ? RECORDS.full : RECORDS.reduced);
    const head = await within(setting, (store) => bindingHead(store, Date.now()));
    if (!head) throw new Error('A day of work left no log');
    const found = await findEdits(room, setting, [head]);
    const falseAlarms = await countFalseAlarms(room, setting, [head]);
    const edits = EDITS.length;
    const peer = 'a chain without an outside anchor can be made anew whole (librefang/librefang#3339)';
    const missed = EDITS.map(({ name }) => name).filter((name) => !found.includes(name));
    const beside = { edits, found: found.length, falseAlarms, ...(missed.length > 0 && { missed }) };
    return [
      {
        figure: `S4 edits by SQL found, ${database}`,
        value: found.length,
        unit: 'edits',
        bar: edits,
        peer,
        holds: 'atLeast' as const,
        beside,
      },
      { figure: `S4 false alarms, ${database}`, value: falseAlarms, unit: 'findings', bar: 0, peer: 'none told', holds: 'atMost' as const },
    ];
  } finally {
    await room.clear();
  }
}

export const tamperedLog: Drill = {
  name: 'S4',
  fact: 'whoever edits the log, a record or its history by SQL is found out, and nobody else is suspected',
  run,
};
