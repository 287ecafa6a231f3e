import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PlanPace } from '../../src/protocol/pace.ts';
import { MarkMilestoneResponse, SetTargetResponse } from '../../src/protocol/progress.ts';
import {
  DAY_MS,
  databases,
  makeContent,
  makeCreate,
  makeStateChange,
  NOON,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';
import { MILESTONE_PLAN, saveMilestonePlan } from './milestone-plan.ts';

const PLACE = { planId: PLAN_ID, itemCode: 'II.1.b.p1', measure: 'sessions', unitId: null, period: 'year' } as const;
const REPORT = { planId: MILESTONE_PLAN, itemCode: 'BC', occurrenceId: 'q1', unitId: 'qlbg' } as const;

describe.each(databases)('targets, milestones and pace on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  let officer: Phone;
  let lead: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    await saveMilestonePlan(office);
    supervisor = await office.signIn('VP-01');
    officer = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
  });
  afterAll(() => office.close());

  const setTarget = async (value: number | null, change: object = {}) => {
    const response = await supervisor.post('/api/targets', { place: { ...PLACE, ...change }, value });
    expect(response.status).toBe(200);
    return SetTargetResponse.parse(await response.json()).target;
  };
  const mark = async (phone: Phone, words: object, change: object = {}) =>
    phone.post('/api/milestones', { place: { ...REPORT, ...change }, ...words });
  const paceFor = async (phone: Phone): Promise<PlanPace> => PlanPace.parse(await (await phone.get(`/api/plans/${PLAN_ID}/pace`)).json());
  const headOf = async (): Promise<number> =>
    (await office.store.reader.selectFrom('feed_head').select('change_no').executeTakeFirstOrThrow()).change_no;

  test('a target is set, changed and taken away; who said what and when stays', async () => {
    const by = supervisor.person.id;
    await setTarget(40);
    office.clock.now = NOON + 60_000;
    await setTarget(48);
    const last = await setTarget(null);
    office.clock.now = NOON;
    expect(last).toEqual({
      ...PLACE,
      value: null,
      history: [
        { value: 40, at: '2026-03-18T05:00:00.000Z', by },
        { value: 48, at: '2026-03-18T05:01:00.000Z', by },
        { value: null, at: '2026-03-18T05:01:00.000Z', by },
      ],
    });
  });

  test('the same value again changes nothing, not even the feed; so does taking away what is not there', async () => {
    const first = await setTarget(40);
    const head = await headOf();
    expect(await setTarget(40)).toEqual(first);
    expect(await setTarget(null, { measure: 'leaflets' })).toMatchObject({ value: null, history: [] });
    expect(await headOf()).toBe(head);
  });

  test('two who set the same target at once leave both words', async () => {
    const place = { measure: 'attendees' };
    await Promise.all([setTarget(500, place), setTarget(600, place)]);
    const last = await setTarget(700, place);
    expect(last.history.map(({ value }) => value).sort()).toEqual([500, 600, 700]);
  });

  test('a target of an unknown plan, item or unit is not found; a value that is none is refused', async () => {
    const statusOf = async (change: object, value: unknown = 5) =>
      (await supervisor.post('/api/targets', { place: { ...PLACE, ...change }, value })).status;
    expect(await statusOf({ planId: 'khac' })).toBe(404);
    expect(await statusOf({ itemCode: 'IX' })).toBe(404);
    expect(await statusOf({ unitId: 'khac' })).toBe(404);
    expect(await statusOf({ measure: 'percent' })).toBe(400);
    expect([await statusOf({}, 0), await statusOf({}, 1.5), await statusOf({}, '5')]).toEqual([400, 400, 400]);
  });

  test('a target reaches every phone with its next sync', async () => {
    await setTarget(12, { unitId: 'qlbg', period: 'quarter' });
    const phone = await office.signIn('CB-07');
    const { changes } = await phone.sync();
    expect(changes.targets).toContainEqual(expect.objectContaining({ unitId: 'qlbg', period: 'quarter', value: 12 }));
  });

  test('the pace counts what is stored, and each sees that of the units whose figures they see, and of the office where they lead', async () => {
    const own = (sessions: number) => ({ sessions, attendees: 10 });
    const confirmed = makeCreate(makeContent({ date: '2026-03-10', own: own(3) }));
    await officer.sync([confirmed, makeCreate(makeContent({ date: '2026-03-16', own: own(2) }))]);
    await lead.sync([makeStateChange(confirmed.activityId, 1, 'confirm')]);
    await setTarget(40);
    await setTarget(12, { unitId: 'qlbg', period: 'quarter' });
    await setTarget(9, { unitId: 'ls', period: 'month' });

    const all = await paceFor(supervisor);
    expect(all.today).toBe('2026-03-18');
    const of = (unitId: string | null, measure = 'sessions') =>
      all.targets.find(({ place }) => place.unitId === unitId && place.measure === measure);
    // 77 of 365 days.
    expect(of(null)).toMatchObject({ from: '2026-01-01', to: '2026-12-31', done: 3, waiting: 2, target: 40, expected: 8 });
    expect(of(null)).toMatchObject({ state: 'late', by: 3, neededPerWeek: 0.9 });
    // What was confirmed lies in quarter I, which ended on the 14th.
    expect(of('qlbg')).toMatchObject({ from: '2026-03-15', to: '2026-06-14', done: 0, waiting: 2, expected: 0, state: 'onPace' });
    expect(of('ls')).toMatchObject({ from: '2026-03-15', to: '2026-04-14', done: 0, waiting: 0 });

    const units = async (phone: Phone) =>
      (await paceFor(phone)).targets.flatMap(({ place: { unitId, measure } }) => (measure === 'sessions' ? [unitId] : []));
    // The unit leads the item, so the target of the whole office is held against its part.
    expect(await units(officer)).toEqual(['qlbg', null]);
    expect(await units(await office.signIn('TV-01'))).toEqual(['ls', 'qlbg', null]);
    expect(await units(await office.signIn('QT-01'))).toEqual([]);
    expect((await supervisor.get('/api/plans/khac/pace')).status).toBe(404);
  });

  test('a target taken away has no pace any more', async () => {
    const before = (await paceFor(supervisor)).targets.length;
    await setTarget(null);
    expect((await paceFor(supervisor)).targets).toHaveLength(before - 1);
  });

  test('an occurrence is marked as done, mended and taken back; every word stays', async () => {
    const words = { doneDate: '2026-03-12', docNumber: '142/BC' };
    expect((await mark(lead, words)).status).toBe(200);
    const head = await headOf();
    expect((await mark(lead, words)).status).toBe(200);
    expect(await headOf()).toBe(head);
    await mark(supervisor, { ...words, note: 'gửi qua trục liên thông' });
    const { mark: last } = MarkMilestoneResponse.parse(await (await mark(supervisor, { doneDate: null })).json());
    expect(last).toMatchObject({ ...REPORT, doneDate: null });
    expect(last).not.toHaveProperty('docNumber');
    expect(last.history.map(({ doneDate, note, by }) => [doneDate, note, by])).toEqual([
      ['2026-03-12', undefined, lead.person.id],
      ['2026-03-12', 'gửi qua trục liên thông', supervisor.person.id],
      [null, undefined, supervisor.person.id],
    ]);
    const { changes } = await (await office.signIn('CB-12')).sync();
    expect(changes.marks).toContainEqual(expect.objectContaining({ ...REPORT, doneDate: null }));
  });

  test('a lead marks for the own unit and for what it leads, and nothing else', async () => {
    const done = { doneDate: '2026-03-12' };
    const paper = { itemCode: 'VB', occurrenceId: 'plan', unitId: null };
    expect((await mark(lead, done, paper)).status).toBe(200);
    expect((await mark(lead, done, { unitId: 'ls' })).status).toBe(404);
    expect((await mark(await office.signIn('TP-LS'), done, paper)).status).toBe(404);
    expect((await mark(officer, done)).status).toBe(403);
  });

  test('only what is owed can be marked, on a day that has come', async () => {
    const statusOf = async (change: object, doneDate = '2026-03-18') => (await mark(supervisor, { doneDate }, change)).status;
    expect([await statusOf({ planId: 'khac' }), await statusOf({ itemCode: 'IX' })]).toEqual([404, 404]);
    expect([await statusOf({ occurrenceId: 'q2' }), await statusOf({ unitId: null }), await statusOf({ unitId: 'vp' })]).toEqual([
      404, 404, 404,
    ]);
    const tooEarly = await mark(supervisor, { doneDate: '2026-03-19' });
    expect([tooEarly.status, await tooEarly.json()]).toEqual([400, expect.objectContaining({ error: 'badRequest', detail: 'doneDate' })]);
    office.clock.now = NOON + DAY_MS;
    expect(await statusOf({}, '2026-03-19')).toBe(200);
    office.clock.now = NOON;
    expect((await mark(supervisor, { doneDate: '2026-03-12', docNumber: 'x'.repeat(41) })).status).toBe(400);
  });

  test('a target, and how a milestone stands, leave an entry in the log where something changed', async () => {
    const before = (await office.store.reader.selectFrom('audit_entries').selectAll().execute()).length;
    for (const value of [41, 41, null]) await setTarget(value, { unitId: 'qlbg' });
    const words = { doneDate: '2026-03-17', docNumber: '7/BC' };
    for (let nth = 0; nth < 2; nth++) expect((await mark(supervisor, words, { occurrenceId: 'q1', unitId: 'ls' })).status).toBe(200);
    expect((await mark(supervisor, { doneDate: null }, { occurrenceId: 'q1', unitId: 'ls' })).status).toBe(200);
    const entries = await office.store.reader.selectFrom('audit_entries').selectAll().orderBy('no').execute();
    const said = entries
      .slice(before)
      .filter(({ subject }) => subject !== null)
      .map(({ kind, subject, details }) => [kind, subject, JSON.parse(details).item]);
    expect(said).toEqual([
      ...[1, 2].map(() => ['targetSet', PLAN_ID, PLACE.itemCode]),
      ...[1, 2].map(() => ['milestoneMarked', MILESTONE_PLAN, REPORT.itemCode]),
    ]);
  });
});
