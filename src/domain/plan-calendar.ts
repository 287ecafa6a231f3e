import { daysBetween, yearOf } from './day.ts';
import { type Period, type PeriodName, periodOf, periodsPerYear } from './period.ts';
import type { Plan, Schedule } from './plan.ts';

/** A quarter, month or year as far as the plan reaches into it. */
export interface PlanPeriod {
  readonly name: PeriodName;
  readonly period: Period;
  /** It is all of the plan, whatever the year is called. */
  readonly whole?: true;
}

/** A plan of one year may begin or end some weeks beside it. */
const ABOUT_A_YEAR_DAYS = 400;

const clip = (a: Period, b: Period): Period | undefined => {
  const both = { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to };
  return both.from <= both.to ? both : undefined;
};

const upTo = (first: number, last: number): number[] => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

/**
 * The quarters, months or reporting years of the calendar years the plan lies in, in order. The days after the last of
 * them (15 to 31 December, by administrative months) open a reporting year of which the plan says nothing.
 */
export function periodsOfPlan(plan: Plan, kind: 'year' | 'quarter' | 'month'): PlanPeriod[] {
  const years = upTo(yearOf(plan.period.from), yearOf(plan.period.to));
  return years.flatMap((year) =>
    upTo(1, periodsPerYear(kind)).flatMap((index) => {
      const name = { kind, year, index };
      const period = clip(periodOf(name, plan.reporting), plan.period);
      return period ? [{ name, period }] : [];
    }),
  );
}

/** What a target of this kind is set for, one after the other: never empty. */
export function instancesOf(plan: Plan, kind: 'year' | 'quarter' | 'month'): PlanPeriod[] {
  const whole = [{ name: { kind: 'year' as const, year: plan.year, index: 1 }, period: plan.period, whole: true as const }];
  if (kind === 'year' && daysBetween(plan.period.from, plan.period.to) < ABOUT_A_YEAR_DAYS) return whole;
  const periods = periodsOfPlan(plan, kind);
  return periods.length > 0 ? periods : whole;
}

/** The quarters or months a schedule names; undefined where it names none, or none that the plan reaches. */
export function namedPeriods(plan: Plan, { type, quarters, months }: Schedule): PlanPeriod[] | undefined {
  if (type !== 'quarter' && type !== 'month') return undefined;
  const wanted = (type === 'quarter' ? quarters : months) ?? [];
  const named = periodsOfPlan(plan, type).filter(({ name }) => wanted.includes(name.index));
  return named.length > 0 ? named : undefined;
}

/** The parts of a span in which the schedule wants the work done; empty where all of it lies elsewhere. */
export function windowsIn(plan: Plan, schedule: Schedule, span: Period): Period[] {
  const named = namedPeriods(plan, schedule);
  return named ? named.flatMap(({ period }) => clip(period, span) ?? []) : [span];
}

const lengthOf = (period: Period | undefined): number => (period ? daysBetween(period.from, period.to) + 1 : 0);

/** How many days of some windows lie in a span. */
export const daysIn = (windows: readonly Period[], span: Period): number =>
  windows.reduce((days, window) => days + lengthOf(clip(window, span)), 0);
