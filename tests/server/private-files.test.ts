import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { mendRights } from '../../src/server/store/private-files.ts';
import { runCommand } from '../helpers/run-command.ts';
import { startServer } from '../helpers/server-process.ts';
import { freshDatabase, openOffice, openTestStore } from './helpers.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cotmoc-private-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const modesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));
const addressOf = (setting: DatabaseSetting): { DATABASE_URL: string } => ({
  DATABASE_URL: setting.kind === 'postgres' ? setting.url : setting.file,
});
/** The server of a data folder with these files, while it runs. */
async function serving(dataDir: string, env: Record<string, string> = {}) {
  const server = await startServer({ dataDir, env });
  closing.push(() => server.stop());
  return server;
}

describe('files of an office', () => {
  test('are for their owner alone from the moment they are made, while the database is open too', async () => {
    const data = join(freshFolder(), 'data');
    const store = await openTestStore({ kind: 'sqlite', file: join(data, 'cotmoc.sqlite') });
    closing.push(() => store.close());
    expect(modeOf(data)).toBe('700');
    expect(modesIn(data)).toEqual({ 'cotmoc.sqlite': '600', 'cotmoc.sqlite-shm': '600', 'cotmoc.sqlite-wal': '600' });
  });

  test('of an earlier release are closed to others when the server starts', async () => {
    const data = join(freshFolder(), 'data');
    await (await openTestStore({ kind: 'sqlite', file: join(data, 'cotmoc.sqlite') })).close();
    writeFileSync(join(data, 'cotmoc.sqlite.before-2026'), '');
    writeFileSync(join(data, 'sao-luu.sqlite'), '');
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o644);
    chmodSync(data, 0o755);
    await serving(data);
    expect(modeOf(data)).toBe('700');
    expect(readdirSync(data)).toContain('cotmoc.sqlite-wal');
    expect(new Set(Object.values(modesIn(data)))).toEqual(new Set(['600']));
  });

  test('that a command makes are for their owner alone: a backup, and what is restored from it', async () => {
    const office = await openOffice('sqlite');
    closing.push(() => office.close());
    const folder = freshFolder();
    const backup = join(folder, 'backup.sqlite');
    expect(await runCommand('commands/backup.ts', addressOf(office.setting), backup).ended).toMatchObject({ code: 0 });
    const data = join(folder, 'data');
    expect(await runCommand('commands/restore.ts', { DATA_DIR: data }, backup).ended).toMatchObject({ code: 0 });
    expect([modesIn(folder), modesIn(data)]).toEqual([
      { 'backup.sqlite': '600', 'backup.sqlite.head': '600', data: '700' },
      { 'cotmoc.sqlite': '600' },
    ]);
  });

  test('a folder that others share keeps its rights, the files of the database in it do not', () => {
    const shared = freshFolder();
    writeFileSync(join(shared, 'cotmoc.sqlite'), '');
    writeFileSync(join(shared, 'notes.txt'), '');
    for (const name of readdirSync(shared)) chmodSync(join(shared, name), 0o644);
    chmodSync(shared, 0o1777);
    expect(mendRights(join(shared, 'cotmoc.sqlite'), shared)).toEqual([]);
    expect(modesIn(shared)).toEqual({ 'cotmoc.sqlite': '600', 'notes.txt': '644' });
    expect(modeOf(shared)).toBe('777');
    const elsewhere = join(freshFolder(), 'given');
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o755);
    expect(mendRights(join(elsewhere, 'office.sqlite'), shared)).toEqual([]);
    expect(modeOf(elsewhere)).toBe('755');
  });
});

describe('the link that opens the first account', () => {
  test.each(['sqlite', 'postgres'] as const)(
    'stands in a private file and not in what the server prints, and goes once it was used, on %s',
    async (kind) => {
      const data = join(freshFolder(), 'data');
      const database = await freshDatabase(kind);
      closing.push(() => database.drop());
      const env = { NODE_ENV: 'production', HOST: '127.0.0.1', ...addressOf(database.setting) };
      const server = await serving(data, env);
      const file = join(data, 'mo-tai-khoan-quan-tri.txt');
      const [, code = ''] = /^http:\/\/localhost:\d+\/mo-tai-khoan#([0-9A-Z-]{23})\n$/.exec(readFileSync(file, 'utf8')) ?? [];
      expect([modeOf(file), code.length]).toEqual(['600', 23]);
      expect(server.output()).toContain(file);
      expect(server.output()).not.toContain(code);
      const body = JSON.stringify({ code, password: 'bốn chữ dễ nhớ', device: 'Máy thử' });
      const headers = { origin: server.origin, 'content-type': 'application/json' };
      expect((await fetch(`${server.origin}/api/open-account`, { method: 'POST', headers, body })).status).toBe(200);
      expect(server.output()).not.toContain(code);
      await server.stop();
      await serving(data, env);
      expect(readdirSync(data)).not.toContain('mo-tai-khoan-quan-tri.txt');
    },
  );
});
