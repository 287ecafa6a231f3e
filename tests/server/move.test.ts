import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { recount } from '../../src/server/recount.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { COPIED_TABLES } from '../../src/server/store/copy-store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { runCommand } from '../helpers/run-command.ts';
import {
  type DatabaseKind,
  databases,
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

const move = (...args: string[]) => runCommand('move.ts', {}, ...args).ended;

const closing: (() => Promise<void>)[] = [];
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
  const foreign = makeCreate(makeContent({ unitId: 'qlbg' }));
  await supervisor.sync([foreign, makeEdit(foreign.activityId, 1, { unitId: 'ls' })]);
  await supervisor.post('/api/reference', { kind: 'partner', requestId: newActivityId(), name: 'Hội Nghề cá', followsIds: [] });
  await phone.pull();
  await phone.sync([], { note });
  return { office, phone };
}

async function rowsOf(store: Store): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of ['feed_head', ...COPIED_TABLES]) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(store.reader);
    all[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  return all;
}

async function openTarget(setting: DatabaseSetting): Promise<Store> {
  const store = await openTestStore(setting);
  closing.push(() => store.close());
  return store;
}

test.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('an office moves from %s to %s, and its phones go on where they were', { timeout: 60_000 }, async (from, to) => {
  const { office, phone } = await busyOffice(from);
  const target = await freshDatabase(to);
  closing.push(() => target.drop());
  const moved = await move('--from', addressOf(office.setting), '--to', addressOf(target.setting));
  expect(moved).toMatchObject({ code: 0 });
  expect(moved.output).toContain('activities: 1201');
  const store = await openTarget(target.setting);
  const there = await rowsOf(store);
  for (const table of COPIED_TABLES) expect([table, there[table]?.length]).not.toEqual([table, 0]);
  expect(there).toEqual(await rowsOf(office.store));

  const app = createApp({ ...office.deps, store });
  const request: Office['request'] = async (path, { cookie = '', ...init } = {}) =>
    app.request(path, { ...init, headers: { origin: ORIGIN, cookie, 'content-type': 'application/json' } });
  const same = Object.assign(new Phone(request, phone.person, phone.cookie), {
    epoch: phone.epoch,
    scope: phone.scope,
    cursor: phone.cursor,
  });
  const answer = await same.sync([makeCreate()]);
  expect(answer).not.toHaveProperty('restarted');
  expect(answer.results).toMatchObject([{ status: 'applied' }]);
  expect(answer.changes.activities).toHaveLength(1);
  expect(await recount(store, false, () => undefined)).toBe(0);
});

test.each(databases)('nothing is copied into a %s that is in use', async (kind) => {
  const { office } = await busyOffice('sqlite');
  const target = await openOffice(kind);
  closing.push(() => target.close());
  const before = await rowsOf(target.store);
  const moved = await move('--from', addressOf(office.setting), '--to', addressOf(target.setting));
  expect(moved).toMatchObject({ code: 2, output: expect.stringContaining('not empty') });
  expect(await rowsOf(target.store)).toEqual(before);
});

test('what is missing or wrong is said, and never a password', async () => {
  for (const args of [[], ['--from', 'x.sqlite'], ['--from', '/nowhere/x.sqlite', '--to', 'y.sqlite'], ['--over', 'x']])
    expect((await move(...args)).code).toBe(2);
  const wrong = await move('--from', 'mysql://u:secret@db/x', '--to', 'y.sqlite');
  expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('--from') });
  expect(wrong.output).not.toContain('secret');
});
