import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { contains } from '../../src/domain/period.ts';
import { isPlaceholder, placeholdersToSave } from '../../src/domain/placeholder.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { checkPlan, checkSuccessor } from '../../src/domain/plan-life.ts';
import { PLAN } from './make.ts';

const planOf = (from: string, to: string, more: Partial<Plan> = {}): Plan => ({
  ...PLAN,
  id: `kh-${from}` as Plan['id'],
  period: { from: day(from), to: day(to) },
  ...more,
});
const OF_2026 = planOf('2026-01-01', '2026-12-31');
const OF_2027 = planOf('2027-01-01', '2027-12-31');

/** The plans once what is due has been saved. */
function saved(plans: readonly Plan[], today: string): Plan[] {
  const due = placeholdersToSave(plans, day(today));
  return [...plans.filter(({ id }) => !due.some((one) => one.id === id)), ...due];
}
const standIns = (plans: readonly Plan[]) =>
  plans.filter(isPlaceholder).map(({ year, period, closed, version }) => [year, period.from, period.to, closed === true, version]);

describe('what stands for a plan that is not there', () => {
  test('is there a month before the first day without a plan, and not earlier', () => {
    expect(placeholdersToSave([OF_2026], day('2026-11-29'))).toEqual([]);
    expect(standIns(saved([OF_2026], '2026-12-01'))).toEqual([[2027, '2027-01-01', '2027-12-31', false, 1]]);
    expect(placeholdersToSave([OF_2026, OF_2027], day('2026-12-01'))).toEqual([]);
  });

  test('covers the last days of a year whose plan ends on the 14th of December, and the next year beside', () => {
    expect(standIns(saved([planOf('2025-12-15', '2026-12-14')], '2026-12-01'))).toEqual([
      [2026, '2026-12-15', '2026-12-31', false, 1],
      [2027, '2027-01-01', '2027-12-31', false, 1],
    ]);
  });

  test('covers the whole year of an office that never had a plan', () => {
    expect(standIns(saved([], '2027-02-10'))).toEqual([[2027, '2027-01-01', '2027-12-31', false, 1]]);
  });

  test('is closed once plans cover its days, and open again where that plan is closed', () => {
    const open = saved([OF_2026], '2027-01-05');
    const closed = saved([...open, OF_2027], '2027-02-20');
    expect(standIns(closed)).toEqual([[2027, '2027-01-01', '2027-12-31', true, 2]]);
    const without = closed.map((plan) => (plan.id === OF_2027.id ? { ...plan, closed: true as const } : plan));
    expect(standIns(saved(without, '2027-02-21'))).toEqual([[2027, '2027-01-01', '2027-12-31', false, 3]]);
  });

  test('is there until the plan begins, and for late work of a year that never had one', () => {
    const known = [...saved([OF_2026], '2027-01-05'), planOf('2027-02-09', '2027-12-31')];
    expect(standIns(saved(known, '2027-02-08'))).toEqual([[2027, '2027-01-01', '2027-12-31', false, 1]]);
    expect(standIns(saved(known, '2027-02-09'))).toEqual([[2027, '2027-01-01', '2027-12-31', true, 2]]);
    const never = saved([OF_2026], '2027-01-05');
    expect(standIns(saved([...never, planOf('2028-01-01', '2028-12-31')], '2028-01-03'))).toEqual([
      [2027, '2027-01-01', '2027-12-31', false, 1],
    ]);
  });

  const someDay = fc.integer({ min: 0, max: 1_200 }).map((days): Day => addDays(day('2025-06-01'), days));
  const somePlans = fc.uniqueArray(
    fc
      .record({ from: someDay, days: fc.integer({ min: 0, max: 500 }), closed: fc.boolean() })
      .map(({ from, days, closed }) => planOf(from, addDays(from, days), closed ? { closed: true } : {})),
    { maxLength: 4, selector: ({ id }) => id },
  );

  test('every day of the coming month lies in a plan that takes work, whatever plans there are and as time goes by', () => {
    fc.assert(
      fc.property(somePlans, fc.array(someDay, { minLength: 1, maxLength: 4 }), (own, days) => {
        let plans: Plan[] = own;
        for (const today of days.toSorted()) {
          for (const next of placeholdersToSave(plans, today)) {
            const former = plans.find(({ id }) => id === next.id);
            expect([...checkPlan({ ...next, agency: '' }, []), ...(former ? checkSuccessor(former, next) : [])]).toEqual([]);
          }
          plans = saved(plans, today);
          expect(placeholdersToSave(plans, today)).toEqual([]);
          for (let ahead = 0; ahead <= 31; ahead++)
            expect(plans.some((plan) => plan.closed !== true && contains(plan.period, addDays(today, ahead)))).toBe(true);
        }
      }),
    );
  });
});
