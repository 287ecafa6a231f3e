import * as z from 'zod/mini';
import { addDays, Day, dayFrom, dayOfMonth, monthOf, yearOf } from './day.ts';

/** Both ends belong to the period. */
export const Period = z.readonly(z.strictObject({ from: Day, to: Day }));
export type Period = z.infer<typeof Period>;

/** Last day of an administrative month. At most 27, so that every month has the day after it. */
export const ClosingDay = z.int().check(z.minimum(1), z.maximum(27));

/**
 * How an office cuts its months. Administrative: from the day after the closing day of one month to the closing day of
 * the next (15th to 14th by Decree 09/2019/NĐ-CP, article 12). Calendar: the first to the last day.
 */
export const Reporting = z.readonly(
  z.strictObject({
    calendar: z.enum(['administrative', 'calendar']),
    closingDay: ClosingDay,
  }),
);
export type Reporting = z.infer<typeof Reporting>;
export const DEFAULT_REPORTING: Reporting = { calendar: 'administrative', closingDay: 14 };

export const contains = (period: Period, value: Day): boolean => period.from <= value && value <= period.to;

/** Month `month` of reporting year `year`; 0 and 13 are the neighbours in the years beside. */
export function monthPeriod(year: number, month: number, reporting: Reporting): Period {
  if (reporting.calendar === 'calendar') return { from: dayFrom(year, month, 1), to: dayFrom(year, month + 1, 0) };
  return { from: dayFrom(year, month - 1, reporting.closingDay + 1), to: dayFrom(year, month, reporting.closingDay) };
}

/** The reporting year and month a day counts in. */
export function monthContaining(value: Day, reporting: Reporting): { readonly year: number; readonly month: number } {
  const late = reporting.calendar === 'administrative' && dayOfMonth(value) > reporting.closingDay;
  const month = monthOf(value) + (late ? 1 : 0);
  return month === 13 ? { year: yearOf(value) + 1, month: 1 } : { year: yearOf(value), month };
}

/** Every reporting month that touches the period, in order. */
export function monthsTouching(period: Period, reporting: Reporting): { year: number; month: number; period: Period }[] {
  const months: { year: number; month: number; period: Period }[] = [];
  let next = period.from;
  while (next <= period.to) {
    const at = monthContaining(next, reporting);
    const whole = monthPeriod(at.year, at.month, reporting);
    months.push({ ...at, period: whole });
    next = addDays(whole.to, 1);
  }
  return months;
}

/**
 * The days of a month on which a month-part begins: those of the calendar, of the decree and of the office's own closing day.
 * Every period of each of the three is so a union of month-parts.
 */
export const cutDays = (reporting: Reporting): readonly number[] =>
  [...new Set([1, DEFAULT_REPORTING.closingDay + 1, reporting.closingDay + 1])].sort((a, b) => a - b);

/** The first day of the month-part a day lies in: the key of its rollup cell. */
export function monthPart(value: Day, reporting: Reporting): Day {
  const date = dayOfMonth(value);
  const start = cutDays(reporting).findLast((cut) => cut <= date) ?? 1;
  return dayFrom(yearOf(value), monthOf(value), start);
}

/** Kinds of reporting period, longest first. Nine months is derived; the decree does not name it. */
export const PERIOD_KINDS = ['year', 'nineMonths', 'half', 'quarter', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One period by name: `index` counts from 1 within the reporting year; year and nine months have index 1 only. */
export interface PeriodName {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly index: number;
}

const FIRST_MONTH: Readonly<Record<PeriodKind, (index: number) => number>> = {
  year: () => 1,
  nineMonths: () => 1,
  half: (index) => index * 6 - 5,
  quarter: (index) => index * 3 - 2,
  month: (index) => index,
};
const MONTHS: Readonly<Record<PeriodKind, number>> = { year: 12, nineMonths: 9, half: 6, quarter: 3, month: 1 };

/** How many periods of a kind a reporting year has. */
export const periodsPerYear = (kind: PeriodKind): number => (kind === 'nineMonths' ? 1 : 12 / MONTHS[kind]);

/** From the first day of the first of its reporting months to the last day of the last. */
export function periodOf({ kind, year, index }: PeriodName, reporting: Reporting): Period {
  const first = FIRST_MONTH[kind](index);
  const last = first + MONTHS[kind] - 1;
  return { from: monthPeriod(year, first, reporting).from, to: monthPeriod(year, last, reporting).to };
}

/** The period of a kind a day counts in; undefined for nine months in the last quarter. */
export function periodContaining(kind: PeriodKind, value: Day, reporting: Reporting): PeriodName | undefined {
  const { year, month } = monthContaining(value, reporting);
  if (kind === 'nineMonths') return month <= 9 ? { kind, year, index: 1 } : undefined;
  return { kind, year, index: Math.ceil(month / MONTHS[kind]) };
}

/** Every period of a kind that touches a span, in order. */
export function periodsTouching(kind: PeriodKind, span: Period, reporting: Reporting): (PeriodName & { readonly period: Period })[] {
  const seen = new Map<string, PeriodName & { readonly period: Period }>();
  for (const { year, month } of monthsTouching(span, reporting)) {
    const name = periodContaining(kind, monthPeriod(year, month, reporting).to, reporting);
    if (name) seen.set(`${name.year}-${name.index}`, { ...name, period: periodOf(name, reporting) });
  }
  return [...seen.values()];
}
