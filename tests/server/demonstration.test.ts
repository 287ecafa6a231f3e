import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Closing } from '../../src/domain/closing/closing.ts';
import { addDays, day, officeDay } from '../../src/domain/day.ts';
import { looksLikePersonalData } from '../../src/domain/text.ts';
import { Devices } from '../../src/protocol/account.ts';
import { CLOSE_PERIOD } from '../../src/protocol/endpoints/closings.ts';
import { CLEAR_DEMONSTRATION, READ_DEMONSTRATION } from '../../src/protocol/endpoints/demonstration.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { verify } from '../../src/server/commands/verify.ts';
import { fillDemonstration } from '../../src/server/demonstration/fill.ts';
import { setUpProduction } from '../../src/server/set-up.ts';
import {
  databases,
  fillRandom,
  makeCreate,
  makeStateChange,
  NOON,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

const Closings = z.array(Closing);

const fill = ({ store }: Office, now = NOON): Promise<void> => fillDemonstration({ store, fillRandom, now }, '0.2.0');

/** All that is told of the records, without the names that chance gave. */
const recordsOf = ({ store }: Office) =>
  store.reader.selectFrom('activities').select(['id', 'state', 'date', 'content', 'return_reason', 'version']).orderBy('id').execute();

describe.each(databases)('the demonstration on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    await fill(office);
    supervisor = await office.signIn('VP-01');
  });
  afterAll(() => office.close());
  const count = (table: 'activities' | 'cells' | 'fine_cells' | 'activity_versions' | 'declared') =>
    office.store.reader
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
      .then(({ n }) => Number(n));

  test('is an office in the middle of its year: records in every state, of several officers and months, and not one sum is wrong', async () => {
    const rows = await office.store.reader.selectFrom('activities').selectAll().execute();
    const states = Map.groupBy(rows, (row) => row.state);
    expect(rows.length).toBeGreaterThan(350);
    expect(rows.length).toBeLessThan(450);
    expect(states.get('confirmed')?.length).toBeGreaterThan(300);
    expect(states.get('sent')?.length).toBeGreaterThan(10);
    expect([states.get('returned')?.length, states.get('withdrawn')?.length, states.get('duplicate')?.length]).toEqual([4, 1, 1]);
    expect(rows.filter((row) => row.conflicts !== null)).toHaveLength(1);
    expect(new Set(rows.map((row) => row.author_id)).size).toBe(5);
    expect(new Set(rows.map((row) => row.date.slice(0, 7)))).toEqual(new Set(['2026-01', '2026-02', '2026-03']));
    const today = officeDay(NOON);
    expect(rows.every((row) => row.date < today && row.created_at >= Date.parse(row.date) && row.updated_at <= NOON)).toBe(true);
    expect(rows.filter((row) => looksLikePersonalData(row.content))).toEqual([]);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
  });

  test('has targets, reports that were handed in and one that is owed, and a phone that holds records and is silent', async () => {
    await supervisor.pull();
    const reference = await office.store.reader.selectFrom('reference').select(['kind', 'data']).execute();
    expect(reference.filter((row) => row.kind === 'target').length).toBeGreaterThan(10);
    expect(reference.filter((row) => row.kind === 'mark')).toHaveLength(3);
    expect(supervisor.declared.reduce((sum, one) => sum + one.records, 0)).toBe(3);
    const { devices } = Devices.parse(await (await supervisor.get('/api/devices')).json());
    const silent = devices.filter((device) => device.held > 0);
    expect(silent).toMatchObject([{ held: 3, signedOut: false }]);
    expect(officeDay(Date.parse(silent[0]?.seenAt ?? ''))).toBe(addDays(today(), -9));
    expect(devices.every((device) => device.loss === undefined)).toBe(true);
  });
  const today = () => officeDay(NOON);

  const closings = async () =>
    Closings.parse((await supervisor.sync([], { epoch: '', cursor: 0 })).changes.closings).map(({ periodKey, history }) => [
      periodKey,
      history.map(({ step }) => step),
    ]);

  test('has closed its last month that has ended', async () => {
    expect(await closings()).toEqual([['month-2026-3', ['closed']]]);
  });

  test('has a letterhead of its own, which travels to those who make the report', async () => {
    const lead = await office.signIn('TP-QLBG');
    expect((await lead.sync()).changes.planSettings).toMatchObject([
      { kind: 'letterhead', unitId: null, by: supervisor.person.id, value: { signer: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC', place: 'Kiên Giang' } },
    ]);
  });

  test('says of itself that it is one, and goes with all that was made of it; what people wrote and the plan stay', async () => {
    const read = async () => supervisor.get(READ_DEMONSTRATION.path);
    expect(await (await office.request('/api/health')).json()).toMatchObject({ demonstration: true });
    const officer = await office.signIn('CB-07');
    await officer.pull();
    const [mine] = [...officer.activities.values()].filter((one) => one.state === 'sent' && one.authorId === officer.person.id);
    const own = makeCreate();
    await officer.sync([own, ...(mine ? [makeStateChange(mine.id, mine.version, 'withdraw')] : [])]);
    const before = READ_DEMONSTRATION.reply.parse(await (await read()).json());
    expect(before).toMatchObject({ touched: 1, devices: 8, own: 1 });

    const cleared = await supervisor.post(CLEAR_DEMONSTRATION.path);
    expect(CLEAR_DEMONSTRATION.reply.parse(await cleared.json())).toEqual(before);
    expect([await count('activities'), await count('activity_versions'), await count('fine_cells'), await count('declared')]).toEqual([
      1, 1, 1, 0,
    ]);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    expect(await verify(office.store, [], () => undefined)).toBe(0);
    expect((await read()).status).toBe(404);
    expect(await (await office.request('/api/health')).json()).not.toHaveProperty('demonstration');
    await officer.pull();
    expect([...officer.activities.keys()]).toEqual([own.activityId]);
    expect([...officer.cells.values()].reduce((sum, cell) => sum + cell.records, 0)).toBe(1);
    await supervisor.pull();
    expect(supervisor.declared).toEqual([]);
    const marks = await office.store.reader.selectFrom('reference').select('data').where('kind', '=', 'mark').execute();
    expect(marks.map((row) => JSON.parse(row.data))).toMatchObject(Array(3).fill({ doneDate: null, history: [] }));
    expect((await office.signIn('TP-QLBG')).person.role).toBe('unitLead');
    // What it had closed is open again, and can be closed with what people wrote.
    expect(await closings()).toEqual([['month-2026-3', ['closed', 'reopened']]]);
    const again = await supervisor.post(CLOSE_PERIOD.path, { id: newActivityId(), planId: PLAN_ID, periodKey: 'month-2026-3' });
    expect(again.status).toBe(200);
    // Said again because its answer was lost.
    expect(await (await supervisor.post(CLEAR_DEMONSTRATION.path)).json()).toEqual({ records: 0, touched: 0, devices: 0, own: 1 });
  });
});

test('the same day makes the same demonstration; an office in its first days shows as much as there can be', async () => {
  const [one, two, young] = await Promise.all([openOffice('sqlite'), openOffice('sqlite'), openOffice('sqlite')]);
  await fill(one);
  await fill(two);
  expect(await recordsOf(one)).toEqual(await recordsOf(two));
  await fill(young, Date.parse('2026-01-02T05:00:00Z'));
  const records = await recordsOf(young);
  expect(records.length).toBeGreaterThan(2);
  expect(records.every((row) => row.date === day('2026-01-01'))).toBe(true);
  expect(await recount(young.store, false, () => undefined)).toBe(0);
  await Promise.all([one.close(), two.close(), young.close()]);
});

test('an office that never was a demonstration has nothing of it: not the mark, not the key', async () => {
  const office = await openOffice('sqlite', { deps: { production: true } });
  const supervisor = await office.signIn('VP-01');
  expect(await setUpProduction({ ...office.deps, now: NOON })).toBeUndefined();
  expect(await (await office.request('/api/health')).json()).toEqual({ ok: true, version: 'test' });
  expect((await supervisor.get(READ_DEMONSTRATION.path)).status).toBe(404);
  expect((await supervisor.post(CLEAR_DEMONSTRATION.path)).status).toBe(404);
  expect(await recordsOf(office)).toEqual([]);
  await office.close();
});
