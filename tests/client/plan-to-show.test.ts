import { expect, test } from 'vitest';
import { planToShow } from '../../src/client/plan-to-show.ts';
import { day } from '../../src/domain/day.ts';
import { PlanId } from '../../src/domain/ids.ts';
import { type Plan, planName } from '../../src/domain/plan.ts';
import { PLAN } from '../domain/make.ts';

const make = (id: string, year: number, change: Partial<Plan> = {}): Plan => ({
  ...PLAN,
  id: PlanId.parse(id),
  year,
  period: { from: day(`${year}-01-01`), to: day(`${year}-12-31`) },
  ...change,
});
const NEXT = make('next', 2027);
const CLOSED = make('closed', 2026, { closed: true });
const RUNS = make('runs', 2026);
const PLANS = [NEXT, CLOSED, RUNS];
const shown = (named?: string, last?: string, today = '2026-11-20') => planToShow(PLANS, { named, last }, day(today))?.id;

test('a screen opens on the plan of its address, else on the one chosen last, else on one that runs', () => {
  expect([shown('closed', 'next'), shown(undefined, 'next'), shown()]).toEqual(['closed', 'next', 'runs']);
});

test('a plan that is gone is not waited for; where none runs the first stands', () => {
  expect([shown('gone', 'gone'), shown(undefined, undefined, '2020-01-01')]).toEqual(['runs', 'next']);
  expect(planToShow([], { named: 'x', last: 'y' }, day('2026-01-01'))).toBeUndefined();
});

test('plans of one title are told apart', () => {
  expect(planName(RUNS, [RUNS, make('b', 2026, { title: 'Khác' })])).toBe('Kế hoạch tuyên truyền');
  expect(planName(RUNS, PLANS)).toBe('Kế hoạch tuyên truyền, /KH-SNgV, 2026');
  expect(new Set([NEXT, RUNS].map((plan) => planName(plan, PLANS))).size).toBe(2);
});
