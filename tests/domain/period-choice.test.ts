import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withWords } from '../../src/client/labels/labels.ts';
import { periodWords } from '../../src/client/labels/period-words.ts';
import { type Day, day } from '../../src/domain/day.ts';
import { contains, type PeriodKind } from '../../src/domain/period.ts';
import { anchorOf, chosenPeriod, KINDS, periodChoices, periodNear, reportingIn, strayDays } from '../../src/domain/period-choice.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { dayIn, PLAN, reporting } from './make.ts';

const RULE = PLAN.reporting;
const CALENDAR = reportingIn(PLAN, 'calendar');
const keys = (kind: PeriodKind, rule = RULE) => periodChoices(PLAN, kind, rule).map((one) => one.key);

test('the plan’s own calendar unless another is asked for; the closing day stays', () => {
  const plan: Plan = { ...PLAN, reporting: { calendar: 'calendar', closingDay: 20 } };
  expect([undefined, 'administrative', 'calendar', 'lunar'].map((calendar) => reportingIn(plan, calendar))).toEqual([
    plan.reporting,
    { calendar: 'administrative', closingDay: 20 },
    plan.reporting,
    plan.reporting,
  ]);
});

test('kinds from the shortest to the longest', () => {
  expect(KINDS).toEqual(['month', 'quarter', 'half', 'nineMonths', 'year']);
});

test('every period the plan has a day in, by either calendar', () => {
  expect(keys('month')).toHaveLength(13);
  expect(keys('month', CALENDAR)).toHaveLength(12);
  expect(keys('quarter').at(-1)).toBe('quarter-2025-1');
  expect(keys('half')).toEqual(['half-2024-1', 'half-2024-2', 'half-2025-1']);
  expect(keys('half', CALENDAR)).toEqual(['half-2024-1', 'half-2024-2']);
  expect(keys('nineMonths')).toEqual(['nineMonths-2024-1', 'nineMonths-2025-1']);
  expect(keys('year', CALENDAR)).toEqual(['year-2024-1']);
});

test('the period of the address, or none where the plan has no such period', () => {
  expect(chosenPeriod(PLAN, 'quarter-2024-1', RULE)?.period).toEqual({ from: '2023-12-15', to: '2024-03-14' });
  expect(chosenPeriod(PLAN, 'quarter-2024-1', CALENDAR)?.period).toEqual({ from: '2024-01-01', to: '2024-03-31' });
  for (const key of [undefined, '', '2024-06', 'week-2024-1', 'quarter-2024-5', 'quarter-2031-1', 'year-2025', 'toString-1'])
    expect(chosenPeriod(PLAN, key, RULE), key).toBeUndefined();
});

test('every period offered is found again by its key', () => {
  fc.assert(
    fc.property(reporting, fc.constantFrom(...KINDS), (rule, kind) => {
      for (const one of periodChoices(PLAN, kind, rule)) expect(chosenPeriod(PLAN, one.key, rule)).toEqual(one);
    }),
  );
});

describe('from one kind to another', () => {
  const to = (kind: PeriodKind, from: string | undefined, today: string, rule = RULE) =>
    periodNear(PLAN, kind, anchorOf(PLAN, chosenPeriod(PLAN, from, rule), day(today)), rule)?.key;

  test('from the whole plan to the period of today', () => {
    expect(to('month', undefined, '2024-06-15')).toBe('month-2024-7');
    expect(to('quarter', undefined, '2024-06-12')).toBe('quarter-2024-2');
    // After the plan: its last one, before it: its first.
    expect(to('quarter', undefined, '2026-02-01', CALENDAR)).toBe('quarter-2024-4');
    expect(to('month', undefined, '2023-02-01')).toBe('month-2024-1');
  });

  test('to a longer one that holds it', () => {
    expect(to('quarter', 'month-2024-2', '2024-06-12')).toBe('quarter-2024-1');
    expect(to('year', 'quarter-2024-4', '2024-06-12')).toBe('year-2024-1');
  });

  test('to a shorter one: that of today, else the last', () => {
    expect(to('month', 'half-2024-1', '2024-04-02')).toBe('month-2024-4');
    expect(to('month', 'half-2024-1', '2024-09-02')).toBe('month-2024-6');
    expect(to('month', 'year-2025-1', '2024-06-12')).toBe('month-2025-1');
  });

  test('in the last quarter, nine months are those before it', () => {
    expect(to('nineMonths', undefined, '2024-11-20')).toBe('nineMonths-2024-1');
  });

  test('there is always one, and it touches the plan', () => {
    fc.assert(
      fc.property(dayIn('2022-01-01', '2027-01-01'), reporting, fc.constantFrom(...KINDS), (today: Day, rule, kind) => {
        const anchor = anchorOf(PLAN, undefined, today);
        expect(contains(PLAN.period, anchor)).toBe(true);
        const near = periodNear(PLAN, kind, anchor, rule);
        expect(near && near.period.from <= PLAN.period.to && PLAN.period.from <= near.period.to).toBe(true);
      }),
    );
  });
});

test('days of the plan that count in another reporting year are named', () => {
  expect(strayDays(PLAN, RULE)).toEqual([{ year: 2025, period: { from: '2024-12-15', to: '2024-12-31' } }]);
  expect(strayDays(PLAN, CALENDAR)).toEqual([]);
  const long: Plan = { ...PLAN, period: { from: day('2024-01-01'), to: day('2026-12-31') } };
  expect(strayDays(long, RULE)).toEqual([{ year: 2027, period: { from: '2026-12-15', to: '2026-12-31' } }]);
  expect(strayDays({ ...PLAN, period: { from: day('2023-12-15'), to: day('2024-12-14') } }, RULE)).toEqual([]);
});

test('names as offices write them', async () => {
  await withWords(['tallies'], Promise.resolve());
  const word = (kind: PeriodKind, index: number) => periodWords({ kind, year: 2024, index });
  expect([word('month', 6), word('quarter', 1), word('quarter', 4), word('half', 1), word('half', 2)]).toEqual([
    'Tháng 6/2024',
    'Quý I/2024',
    'Quý IV/2024',
    '6 tháng đầu năm 2024',
    '6 tháng cuối năm 2024',
  ]);
  expect([word('nineMonths', 1), word('year', 1)]).toEqual(['9 tháng năm 2024', 'Năm 2024']);
});
