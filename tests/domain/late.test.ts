import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { ItemCode } from '../../src/domain/ids.ts';
import { lateItems, latePaces, overdueWork } from '../../src/domain/late.ts';
import { Plan } from '../../src/domain/plan.ts';
import { PLAN } from './make.ts';
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
  const found = overdueWork(plan, new Map(), day('2024-06-18'));
  expect(found.map(({ work, days }) => [work.place.occurrenceId, days])).toEqual([
    ['2024-q1', 96],
    ['2024-q2', 4],
  ]);
});

test('an item is late once, whatever is late about it', () => {
  const late = (itemCode: string) => makePace({ state: 'late', by: 1, place: { itemCode: ItemCode.parse(itemCode) } });
  const schedule = { type: 'quarter', quarters: [1, 2, 4], basis: 'stated' };
  const plan = Plan.parse({ ...PLAN, items: PLAN.items.map((item) => (item.code === 'III' ? { ...item, schedule } : item)) });
  const overdue = overdueWork(plan, new Map(), day('2024-06-18'));
  expect([...lateItems([late('II.1.b'), late('II.1.b'), makePace()], overdue)]).toEqual(['II.1.b', 'III']);
});
