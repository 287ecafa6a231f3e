import { copyFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { recount } from '../../src/server/commands/recount.ts';
import type { Store } from '../../src/server/store/store.ts';
import { runCommand } from '../helpers/run-command.ts';
import { databases, makeCreate, makeEdit, type Office, openOffice, openTestStore } from './helpers.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cotmoc-backup-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A small office, and what the commands need to find it. */
async function smallOffice(): Promise<{ office: Office; file: string; env: Record<string, string>; folder: string }> {
  const office = await openOffice('sqlite');
  closing.push(() => office.close());
  const file = office.setting.kind === 'sqlite' ? office.setting.file : '';
  const phone = await office.signIn('CB-07');
  const creates = Array.from({ length: 30 }, () => makeCreate());
  await phone.sync(creates);
  await phone.sync(creates.slice(0, 5).map((one) => makeEdit(one.activityId, 1, { attendees: 41 })));
  return { office, file, env: { DATABASE_URL: file }, folder: freshFolder() };
}

const backup = (env: Record<string, string>, ...args: string[]) => runCommand('commands/backup.ts', env, ...args).ended;
const restore = (env: Record<string, string>, ...args: string[]) => runCommand('commands/restore.ts', env, ...args).ended;
const verify = (env: Record<string, string>, ...args: string[]) => runCommand('commands/verify.ts', env, ...args).ended;

async function open(file: string): Promise<Store> {
  const store = await openTestStore({ kind: 'sqlite', file });
  closing.push(() => store.close());
  return store;
}
const idsIn = async (store: Store): Promise<string[]> =>
  (await store.reader.selectFrom('activities').select('id').orderBy('id').execute()).map((row) => row.id);

describe('backup', () => {
  test('is one moment of a database others are writing to, whole and counted', async () => {
    const { office, env, folder } = await smallOffice();
    const phone = await office.signIn('CB-08');
    let writing = true;
    const acked: string[] = [];
    const writer = (async () => {
      while (writing) {
        const { results } = await phone.sync([makeCreate(), makeCreate()]);
        acked.push(...results.map((result) => result.id));
        // Nothing above waits for the world outside, and the end of the command must be heard.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    while (acked.length < 10) await new Promise((resolve) => setImmediate(resolve));
    const ackedBefore = [...acked];
    const to = join(folder, 'copy.sqlite');
    const ended = await backup(env, to);
    writing = false;
    await writer;
    expect(ended).toEqual({ code: 0, output: expect.stringContaining(' records in ') });
    expect(ended.output).toContain('all cells equal their records');
    expect(readdirSync(folder)).toEqual(['copy.sqlite', 'copy.sqlite.head']);
    const copy = await open(to);
    const kept = await copy.reader.selectFrom('mutations').select('id').execute();
    expect(ackedBefore.every((id) => kept.some((row) => row.id === id))).toBe(true);
    expect((await idsIn(copy)).length).toBeGreaterThanOrEqual(30);
    expect(await recount(copy, false, () => undefined)).toBe(0);
  });

  test('never overwrites, and leaves nothing behind where it could not be finished', async () => {
    const { env, folder } = await smallOffice();
    const to = join(folder, 'copy.sqlite');
    writeFileSync(to, 'something else');
    expect(await backup(env, to)).toMatchObject({ code: 2, output: expect.stringContaining('is there already') });
    expect(readFileSync(to, 'utf8')).toBe('something else');
    expect(await backup(env, join(folder, 'no/such/folder.sqlite'))).toMatchObject({ code: 2 });
    expect(await backup(env)).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
    expect(await backup({ DATABASE_URL: join(folder, 'none.sqlite') }, join(folder, 'x'))).toMatchObject({ code: 2 });
    expect(await backup({ DATABASE_URL: 'postgres://localhost/x' }, join(folder, 'x'))).toMatchObject({
      code: 2,
      output: expect.stringContaining('pg_dump'),
    });
    expect(readdirSync(folder)).toEqual(['copy.sqlite']);
  });

  test('of figures that are wrong is kept, and says so', async () => {
    const { office, env, folder } = await smallOffice();
    await office.store.writer.updateTable('cells').set({ records: 9_999 }).where('records', '>', 0).execute();
    const to = join(folder, 'copy.sqlite');
    expect(await backup(env, to)).toMatchObject({ code: 1, output: expect.stringContaining('cells differ') });
    expect(existsSync(to)).toBe(true);
  });

  test('of a file in the shape of an earlier release leaves it as it is', async () => {
    const { file, env, folder } = await smallOffice();
    const raw = new Database(file);
    raw.exec('alter table cells drop column m_sessions');
    raw.close();
    const to = join(folder, 'copy.sqlite');
    expect(await backup(env, to)).toMatchObject({ code: 0, output: expect.stringContaining('not recounted') });
    const copy = new Database(to, { readonly: true });
    expect(copy.pragma('table_info(cells)')).not.toContainEqual(expect.objectContaining({ name: 'm_sessions' }));
    copy.close();
  });
});

describe('restore', () => {
  test('fills an empty data folder, under a new epoch', async () => {
    const { office, env, folder } = await smallOffice();
    const copy = join(folder, 'copy.sqlite');
    await backup(env, copy);
    const dataDir = join(folder, 'data');
    const ended = await restore({ DATA_DIR: dataDir }, copy);
    expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('30 records in 35 versions') });
    expect(readdirSync(dataDir)).toEqual(['cotmoc.sqlite']);
    const store = await open(join(dataDir, 'cotmoc.sqlite'));
    expect(await idsIn(store)).toEqual(await idsIn(office.store));
    const epoch = async (one: Store) => (await one.reader.selectFrom('feed_head').select('epoch').executeTakeFirstOrThrow()).epoch;
    expect(await epoch(store)).not.toBe(await epoch(office.store));
  });

  test('refuses a backup whose log was changed since it was made, and holds a head that was printed before against the restored one', async () => {
    const { env, folder } = await smallOffice();
    const copy = join(folder, 'copy.sqlite');
    const dataDir = join(folder, 'data');
    const head = await verify(env, '--print-head');
    expect(head).toEqual({ code: 0, output: expect.stringMatching(/^\d+:[0-9a-f]{64} \d{4}-\d\d-\d\dT\S+Z\n$/) });
    await backup(env, copy);
    const raw = new Database(copy);
    const entry = "select no + 1, at, kind, account_id, device_id, network, subject, details, history_no, history_hash, hash, 'x'";
    raw.exec(`insert into audit_entries ${entry} from audit_entries order by no desc limit 1`);
    raw.close();
    expect(await restore({ DATA_DIR: dataDir }, copy)).toMatchObject({ code: 2, output: expect.stringContaining('was changed since') });
    expect(existsSync(join(dataDir, 'cotmoc.sqlite'))).toBe(false);

    const whole = join(folder, 'whole.sqlite');
    await backup(env, whole);
    expect(await restore({ DATA_DIR: dataDir }, whole)).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'heads.txt'), head.output);
    const restored = { DATA_DIR: dataDir };
    expect(await verify(restored, '--head', join(folder, 'heads.txt'))).toMatchObject({
      code: 0,
      output: expect.stringContaining('whole'),
    });
    const other = `1:${'0'.repeat(64)}`;
    expect(await verify(restored, '--head', other)).toMatchObject({ code: 1, output: expect.stringContaining('headDiffers') });
    expect(await verify(restored, '--head', 'no head')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
    expect(await verify({ DATA_DIR: join(folder, 'nowhere') })).toMatchObject({ code: 2, output: expect.stringContaining('no database') });
  });

  test('leaves a database that is there alone, unless told to keep it beside', async () => {
    const { office, file, env, folder } = await smallOffice();
    const copy = join(folder, 'copy.sqlite');
    await backup(env, copy);
    const phone = await office.signIn('CB-08');
    await phone.sync([makeCreate()]);
    const before = await idsIn(office.store);
    expect(await restore(env, copy)).toMatchObject({ code: 2, output: expect.stringContaining('--replace') });
    expect(await restore(env, copy, '--replace')).toMatchObject({ code: 2, output: expect.stringContaining('stop the server first') });
    expect(await idsIn(office.store)).toEqual(before);

    await office.store.close();
    expect(await restore(env, copy, '--replace')).toMatchObject({ code: 0, output: expect.stringContaining('is kept: ') });
    expect(await idsIn(await open(file))).toHaveLength(30);
    const aside = readdirSync(dirname(file)).find((name) => name.includes('.before-')) ?? '';
    expect(await idsIn(await open(join(dirname(file), aside)))).toEqual(before);
  });

  test('takes the place of a database that can no longer be read', async () => {
    const { office, file, env, folder } = await smallOffice();
    const copy = join(folder, 'copy.sqlite');
    await backup(env, copy);
    await office.store.close();
    writeFileSync(file, 'no database at all, only some words that lie where it was');
    expect(await restore(env, copy, '--replace')).toMatchObject({ code: 0 });
    expect(await idsIn(await open(file))).toHaveLength(30);
  });

  test('refuses what is damaged, foreign, newer or not there, and touches nothing', async () => {
    const { env, folder } = await smallOffice();
    const copy = join(folder, 'copy.sqlite');
    await backup(env, copy);
    const damaged = join(folder, 'damaged.sqlite');
    copyFileSync(copy, damaged);
    const handle = openSync(damaged, 'r+');
    for (let page = 2; page < 12; page++) writeSync(handle, Buffer.alloc(512, 0xee), 0, 512, page * 4_096 + 100);
    const foreign = join(folder, 'foreign.sqlite');
    new Database(foreign).exec('create table notes (words text)').close();
    const newer = join(folder, 'newer.sqlite');
    copyFileSync(copy, newer);
    new Database(newer).exec("insert into kysely_migration (name, timestamp) values ('999-later', '')").close();
    const env2 = { DATA_DIR: join(folder, 'data') };
    expect(await restore(env2, damaged)).toMatchObject({ code: 2, output: expect.stringContaining('cannot be restored') });
    expect(await restore(env2, foreign)).toMatchObject({ code: 2, output: expect.stringContaining('not a database of this app') });
    expect(await restore(env2, newer)).toMatchObject({ code: 2, output: expect.stringContaining('later release') });
    expect(await restore(env2, join(folder, 'none'))).toMatchObject({ code: 2, output: expect.stringContaining('There is no file') });
    expect(await restore(env2, copy, '--now')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
    expect(await restore({ DATABASE_URL: copy }, copy)).toMatchObject({ code: 2, output: expect.stringContaining('itself') });
    expect(await restore({ DATABASE_URL: 'postgres://localhost/x' }, copy)).toMatchObject({
      code: 2,
      output: expect.stringContaining('new-epoch'),
    });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

test.each(databases)('a new epoch by command makes phones of %s begin the feed anew', async (kind) => {
  const office = await openOffice(kind);
  closing.push(() => office.close());
  const phone = await office.signIn('CB-07');
  await phone.pull();
  const address = office.setting.kind === 'sqlite' ? office.setting.file : office.setting.url;
  expect(await runCommand('commands/new-epoch.ts', { DATABASE_URL: address }).ended).toMatchObject({ code: 0 });
  expect(await phone.sync()).toMatchObject({ restarted: true });
  expect(await phone.sync()).not.toHaveProperty('restarted');
});
