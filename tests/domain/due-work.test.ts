import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { dueState, duesOf, dueWork, mayMark } from '../../src/domain/due-work.ts';
import { Milestone, MilestoneMark, markKey } from '../../src/domain/milestone.ts';
import { Person, type Role, scopeOf } from '../../src/domain/person.ts';
import { PlanItem, type Schedule } from '../../src/domain/plan.ts';
import { BORDERS, CONSULAR, PLAN } from './make.ts';

const makeItem = (schedule: Omit<Schedule, 'basis'>, change: object = {}): PlanItem =>
  PlanItem.parse({ ...PLAN.items.find((one) => one.code === 'III'), schedule: { ...schedule, basis: 'stated' }, ...change });
const days = (item: PlanItem) => duesOf(PLAN, item).map(({ place, due }) => [place.occurrenceId, due]);

test('work of which no days are set is due at the end of each quarter or month its schedule names', () => {
  expect(days(makeItem({ type: 'quarter', quarters: [1, 4] }))).toEqual([
    ['2024-q1', '2024-03-14'],
    ['2024-q4', '2024-12-14'],
  ]);
  expect(days(makeItem({ type: 'month', months: [3] }))).toEqual([['2024-m3', '2024-03-14']]);
  expect(days(makeItem({ type: 'recurring' })).map(([id]) => id)).toEqual(['2024-q1', '2024-q2', '2024-q3', '2024-q4']);
  expect(days(makeItem({ type: 'year' }))).toEqual([['plan', '2024-12-31']]);
  expect(days(makeItem({ type: 'adhoc' }))).toEqual([['adhoc', null]]);
  expect(days(makeItem({ type: 'year' }, { tracking: 'tally' }))).toEqual([]);
});

test('a quarter that outlasts the plan is due on its last day', () => {
  const plan = { ...PLAN, period: { from: day('2024-01-01'), to: day('2024-02-10') } };
  expect(duesOf(plan, makeItem({ type: 'quarter', quarters: [1] })).map(({ due }) => due)).toEqual(['2024-02-10']);
});

test('the days a plan names hold, once for every unit that owes the work', () => {
  const milestone = Milestone.parse({ occurrences: [{ id: 'bc', due: '2024-03-15' }], unitIds: [BORDERS, CONSULAR] });
  const item = makeItem({ type: 'quarter', quarters: [4] }, { milestone });
  expect(duesOf(PLAN, item).map(({ place, due }) => [place.occurrenceId, place.unitId, due])).toEqual([
    ['bc', BORDERS, '2024-03-15'],
    ['bc', CONSULAR, '2024-03-15'],
  ]);
});

const item = makeItem({ type: 'quarter', quarters: [2] });
const [due] = duesOf(PLAN, item);
const mark = (words: object): MilestoneMark => MilestoneMark.parse({ ...due?.place, history: [], ...words });

test('overdue from the day after, due soon for two weeks before, and done whatever the day', () => {
  const state = (today: string, of?: MilestoneMark) => dueState(day('2024-06-14'), of, day(today));
  expect(state('2024-05-30')).toEqual({ kind: 'ahead' });
  expect(state('2024-05-31')).toEqual({ kind: 'soon', days: 14 });
  expect(state('2024-06-14')).toEqual({ kind: 'soon', days: 0 });
  expect(state('2024-06-18')).toEqual({ kind: 'overdue', days: 4 });
  expect(state('2024-06-18', mark({ doneDate: '2024-06-16', docNumber: '142/BC' }))).toEqual({
    kind: 'done',
    on: '2024-06-16',
    docNumber: '142/BC',
  });
  expect(state('2024-06-18', mark({ doneDate: null }))).toEqual({ kind: 'overdue', days: 4 });
  expect(dueState(null, undefined, day('2030-01-01'))).toEqual({ kind: 'ahead' });
});

test('of work an amendment ended only what was done remains', () => {
  const twice = makeItem({ type: 'quarter', quarters: [2, 3] });
  const done = mark({ doneDate: '2024-06-01' });
  const marks = new Map([[markKey(done), done]]);
  const states = (of: PlanItem) => dueWork(PLAN, of, marks, day('2024-12-31')).map(({ state }) => state.kind);
  expect(states(twice)).toEqual(['done', 'overdue']);
  expect(states({ ...twice, retired: { version: 2, successorCodes: [] } })).toEqual(['done']);
});

test('the office marks everything, a lead what the own unit owes or leads, others nothing', () => {
  const scope = (role: Role) => scopeOf(Person.parse({ id: 'a', staffCode: 'A', role, unitIds: [BORDERS] }));
  const place = { planId: PLAN.id, itemCode: item.code, occurrenceId: 'x', unitId: null };
  const led = { ...item, leadUnitId: BORDERS };
  expect([mayMark(scope('supervisor'), item, place), mayMark(scope('officer'), led, place)]).toEqual([true, false]);
  expect([mayMark(scope('unitLead'), item, place), mayMark(scope('unitLead'), led, place)]).toEqual([false, true]);
  expect(mayMark(scope('unitLead'), item, { ...place, unitId: BORDERS })).toBe(true);
  expect(mayMark(scope('unitLead'), item, { ...place, unitId: CONSULAR })).toBe(false);
});
