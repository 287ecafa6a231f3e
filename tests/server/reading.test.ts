import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActivityList } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

interface TallyRow {
  readonly itemCode: string;
  readonly unitId: string;
  readonly state: string;
  readonly records: number;
  readonly measures: Record<string, number>;
}

describe.each(databases)('reading on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  const own = (attendees: number, ...markers: string[]) => ({ sessions: 1, attendees, ...(markers.length > 0 && { markers }) });
  const records: Mutation[] = [
    makeCreate(makeContent({ date: '2026-01-10', own: own(10, '304/6') })),
    makeCreate(makeContent({ date: '2026-01-15', own: own(20, '304/6', '304/8', '313') })),
    makeCreate(makeContent({ date: '2026-02-14', own: own(30), alsoItemCodes: ['II.1.c'] })),
    makeCreate(makeContent({ date: '2026-02-15', own: own(40), itemCode: 'II.1.b.p2' })),
    makeCreate(
      makeContent({ date: '2026-03-18', own: own(50, '313(1)'), itemCode: 'II.1.c', unitId: 'ls', alsoItemCodes: ['II.1.b.p1', 'III.p2'] }),
    ),
  ];
  beforeAll(async () => {
    office = await openOffice(kind);
    supervisor = await office.signIn('VP-01');
    await supervisor.sync(records);
    await supervisor.sync([makeStateChange(records[0]?.activityId as Mutation['activityId'], 1, 'withdraw')]);
    await office.store.writer
      .updateTable('activities')
      .set({ state: 'confirmed' })
      .where('id', '=', records[1]?.activityId as Mutation['activityId'])
      .execute();
  });
  afterAll(() => office.close());

  const tallyOf = async (query: string) =>
    (await supervisor.get(`/api/tally?planId=${PLAN_ID}${query}`)).json() as Promise<{ from: string; to: string; rows: TallyRow[] }>;
  const list = async (query: string) => (await supervisor.get(`/api/activities?planId=${PLAN_ID}${query}`)).json() as Promise<ActivityList>;
  const days = async (query: string) => (await list(query)).activities.map((one) => one.content.date);

  test('a tally without a period is that of the whole plan', async () => {
    const { from, to, rows } = await tallyOf('');
    expect([from, to]).toEqual(['2026-01-01', '2026-12-31']);
    expect(rows.filter((row) => row.state === 'withdrawn')).toMatchObject([{ itemCode: 'II.1.b.p1', records: 1 }]);
    expect(rows.reduce((sum, row) => sum + row.records, 0)).toBe(5);
  });

  test('a tally of an administrative month and of a unit counts what lies in it, to the day', async () => {
    const february = await tallyOf('&from=2026-01-15&to=2026-02-14');
    expect(february.rows.map((row) => row.measures['attendees'])).toEqual([50]);
    const calendar = await tallyOf('&from=2026-02-01&to=2026-02-28');
    expect(calendar.rows.map((row) => [row.itemCode, row.measures['attendees']])).toEqual([
      ['II.1.b.p1', 30],
      ['II.1.b.p2', 40],
    ]);
    expect((await tallyOf('&unitId=ls')).rows).toMatchObject([{ itemCode: 'II.1.c', unitId: 'ls', records: 1 }]);
  });

  test('a tally by type or place adds up to the same, for the whole plan and for an item with all below it', async () => {
    const viewOf = async (view: string, query = '') => {
      const response = await supervisor.get(`/api/tally/${view}?planId=${PLAN_ID}${query}`);
      return response.ok ? ((await response.json()) as { rows: unknown[] }).rows : response.status;
    };
    expect(await viewOf('types')).toMatchObject([
      { key: 'borderSession', state: 'sent', records: 4, measures: { attendees: 140 } },
      { key: 'borderSession', state: 'withdrawn', records: 1 },
    ]);
    expect(await viewOf('localities', '&itemCode=II.1.b&from=2026-02-01')).toMatchObject([{ key: 'c-gt', state: 'sent', records: 2 }]);
    expect(await viewOf('localities', '&unitId=ls')).toMatchObject([{ key: 'c-gt', records: 1, measures: { attendees: 50 } }]);
    expect([await viewOf('types', '&itemCode=IX'), await viewOf('types', '&from=2026-01-02')]).toEqual([404, 400]);
  });

  test('what was done at a border marker is told by its main position, and its records are found', async () => {
    const markers = async (phone: Phone, query = '') =>
      ((await (await phone.get(`/api/tally/markers?planId=${PLAN_ID}${query}`)).json()) as { rows: readonly Record<string, unknown>[] })
        .rows;
    expect(await markers(supervisor)).toMatchObject([
      { key: '304', state: 'sent', records: 1, measures: { sessions: 1 } },
      { key: '304', state: 'withdrawn', records: 1 },
      { key: '313', state: 'sent', records: 2, measures: { sessions: 2 } },
    ]);
    expect((await markers(supervisor, '&from=2026-02-15&to=2026-03-31')).map(({ key }) => key)).toEqual(['313']);
    expect((await markers(await office.signIn('TP-LS'))).map(({ key, state }) => [key, state])).toEqual([['313', 'sent']]);
    expect([await days('&marker=313'), await days('&marker=304'), await days('&marker=301')]).toEqual([
      ['2026-03-18', '2026-01-15'],
      ['2026-01-15', '2026-01-10'],
      [],
    ]);
    expect((await supervisor.get(`/api/activities?planId=${PLAN_ID}&marker=304/6`)).status).toBe(400);
  });

  test('who recorded how much is told to those who see the records, and to nobody else', async () => {
    const people = async (staffCode: string, query = '') => {
      const answer = await (await office.signIn(staffCode)).get(`/api/tally/people?planId=${PLAN_ID}${query}`);
      if (!answer.ok) return answer.status;
      const { rows } = (await answer.json()) as { rows: readonly Record<string, unknown>[] };
      return rows.map(({ staffCode: code, unitId, state, records: count, last }) => [code, unitId, state, count, last].join(' '));
    };
    const all = ['VP-01 ls sent 1 2026-03-18', 'VP-01 qlbg sent 3 2026-02-15', 'VP-01 qlbg withdrawn 1 2026-01-10'];
    expect([await people('VP-01'), await people('GD-01')]).toEqual([all, all]);
    expect(await people('TP-LS')).toEqual(all.slice(0, 1));
    expect(await people('VP-01', '&unitId=qlbg&from=2026-02-01')).toEqual(['VP-01 qlbg sent 2 2026-02-15']);
    expect([await people('CB-07'), await people('TV-01'), await people('QT-01')]).toEqual([403, 403, 403]);
  });

  test('a period that cuts a month-part, or a plan nobody knows, is refused', async () => {
    const statusOf = async (query: string) => (await supervisor.get(`/api/tally?${query}`)).status;
    expect(await statusOf(`planId=${PLAN_ID}&from=2026-01-02`)).toBe(400);
    expect(await statusOf(`planId=${PLAN_ID}&to=2026-01-13`)).toBe(400);
    expect(await statusOf(`planId=${PLAN_ID}&from=2026-02-30`)).toBe(400);
    expect(await statusOf(`planId=${PLAN_ID}&x=1`)).toBe(400);
    expect(await statusOf(`planId=${PLAN_ID}&from=2025-11-03&to=2027-01-05`)).toBe(200);
    expect(await statusOf('planId=khac')).toBe(404);
  });

  test('the records behind a figure are those of the item and all below it, newest first', async () => {
    expect(await days('')).toEqual(['2026-03-18', '2026-02-15', '2026-02-14', '2026-01-15', '2026-01-10']);
    expect(await days('&itemCode=II.1.b')).toEqual(['2026-02-15', '2026-02-14', '2026-01-15', '2026-01-10']);
    expect(await days('&itemCode=II.1.b.p1&state=confirmed')).toEqual(['2026-01-15']);
    expect(await days('&unitId=ls')).toEqual(['2026-03-18']);
    expect(await days('&from=2026-01-15&to=2026-02-14')).toEqual(['2026-02-14', '2026-01-15']);
  });

  test('the records of a type, of some places, or of none are told apart', async () => {
    const all = await days('');
    expect([await days('&type=borderSession'), await days('&type=training')]).toEqual([all, []]);
    expect([await days('&localityIds=c-gt'), await days('&localityIds=w-ht,c-gt'), await days('&localityIds=c-gt,')]).toEqual([
      all,
      all,
      all,
    ]);
    expect([await days('&localityIds=w-ht'), await days('&localityIds=')]).toEqual([[], []]);
    const statusOf = async (query: string) => (await supervisor.get(`/api/activities?planId=${PLAN_ID}${query}`)).status;
    expect([await statusOf('&type=toString'), await statusOf('&localityIds=a b')]).toEqual([400, 400]);
    expect(await statusOf(`&localityIds=${Array.from({ length: 101 }, (_, at) => `c-${at}`).join()}`)).toBe(400);
  });

  test('a list goes on where its last page ended', async () => {
    const first = await list('&limit=2');
    expect(first.more).toBe(true);
    const second = await list(`&limit=3&before=${first.activities.at(-1)?.id}`);
    expect(second.more).toBe(false);
    expect([...first.activities, ...second.activities].map((one) => one.content.date)).toEqual(await days(''));
    expect((await supervisor.get(`/api/activities?planId=${PLAN_ID}&before=${newActivityId()}`)).status).toBe(404);
  });

  test('records that also serve an item are listed and counted apart', async () => {
    expect(await days('&itemCode=II.1.b&also=1')).toEqual(['2026-03-18']);
    expect(await days('&itemCode=II.1.c&also=1')).toEqual(['2026-02-14']);
    const served = async (query: string) => (await supervisor.get(`/api/also-served?planId=${PLAN_ID}${query}`)).json();
    expect(await served('&itemCode=II.1.c')).toEqual({ records: 1 });
    expect(await served('&itemCode=III')).toEqual({ records: 1 });
    expect(await served('&itemCode=III&to=2026-03-01')).toEqual({ records: 0 });
  });

  test('a record that counts below a parent does not serve that parent besides', async () => {
    await supervisor.sync([makeCreate(makeContent({ itemCode: 'II.1.d.p1', alsoItemCodes: ['II.1.d.p2', 'II.1.a.p1'] }))]);
    const served = async (code: string) => {
      const answer = await supervisor.get(`/api/also-served?planId=${PLAN_ID}&itemCode=${code}`);
      return [((await answer.json()) as { records: number }).records, (await days(`&itemCode=${code}&also=1`)).length];
    };
    expect(await served('II.1.d.p2')).toEqual([1, 1]);
    expect(await served('II.1.a')).toEqual([1, 1]);
    expect(await served('II.1.d')).toEqual([0, 0]);
    expect(await served('II')).toEqual([0, 0]);
  });

  test('an edit of what a record also serves is followed', async () => {
    const id = records[2]?.activityId ?? '';
    const edit = { ...(records[2] as Mutation), id: makeCreate().id, base: 1, patch: { alsoItemCodes: ['II.1.d.p1'] } };
    await supervisor.sync([edit]);
    const served = async (code: string) =>
      (await (await supervisor.get(`/api/also-served?planId=${PLAN_ID}&itemCode=${code}`)).json()) as { records: number };
    expect([(await served('II.1.c')).records, (await served('II.1.d.p1')).records]).toEqual([0, 1]);
    expect((await (await supervisor.get(`/api/activities/${id}`)).json()) as object).toMatchObject({ id, version: 2 });
  });

  test('an item nobody knows is not found', async () => {
    expect((await supervisor.get(`/api/activities?planId=${PLAN_ID}&itemCode=IX`)).status).toBe(404);
    expect((await supervisor.get('/api/activities?planId=khac')).status).toBe(404);
    expect((await supervisor.get('/api/activities')).status).toBe(400);
  });
});
