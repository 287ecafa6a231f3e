import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTallySource } from '../../src/client/store/lists/tally-source.ts';
import { pacesOnPhone, readReceivedTargets } from '../../src/client/store/lists/targets.ts';
import { addDays, day, officeDay } from '../../src/domain/day.ts';
import { PlanId } from '../../src/domain/ids.ts';
import { scopeOf } from '../../src/domain/person.ts';
import { Plan, type Schedule } from '../../src/domain/plan.ts';
import { TARGET_PERIODS, TargetPlace, targetKey } from '../../src/domain/target.ts';
import { PlanPace } from '../../src/protocol/pace.ts';
import { saveReference } from '../../src/server/store/reference.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent, makeStateChange, PLAN_ID } from '../server/helpers.ts';

/** The phones signed in less than 90 days before. */
const MIDYEAR = Date.parse('2026-05-31T05:00:00Z');
/** Of every kind. */
const SCHEDULES: Readonly<Record<string, Omit<Schedule, 'basis'>>> = {
  'II.1.b.p1': { type: 'quarter', quarters: [1, 3] },
  'II.1.b.p2': { type: 'month', months: [2, 3, 6] },
  'II.1.c': { type: 'recurring' },
  'III.p2': { type: 'adhoc' },
};
const ITEMS = [...Object.keys(SCHEDULES), 'II.1.b', 'II.2.p1'];

let town: Town;
let phones: { readonly border: FieldPhone; readonly consular: FieldPhone; readonly office: FieldPhone };
beforeAll(async () => {
  town = await Town.open('CB-07', 'CB-12', 'VP-01');
  const [border, consular, office] = town.phones;
  if (!border || !consular || !office) throw new Error('phones');
  phones = { border, consular, office };
  const { reader } = town.store;
  const plan = (await town.office.deps.readReference(reader)).plans.get(PLAN_ID);
  const items = plan?.items.map((item) => ({ ...item, schedule: { ...(SCHEDULES[item.code] ?? item.schedule), basis: 'stated' } }));
  const data = Plan.parse({ ...plan, items });
  await town.store.write((tx) => saveReference(tx, [{ kind: 'plan', id: PLAN_ID, data }]));
  moveTo(MIDYEAR);
});
afterAll(() => town.close());

function moveTo(now: number): void {
  town.office.clock.now = now;
  for (const phone of town.phones) phone.clock.now = now;
}

const onPhone = async ({ db, bare }: FieldPhone) => {
  const plan = await db.plans.get(PlanId.parse(PLAN_ID));
  if (!plan) throw new Error('The plan is not there');
  const source = await readTallySource(db, plan.id);
  const today = officeDay(town.office.clock.now);
  const paces = pacesOnPhone(plan, await readReceivedTargets(db, plan.id), source, scopeOf(bare.person), today);
  return paces.map(({ instance: { period }, tally: _, ...pace }) => ({ ...pace, ...period }));
};
const atServer = async ({ bare }: FieldPhone) => PlanPace.parse(await (await bare.get(`/api/plans/${PLAN_ID}/pace`)).json()).targets;

const record = (phone: FieldPhone, itemCode: string, unitId: string, at: number, sessions: number): Promise<void> =>
  phone.record(makeContent({ itemCode, unitId, date: addDays(day('2026-01-01'), at), own: { sessions, attendees: 10 * sessions } }));

async function confirmSome(count: number): Promise<void> {
  const sent = (await town.listSent(phones.office)).slice(0, count);
  await phones.office.bare.sync(sent.map((one) => makeStateChange(one.id, one.version, 'confirm')));
}

test('a phone and the office find the same pace, whatever was logged and set', async () => {
  const anyRecord = fc.record({
    item: fc.constantFrom('II.1.b.p1', 'II.1.b.p2', 'II.1.c', 'III.p2'),
    isBorder: fc.boolean(),
    at: fc.integer({ min: 0, max: 150 }),
    sessions: fc.integer({ min: 1, max: 9 }),
  });
  const anyTarget = fc.record({
    itemCode: fc.constantFrom(...ITEMS),
    measure: fc.constantFrom('sessions', 'attendees'),
    unitId: fc.constantFrom(null, 'qlbg', 'ls'),
    period: fc.constantFrom(...TARGET_PERIODS),
    value: fc.option(fc.integer({ min: 1, max: 60 })),
  });
  const anyDay = fc.integer({ min: -60, max: 80 });
  const steps = fc.tuple(fc.array(anyRecord, { maxLength: 6 }), fc.array(anyTarget, { minLength: 1, maxLength: 5 }), fc.nat(6), anyDay);
  const states = new Set<string>();
  // What one run leaves behind the next one adds to.
  await fc.assert(
    fc.asyncProperty(steps, async ([records, targets, confirmed, later]) => {
      moveTo(MIDYEAR);
      for (const { item, isBorder, at, sessions } of records)
        await record(isBorder ? phones.border : phones.consular, item, isBorder ? 'qlbg' : 'ls', at, sessions);
      for (const { value, ...place } of targets)
        await phones.office.bare.post('/api/targets', { place: { planId: PLAN_ID, ...place }, value });
      for (const phone of [phones.border, phones.consular]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
      await confirmSome(confirmed);
      moveTo(MIDYEAR + later * 86_400_000);
      for (const phone of town.phones) {
        expect(await phone.sync()).toMatchObject({ kind: 'done' });
        const found = await onPhone(phone);
        expect(found).toEqual(await atServer(phone));
        for (const { state } of found) states.add(state);
      }
    }),
    { numRuns: 20 },
  );
  expect(states.size).toBeGreaterThan(2);
});

test('what waits on a phone is in its pace before the office has it', async () => {
  moveTo(MIDYEAR);
  const place = TargetPlace.parse({ planId: PLAN_ID, itemCode: 'II.1.c', measure: 'sessions', unitId: 'qlbg', period: 'year' });
  await phones.office.bare.post('/api/targets', { place, value: 50 });
  await phones.border.sync();
  const waiting = (paces: Awaited<ReturnType<typeof onPhone>>) =>
    paces.find((pace) => targetKey(pace.place) === targetKey(place))?.waiting ?? 0;
  const before = waiting(await onPhone(phones.border));
  await record(phones.border, 'II.1.c', 'qlbg', 140, 4);
  expect(waiting(await onPhone(phones.border))).toBe(before + 4);
  expect(waiting(await atServer(phones.border))).toBe(before);
  await phones.border.sync();
  expect(await onPhone(phones.border)).toEqual(await atServer(phones.border));
});
