import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { changedFields } from '../../src/domain/patch.ts';
import { Me } from '../../src/protocol/account.ts';
import { createApp } from '../../src/server/app.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { verify } from '../../src/server/commands/verify.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { lastEntry } from '../../src/server/store/audit-head.ts';
import { COPIED_TABLES } from '../../src/server/store/copy-store.ts';
import { setEpoch } from '../../src/server/store/epoch.ts';
import { openStore } from '../../src/server/store/open.ts';
import { readFeedHead, type Store } from '../../src/server/store/store.ts';
import { runCommand } from '../helpers/run-command.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import {
  type DatabaseKind,
  databases,
  enrolApp,
  freshDatabase,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  newActivityId,
  type Office,
  ORIGIN,
  openOffice,
  openTestStore,
  Phone,
} from './helpers.ts';

const addressOf = (setting: DatabaseSetting): string => (setting.kind === 'sqlite' ? setting.file : setting.url);

const move = (...args: string[]) => runCommand('commands/move.ts', {}, ...args).ended;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** An office with something in every table. */
async function busyOffice(kind: DatabaseKind): Promise<{ office: Office; phone: Phone }> {
  const office = await openOffice(kind);
  closing.push(() => office.close());
  const phone = await office.signIn('CB-07');
  const lead = await office.signIn('TP-QLBG');
  const supervisor = await office.signIn('VP-01');
  const creates = Array.from({ length: 1_200 }, () => makeCreate(makeContent({ alsoItemCodes: ['III.p2'] })));
  const note = [{ planId: 'kien-giang-2024', itemCode: 'III.p2', unitId: 'qlbg', part: '2026-03-15', records: 2 }];
  for (let from = 0; from < creates.length; from += 200) await phone.sync(creates.slice(from, from + 200));
  const [a, b, c] = creates as [(typeof creates)[0], (typeof creates)[0], (typeof creates)[0]];
  await phone.sync([makeEdit(a.activityId, 1, { attendees: 77 })]);
  await lead.sync([makeReturn(b.activityId, 1), makeDuplicate(c.activityId, 1, a.activityId)]);
  const foreign = makeCreate(makeContent({ unitId: 'qlbg', own: { sessions: 1, attendees: 40, markers: ['304/6'] } }));
  await supervisor.sync([foreign, makeEdit(foreign.activityId, 1, { unitId: 'ls' })]);
  await supervisor.post('/api/feed-tokens', { name: 'Excel' });
  await supervisor.post('/api/recovery-secrets', { id: newActivityId(), secret: 'a'.repeat(43) });
  await (await office.signIn('QT-01')).post('/api/accounts', { staffCode: 'QT-02', role: 'admin', unitIds: [] });
  const row = { line: 2, patch: changedFields(undefined, makeContent({ date: '2026-01-08' })) };
  const spreadsheet = { fileHash: 'a'.repeat(64), fileName: 'so-tay.xlsx', unitId: 'qlbg', check: false, rows: [row] };
  await supervisor.post('/api/spreadsheets', spreadsheet);
  await supervisor.post('/api/reference', { kind: 'partner', requestId: newActivityId(), name: 'Hội Nghề cá', followsIds: [] });
  await supervisor.post('/api/closings', { id: newActivityId(), planId: 'kien-giang-2024', periodKey: 'month-2026-3' });
  const lost = await office.signIn('CB-08');
  const { phone: shown } = Me.parse(await (await lost.get('/api/me')).json());
  await supervisor.post(`/api/devices/${shown?.deviceId}/lost`, { graceDays: 7 });
  await lost.post(`/api/lost-phones/${shown?.deviceId}`, { mutations: [makeCreate()] });
  await phone.pull();
  await phone.sync([], { note });
  await enrolApp(office, supervisor);
  // A sign-in that waits for its second answer.
  const signIn = JSON.stringify({ staffCode: 'VP-01', password: office.passwords.get('VP-01'), device: 'Máy khác' });
  await office.request('/api/sign-in', { method: 'POST', body: signIn });
  // One of a demonstration that is over.
  await office.store.writer
    .insertInto('cleared')
    .values({ activity_id: newActivityId(), seen_by: phone.person.id, change_no: 1 })
    .execute();
  return { office, phone };
}

async function rowsOf(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of ['feed_head', ...COPIED_TABLES]) {
    // That it was moved is an entry of the copy alone, with the head that follows from it.
    const columns = sql.raw(table === 'feed_head' ? 'id, change_no, epoch, history_no, history_hash' : '*');
    const which = sql.raw(table === 'audit_entries' ? "where kind <> 'moved'" : '');
    const { rows } = await sql<object>`select ${columns} from ${sql.table(table)} ${which}`.execute(store.reader);
    all[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  return all;
}

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cotmoc-move-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'cotmoc.sqlite');
}

async function openTarget(setting: DatabaseSetting): Promise<Store> {
  const store = await openTestStore(setting);
  closing.push(() => store.close());
  return store;
}

test.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('an office moves from %s to %s, where its phones begin the feed anew and go on', { timeout: 60_000 }, async (from, to) => {
  const { office, phone } = await busyOffice(from);
  const target = await freshDatabase(to);
  closing.push(() => target.drop());
  await setEpoch(office.store.writer, 'the-former');
  const before = await rowsOf(office.store);
  const head = await lastEntry(office.store.reader);
  await office.store.close();
  const moved = await move('--from', addressOf(office.setting), '--to', addressOf(target.setting));
  expect(moved).toMatchObject({ code: 0 });
  expect(moved.output).toContain('activities: 1202');
  expect(moved.output).not.toContain('only-for-tests');
  const store = await openTarget(target.setting);
  const there = await rowsOf(store);
  for (const table of COPIED_TABLES) expect([table, there[table]?.length]).not.toEqual([table, 0]);
  const { epoch } = await readFeedHead(store.reader);
  expect(epoch).not.toBe('the-former');
  expect({ ...there, feed_head: [there['feed_head']?.[0]?.toString().replace(epoch, 'the-former')] }).toEqual(before);
  expect(await verify(store, head ? [head] : [], () => undefined)).toBe(0);

  const app = createApp({ ...office.deps, store });
  const request: Office['request'] = async (path, { cookie = '', ...init } = {}) =>
    app.request(path, { ...init, headers: { origin: ORIGIN, cookie, 'content-type': 'application/json' } });
  const same = Object.assign(new Phone(request, phone.person, phone.cookie), {
    epoch: phone.epoch,
    scope: phone.scope,
    cursor: phone.cursor,
  });
  // What was said to the database before is said again once the phone has heard of the new one.
  const create = makeCreate();
  expect(await same.sync([create])).toMatchObject({ restarted: true, results: [] });
  const answer = await same.sync([create]);
  expect(answer.results).toMatchObject([{ status: 'applied' }]);
  await same.pull();
  expect([...same.activities.keys()].sort()).toEqual(
    [...phone.activities.keys(), answer.results[0]?.status === 'applied' ? answer.results[0].activityId : ''].sort(),
  );
  expect(await recount(store, false, () => undefined)).toBe(0);
});

test.each(databases)('nothing is copied into a %s that is in use', async (kind) => {
  const { office } = await busyOffice('sqlite');
  const target = await openOffice(kind);
  closing.push(() => target.close());
  const before = await rowsOf(target.store);
  await Promise.all([office.store.close(), target.store.close()]);
  const moved = await move('--from', addressOf(office.setting), '--to', addressOf(target.setting));
  expect(moved).toMatchObject({ code: 2, output: expect.stringContaining('not empty') });
  expect(await rowsOf(await openTarget(target.setting))).toEqual(before);
});

describe.each(databases)('a %s that somebody uses', (kind) => {
  test('is not moved, however long nobody has asked its server for anything', async () => {
    const office = await openOffice(kind);
    closing.push(() => office.close());
    const target = freshFile();
    const moved = await move('--from', addressOf(office.setting), '--to', target);
    expect(moved).toMatchObject({ code: 2, output: expect.stringContaining('in use: stop the server first') });
    const phone = await office.signIn('CB-07');
    expect((await phone.sync([makeCreate()])).results).toMatchObject([{ status: 'applied' }]);
    await office.store.close();
    expect(await move('--from', addressOf(office.setting), '--to', target)).toMatchObject({ code: 0 });
  });

  test('is nothing to move to, though it is still empty', async () => {
    const office = await openOffice('sqlite');
    closing.push(() => office.close());
    await office.store.close();
    const target = await freshDatabase(kind);
    closing.push(() => target.drop());
    await openTarget(target.setting);
    const moved = await move('--from', addressOf(office.setting), '--to', addressOf(target.setting));
    expect(moved).toMatchObject({ code: 2, output: expect.stringContaining('in use') });
  });

  test('is opened by no server while it is moved', async () => {
    const office = await openOffice(kind);
    closing.push(() => office.close());
    await office.store.close();
    const alone = await openStore(office.setting, { newEpoch: () => 'none', onIdleError: () => undefined, existing: true, alone: true });
    const started = await runCommand('main.ts', { DATABASE_URL: addressOf(office.setting), PORT: '0' }).ended;
    expect(started).toEqual({ code: 2, output: expect.stringMatching(/^The database is kept by another command for itself.*\n$/) });
    await alone.close();
    await (await openTarget(office.setting)).write(async () => undefined);
  });
});

test('a PostgreSQL that a session of another program uses is not moved', async () => {
  const office = await openOffice('postgres');
  closing.push(() => office.close());
  await office.store.close();
  const other = new pg.Client({ connectionString: addressOf(office.setting), application_name: 'another program' });
  await other.connect();
  const moved = await move('--from', addressOf(office.setting), '--to', freshFile());
  expect(moved).toMatchObject({ code: 2, output: expect.stringContaining('another program') });
  await other.end();
});

test('a record that the source took in after it was copied comes to the new database from its phone', async () => {
  const town = await Town.open('CB-07');
  closing.push(() => town.close());
  const [phone] = town.phones as [FieldPhone];
  await phone.record(makeContent());
  await phone.sync();
  const copied = freshFile();
  await town.copyTo(copied);
  const late = makeContent({ note: 'Sau khi chép' });
  await phone.record(late);
  expect(await phone.sync()).toMatchObject({ kind: 'done' });
  await town.moveTo(copied);
  expect(await town.store.reader.selectFrom('activities').select('id').execute()).toHaveLength(1);
  await phone.sync();
  const rows = await town.store.reader.selectFrom('activities').select('content').execute();
  expect(rows).toHaveLength(2);
  expect(rows.some(({ content }) => content.includes('Sau khi chép'))).toBe(true);
  expect(await town.losses()).toEqual([]);
  expect(await recount(town.store, false, () => undefined)).toBe(0);
});

test('what is missing or wrong is said, and never a password', async () => {
  for (const args of [[], ['--from', 'x.sqlite'], ['--from', '/nowhere/x.sqlite', '--to', 'y.sqlite'], ['--over', 'x']])
    expect((await move(...args)).code).toBe(2);
  const wrong = await move('--from', 'mysql://u:secret@db/x', '--to', 'y.sqlite');
  expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('--from') });
  expect(wrong.output).not.toContain('secret');
});
