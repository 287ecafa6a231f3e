import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { nameOfDatabase } from '../../src/server/settings.ts';
import { runCommand, runCommandIn } from '../helpers/run-command.ts';
import { freshDatabase, openOffice, openTestStore } from './helpers.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cotmoc-commands-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const COMMANDS = [
  'commands/recount.ts',
  'commands/password.ts',
  'commands/new-epoch.ts',
  'commands/backup.ts',
  'commands/move.ts',
] as const;

/** A command with what it needs besides the database, which lies at `address`. */
function onDatabase(command: (typeof COMMANDS)[number], address: string, folder: string) {
  if (command === 'commands/move.ts') return runCommand(command, {}, '--from', address, '--to', join(folder, 'moved.sqlite')).ended;
  const args = {
    'commands/recount.ts': [],
    'commands/password.ts': ['CB-07'],
    'commands/new-epoch.ts': [],
    'commands/backup.ts': [join(folder, 'backup.sqlite')],
  }[command];
  return runCommand(command, { DATABASE_URL: address }, ...args).ended;
}

/** Databases of SQLite that are none of an office. */
const NO_OFFICES: Readonly<Record<string, (file: string) => unknown>> = {
  'is not there': () => undefined,
  'has no content': (file) => writeFileSync(file, ''),
  'holds something else': (file) => new Database(file).exec('create table notes (words text)').close(),
  'was made and never served from': async (file) => (await openTestStore({ kind: 'sqlite', file })).close(),
};

const withoutLogs = (names: readonly string[]): string[] => names.filter((name) => !/-(wal|shm)$/.test(name));

describe.each(COMMANDS)('%s', (command) => {
  test.each(Object.keys(NO_OFFICES))('makes nothing of a file that %s, and fails with a sentence', async (kind) => {
    const folder = freshFolder();
    const file = join(folder, 'cotmoc.sqlite');
    await NO_OFFICES[kind]?.(file);
    const before = readdirSync(folder);
    const ended = await onDatabase(command, file, folder);
    expect(ended.code).toBe(2);
    expect(ended.output).toMatch(new RegExp(`(There is no database ${file}\\.|${file} holds no office: .*) Nothing was made\\.\n$`));
    expect(withoutLogs(readdirSync(folder))).toEqual(withoutLogs(before));
  });
});

test.each(['commands/recount.ts', 'commands/password.ts', 'commands/new-epoch.ts', 'commands/move.ts'] as const)(
  '%s makes no table in a PostgreSQL that is not ours',
  async (command) => {
    const database = await freshDatabase('postgres');
    closing.push(() => database.drop());
    const { setting } = database;
    const url = setting.kind === 'postgres' ? setting.url : '';
    const ended = await onDatabase(command, url, freshFolder());
    expect(ended).toMatchObject({ code: 2, output: expect.stringContaining('holds no office') });
    expect(ended.output).not.toContain('only-for-tests');
    const client = new pg.Client(url);
    await client.connect();
    expect((await client.query("select 1 from pg_tables where schemaname = 'public'")).rows).toEqual([]);
    await client.end();
  },
);

test('a command that was not told which database is meant names the one it works on, and makes none', async () => {
  const folder = freshFolder();
  for (const [command, ...args] of [
    ['commands/recount.ts'],
    ['commands/password.ts', 'CB-07'],
    ['commands/new-epoch.ts'],
    ['commands/backup.ts', 'x'],
    ['commands/restore.ts', 'x'],
  ] as const) {
    const ended = await runCommandIn(folder, command, {}, ...args).ended;
    expect(ended).toEqual({ code: 2, output: expect.stringContaining(`Database: ${join(folder, 'data/cotmoc.sqlite')}`) });
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a command with words it does not know says how it is used and does nothing', { timeout: 120_000 }, async () => {
  const office = await openOffice('sqlite');
  closing.push(() => office.close());
  const file = office.setting.kind === 'sqlite' ? office.setting.file : '';
  const look = () => office.store.reader.selectFrom('feed_head').selectAll().executeTakeFirstOrThrow();
  const before = await look();
  for (const [command, ...args] of [
    ['commands/recount.ts', '--help'],
    ['commands/recount.ts', '--repiar'],
    ['commands/new-epoch.ts', '--help'],
    ['commands/demo-clear.ts', '--help'],
    ['commands/verify.ts', '--help'],
    ['commands/move.ts', '--help'],
    ['commands/restore.ts', '--help'],
    ['commands/backup.ts', '--help'],
    ['commands/password.ts'],
    ['commands/password.ts', 'CB-07', '--factor'],
    ['commands/password.ts', 'CB-07', 'CB-08'],
    ['commands/plan-read.ts'],
    ['commands/plan-read.ts', '--help'],
    ['commands/plan-read.ts', 'ke-hoach.docx', 'ke-hoach-2.docx'],
  ] as const) {
    const ended = await runCommand(command, { DATABASE_URL: file }, ...args).ended;
    expect({ command, args, ...ended }).toMatchObject({ code: 2, output: expect.stringMatching(/(Usage|Cách dùng): npm run .*\n$/) });
  }
  expect(await look()).toEqual(before);
});

test('a command that stumbles over what it was given is in trouble, and has not found that anything was changed', async () => {
  const office = await openOffice('sqlite');
  closing.push(() => office.close());
  const file = office.setting.kind === 'sqlite' ? office.setting.file : '';
  const ended = await runCommand('commands/verify.ts', { DATABASE_URL: file }, '--head', freshFolder()).ended;
  expect(ended).toEqual({ code: 2, output: expect.stringMatching(/^EISDIR[^\n]*\n$/) });
});

test('a command whose words nobody reads to their end does its work and says how it went', async () => {
  const office = await openOffice('sqlite');
  closing.push(() => office.close());
  const to = join(freshFolder(), 'moved.sqlite');
  await office.store.close();
  const file = office.setting.kind === 'sqlite' ? office.setting.file : '';
  const { child, ended } = runCommand('commands/move.ts', {}, '--from', file, '--to', to);
  child.stdout.destroy();
  expect(await ended).toEqual({ code: 0, output: '' });
  expect((await runCommand('commands/recount.ts', { DATABASE_URL: to }).ended).code).toBe(0);
});

/** A backup of a small office, beside its folder. */
async function freshBackup(folder: string): Promise<string> {
  const office = await openOffice('sqlite');
  closing.push(() => office.close());
  const copy = join(folder, 'copy.sqlite');
  const file = office.setting.kind === 'sqlite' ? office.setting.file : '';
  expect(await runCommand('commands/backup.ts', { DATABASE_URL: file }, copy).ended).toMatchObject({ code: 0 });
  return copy;
}

test.each([
  ['commands/backup.ts', 'copy.sqlite'],
  ['commands/recount.ts'],
  ['commands/password.ts', 'CB-07'],
  ['commands/restore.ts', 'none.sqlite'],
] as const)('%s makes no database in a data folder that has none, and fails', async (command, ...args) => {
  const data = freshFolder();
  const files = args.map((name) => (name.endsWith('.sqlite') ? join(data, name) : name));
  expect((await runCommand(command, { DATA_DIR: data }, ...files).ended).code).toBe(2);
  expect(readdirSync(data)).toEqual([]);
});

test('restore into a data folder without a database is how one is made out of a backup, whole or not at all', async () => {
  const backups = freshFolder();
  const copy = await freshBackup(backups);
  // Passes every look at the file, and cannot be counted once it is copied.
  const holed = join(backups, 'holed.sqlite');
  copyFileSync(copy, holed);
  new Database(holed).exec('drop table activity_versions').close();
  const data = freshFolder();
  expect((await runCommand('commands/restore.ts', { DATA_DIR: data }, holed).ended).code).toBe(2);
  expect(readdirSync(data)).toEqual([]);
  expect(await runCommand('commands/restore.ts', { DATA_DIR: data }, copy).ended).toMatchObject({ code: 0 });
  expect(readdirSync(data)).toEqual(['cotmoc.sqlite']);
}, 90_000);

test('restore names the folder it makes', async () => {
  const folder = freshFolder();
  const copy = await freshBackup(folder);
  const data = join(folder, 'data');
  const first = await runCommand('commands/restore.ts', { DATA_DIR: data }, copy).ended;
  expect(first).toMatchObject({ code: 0, output: expect.stringContaining(`Folder made for it: ${data}\n`) });
  expect(first.output).toContain(`Database: ${join(data, 'cotmoc.sqlite')}\n`);
  rmSync(join(data, 'cotmoc.sqlite'));
  expect((await runCommand('commands/restore.ts', { DATA_DIR: data }, copy).ended).output).not.toContain('Folder made');
  expect(existsSync(join(data, 'cotmoc.sqlite'))).toBe(true);
});

test('a database is named without the password of its address', () => {
  const url = 'postgres://cotmoc:secret@db.example.vn:5433/so?password=secret&sslmode=require';
  expect(nameOfDatabase({ kind: 'postgres', url })).toBe('postgres://cotmoc@db.example.vn:5433/so');
  expect(nameOfDatabase({ kind: 'sqlite', file: 'data/cotmoc.sqlite' })).toBe(resolve('data/cotmoc.sqlite'));
});
