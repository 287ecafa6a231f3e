import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { ItemCode } from '../../src/domain/ids.ts';
import { lateItems, latePaces, overdueWork } from '../../src/domain/late.ts';
import { type Role, scopeOf } from '../../src/domain/person.ts';
import { Plan } from '../../src/domain/plan.ts';
import { planToday } from '../../src/domain/today.ts';
import { BORDERS, CONSULAR, makeWorld, PLAN } from './make.ts';
import { makePace } from './make-pace.ts';

test('only what is behind, most late first; of equal ones that which is further from its target', () => {
  const late = (by: number, target: number) => makePace({ state: 'late', by, target });
  const found = latePaces([makePace(), late(2, 24), late(3, 48), late(2, 6), makePace({ state: 'onceConfirmed' })]);
  expect(found.map(({ by, target }) => [by, target])).toEqual([
    [3, 48],
    [2, 6],
    [2, 24],
  ]);
});

test('work past its day, longest overdue first', () => {
  const schedule = { type: 'quarter', quarters: [1, 2, 4], basis: 'stated' };
  const plan = Plan.parse({ ...PLAN, items: PLAN.items.map((item) => (item.code === 'III' ? { ...item, schedule } : item)) });
  const found = overdueWork(plan, new Map(), day('2024-06-18'), 'all');
  expect(found.map(({ work, days }) => [work.place.occurrenceId, days])).toEqual([
    ['2024-q1', 96],
    ['2024-q2', 4],
  ]);
});

test('an item is late once, whatever is late about it', () => {
  const late = (itemCode: string) => makePace({ state: 'late', by: 1, place: { itemCode: ItemCode.parse(itemCode) } });
  const schedule = { type: 'quarter', quarters: [1, 2, 4], basis: 'stated' };
  const plan = Plan.parse({ ...PLAN, items: PLAN.items.map((item) => (item.code === 'III' ? { ...item, schedule } : item)) });
  const overdue = overdueWork(plan, new Map(), day('2024-06-18'), 'all');
  expect([...lateItems([late('II.1.b'), late('II.1.b'), makePace()], overdue)]).toEqual(['II.1.b', 'III']);
});

test('work past its day is that of the units whose figures are seen: the list of what is late and the first screen of the day count the same', () => {
  const schedule = { type: 'quarter', quarters: [1, 2, 4], basis: 'stated' };
  const leadBy = (leadUnitId: string | null) =>
    Plan.parse({ ...PLAN, items: PLAN.items.map((item) => (item.code === 'III' ? { ...item, schedule, leadUnitId } : item)) });
  const { units, person } = makeWorld();
  const counts = (plan: Plan, role: Role) => {
    const scope = scopeOf({ ...person, role });
    const today = day('2024-06-18');
    const listed = overdueWork(plan, new Map(), today, scope.tallies).length;
    const source = { cells: [], declared: [], changes: [] };
    expect(planToday({ plan, source, paces: [], marks: new Map() }, scope, units, today).overdue).toHaveLength(listed);
    return listed;
  };
  expect([counts(leadBy(BORDERS), 'supervisor'), counts(leadBy(BORDERS), 'unitLead')]).toEqual([2, 2]);
  expect([counts(leadBy(CONSULAR), 'unitLead'), counts(leadBy(null), 'unitLead'), counts(leadBy(null), 'approver')]).toEqual([0, 0, 2]);
});
