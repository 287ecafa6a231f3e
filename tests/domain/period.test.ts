import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, dayOfMonth, daysBetween } from '../../src/domain/day.ts';
import {
  ClosingDay,
  contains,
  cutDays,
  DEFAULT_REPORTING,
  monthContaining,
  monthPart,
  monthPeriod,
  monthsTouching,
  PERIOD_KINDS,
  type PeriodKind,
  periodContaining,
  periodOf,
  periodsPerYear,
  periodsTouching,
  Reporting,
} from '../../src/domain/period.ts';
import { dayIn, periodIn, reporting } from './make.ts';

const anyDay = dayIn('2019-12-01', '2029-02-28');
const CALENDAR: Reporting = { calendar: 'calendar', closingDay: 14 };

test('an administrative month runs from the 15th to the 14th', () => {
  expect(monthPeriod(2024, 6, DEFAULT_REPORTING)).toEqual({ from: '2024-05-15', to: '2024-06-14' });
});

test('the administrative year begins on 15 December of the year before', () => {
  expect(monthPeriod(2024, 1, DEFAULT_REPORTING)).toEqual({ from: '2023-12-15', to: '2024-01-14' });
  expect(monthContaining(day('2023-12-15'), DEFAULT_REPORTING)).toEqual({ year: 2024, month: 1 });
  expect(monthContaining(day('2023-12-14'), DEFAULT_REPORTING)).toEqual({ year: 2023, month: 12 });
});

test('a calendar month knows its leap year', () => {
  expect(monthPeriod(2024, 2, CALENDAR)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(monthPeriod(2023, 2, CALENDAR)).toEqual({ from: '2023-02-01', to: '2023-02-28' });
});

test('months 0 and 13 are the neighbours in the years beside', () => {
  expect(monthPeriod(2024, 0, CALENDAR)).toEqual(monthPeriod(2023, 12, CALENDAR));
  expect(monthPeriod(2024, 13, DEFAULT_REPORTING)).toEqual(monthPeriod(2025, 1, DEFAULT_REPORTING));
});

test('every day lies in exactly one month, whatever the calendar and closing day', () => {
  fc.assert(
    fc.property(anyDay, reporting, (value, rule) => {
      const { year, month } = monthContaining(value, rule);
      expect(contains(monthPeriod(year, month, rule), value)).toBe(true);
      expect(contains(monthPeriod(year, month - 1, rule), value)).toBe(false);
      expect(contains(monthPeriod(year, month + 1, rule), value)).toBe(false);
    }),
  );
});

test('months follow one another without a gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2019, max: 2029 }), fc.integer({ min: 0, max: 12 }), reporting, (year, month, rule) => {
      expect(addDays(monthPeriod(year, month, rule).to, 1)).toBe(monthPeriod(year, month + 1, rule).from);
    }),
  );
});

test('the months touching a period cover it, each of them touches it, and they are in order', () => {
  fc.assert(
    fc.property(periodIn('2022-11-20', '2025-03-03'), reporting, (period, rule) => {
      const months = monthsTouching(period, rule).map((one) => one.period);
      for (const month of months) expect(month.from <= period.to && period.from <= month.to).toBe(true);
      for (let value = period.from; value <= period.to; value = addDays(value, 1))
        expect(months.filter((month) => contains(month, value))).toHaveLength(1);
      expect(months.map((one) => one.from)).toEqual(months.map((one) => one.from).toSorted());
    }),
    { numRuns: 30 },
  );
});

test('a plan year touches thirteen administrative months and twelve calendar ones', () => {
  const year = { from: day('2024-01-01'), to: day('2024-12-31') };
  expect(monthsTouching(year, DEFAULT_REPORTING)).toHaveLength(13);
  expect(monthsTouching(year, CALENDAR)).toHaveLength(12);
});

test('month-parts: a day lies in the one that began last, and never before its month', () => {
  fc.assert(
    fc.property(anyDay, reporting, (value, rule) => {
      const part = monthPart(value, rule);
      expect(part <= value).toBe(true);
      expect(part.slice(0, 7)).toBe(value.slice(0, 7));
      expect(cutDays(rule)).toContain(dayOfMonth(part));
      for (let between = part; between <= value; between = addDays(between, 1)) expect(monthPart(between, rule)).toBe(part);
    }),
  );
});

test('every month of both calendars is a union of month-parts', () => {
  fc.assert(
    fc.property(anyDay, reporting, fc.constantFrom('administrative', 'calendar'), (value, rule, calendar) => {
      const { year, month } = monthContaining(value, { ...rule, calendar });
      const period = monthPeriod(year, month, { ...rule, calendar });
      // A part belongs to the period whole or not at all, so its first day tells of all its days.
      expect(contains(period, monthPart(value, rule))).toBe(true);
      expect(monthPart(period.from, rule)).toBe(period.from);
      expect(daysBetween(period.from, period.to)).toBeLessThan(31);
    }),
  );
});

test('a closing day every month has', () => {
  const parsed = (closingDay: number): boolean => Reporting.safeParse({ calendar: 'administrative', closingDay }).success;
  expect([0, 1, 14, 27, 28, 1.5].map(parsed)).toEqual([false, true, true, true, false, false]);
});

/** Every period of a kind in one reporting year, in order. */
const periodsOfYear = (kind: PeriodKind, year: number, rule: Reporting) =>
  Array.from({ length: periodsPerYear(kind) }, (_, at) => ({ kind, year, index: at + 1 })).map((name) => ({
    name,
    period: periodOf(name, rule),
  }));
/** Days about which calendars disagree: ends of years and of February, and the days beside every cut. */
const awkwardDay = fc.oneof(
  anyDay,
  dayIn('2023-12-01', '2024-01-31'),
  dayIn('2024-02-25', '2024-03-05'),
  dayIn('2023-02-25', '2023-03-05'),
);

describe('the periods of a year', () => {
  test.each([
    ['month', 6, '2024-05-15', '2024-06-14'],
    ['quarter', 1, '2023-12-15', '2024-03-14'],
    ['quarter', 2, '2024-03-15', '2024-06-14'],
    ['quarter', 3, '2024-06-15', '2024-09-14'],
    ['quarter', 4, '2024-09-15', '2024-12-14'],
    ['half', 1, '2023-12-15', '2024-06-14'],
    ['half', 2, '2024-06-15', '2024-12-14'],
    ['nineMonths', 1, '2023-12-15', '2024-09-14'],
    ['year', 1, '2023-12-15', '2024-12-14'],
  ] as const)('administrative: %s %i from %s to %s', (kind, index, from, to) => {
    expect(periodOf({ kind, year: 2024, index }, DEFAULT_REPORTING)).toEqual({ from, to });
  });

  test.each([
    ['month', 2, '2024-02-01', '2024-02-29'],
    ['quarter', 1, '2024-01-01', '2024-03-31'],
    ['quarter', 4, '2024-10-01', '2024-12-31'],
    ['half', 1, '2024-01-01', '2024-06-30'],
    ['half', 2, '2024-07-01', '2024-12-31'],
    ['nineMonths', 1, '2024-01-01', '2024-09-30'],
    ['year', 1, '2024-01-01', '2024-12-31'],
  ] as const)('calendar: %s %i from %s to %s', (kind, index, from, to) => {
    expect(periodOf({ kind, year: 2024, index }, CALENDAR)).toEqual({ from, to });
  });

  test('an office with its own closing day', () => {
    const rule: Reporting = { calendar: 'administrative', closingDay: 20 };
    expect(periodOf({ kind: 'quarter', year: 2024, index: 1 }, rule)).toEqual({ from: '2023-12-21', to: '2024-03-20' });
    expect(periodOf({ kind: 'year', year: 2024, index: 1 }, rule)).toEqual({ from: '2023-12-21', to: '2024-12-20' });
  });
});

test('a record of the second half of December counts in the next administrative year', () => {
  for (const date of ['2024-12-15', '2024-12-31'])
    for (const kind of PERIOD_KINDS) {
      expect(periodContaining(kind, day(date), DEFAULT_REPORTING)).toEqual({ kind, year: 2025, index: 1 });
      expect(periodContaining(kind, day(date), CALENDAR)?.year).toBe(kind === 'nineMonths' ? undefined : 2024);
    }
  expect(periodContaining('year', day('2024-12-14'), DEFAULT_REPORTING)?.year).toBe(2024);
});

test.each(PERIOD_KINDS)('every day lies in exactly one %s (nine months: at most one), whatever the calendar and closing day', (kind) => {
  fc.assert(
    fc.property(awkwardDay, reporting, (value, rule) => {
      const year = Number(value.slice(0, 4));
      const holding = [year - 1, year, year + 1]
        .flatMap((one) => periodsOfYear(kind, one, rule))
        .filter(({ period }) => contains(period, value))
        .map(({ name }) => name);
      const own = periodContaining(kind, value, rule);
      expect(holding).toEqual(own ? [own] : []);
      if (own === undefined) expect([kind, periodContaining('quarter', value, rule)?.index]).toEqual(['nineMonths', 4]);
    }),
  );
});

test('every period is a union of month-parts', () => {
  fc.assert(
    fc.property(
      awkwardDay,
      reporting,
      fc.constantFrom('administrative', 'calendar'),
      fc.constantFrom(...PERIOD_KINDS),
      (value, rule, calendar, kind) => {
        // The parts are cut once for an office; either calendar is read from them.
        const asked = { ...rule, calendar };
        const name = periodContaining(kind, value, asked);
        if (!name) return;
        const period = periodOf(name, asked);
        expect(monthPart(period.from, rule)).toBe(period.from);
        const next = addDays(period.to, 1);
        expect(monthPart(next, rule)).toBe(next);
      },
    ),
  );
});

test('with every closing day, all periods of a year by the calendar, by the decree and by the own day are unions of month-parts', () => {
  const closingDays = Array.from({ length: 31 }, (_, at) => at + 1).filter((closingDay) => ClosingDay.safeParse(closingDay).success);
  expect(closingDays).toHaveLength(27);
  for (const closingDay of closingDays) {
    const own: Reporting = { calendar: 'administrative', closingDay };
    for (const rule of [own, DEFAULT_REPORTING, CALENDAR])
      for (const kind of PERIOD_KINDS)
        for (const { period } of periodsOfYear(kind, 2024, rule))
          for (const first of [period.from, addDays(period.to, 1)])
            expect([closingDay, first, monthPart(first, own)]).toEqual([closingDay, first, first]);
  }
});

test.each(['month', 'quarter', 'half', 'year'] as const)(
  'one %s follows the other without a gap, and together they are the year',
  (kind) => {
    fc.assert(
      fc.property(fc.integer({ min: 2019, max: 2029 }), reporting, (year, rule) => {
        const periods = periodsOfYear(kind, year, rule).map((one) => one.period);
        const following = [...periods.slice(1), periodOf({ kind, year: year + 1, index: 1 }, rule)];
        expect(periods.map((one) => addDays(one.to, 1))).toEqual(following.map((one) => one.from));
        const whole = periodOf({ kind: 'year', year, index: 1 }, rule);
        expect([periods[0]?.from, periods.at(-1)?.to]).toEqual([whole.from, whole.to]);
      }),
    );
  },
);

test('nine months are the first three quarters', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2019, max: 2029 }), reporting, (year, rule) => {
      const [first, , third] = periodsOfYear('quarter', year, rule).map((one) => one.period);
      expect(periodOf({ kind: 'nineMonths', year, index: 1 }, rule)).toEqual({ from: first?.from, to: third?.to });
    }),
  );
});

test('the periods touching a span: each once, in order, each touches it, and none is forgotten', () => {
  fc.assert(
    fc.property(periodIn('2022-11-20', '2025-03-03'), reporting, fc.constantFrom(...PERIOD_KINDS), (span, rule, kind) => {
      const touching = periodsTouching(kind, span, rule);
      expect(touching.map((one) => one.period)).toEqual(touching.map((one) => periodOf(one, rule)));
      const all = [2022, 2023, 2024, 2025, 2026].flatMap((year) => periodsOfYear(kind, year, rule));
      expect(touching.map(({ year, index }) => ({ year, index }))).toEqual(
        all.filter(({ period }) => period.from <= span.to && span.from <= period.to).map(({ name: { year, index } }) => ({ year, index })),
      );
    }),
    { numRuns: 60 },
  );
});

test('a plan year touches two administrative years and one of the calendar', () => {
  const year = { from: day('2024-01-01'), to: day('2024-12-31') };
  const years = (rule: Reporting) => periodsTouching('year', year, rule).map((one) => one.year);
  expect([years(DEFAULT_REPORTING), years(CALENDAR)]).toEqual([[2024, 2025], [2024]]);
  expect(periodsTouching('quarter', year, DEFAULT_REPORTING).map((one) => `${one.index}/${one.year}`)).toEqual([
    '1/2024',
    '2/2024',
    '3/2024',
    '4/2024',
    '1/2025',
  ]);
});
