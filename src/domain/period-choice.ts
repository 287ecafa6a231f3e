import { type Day, yearOf } from './day.ts';
import {
  contains,
  PERIOD_KINDS,
  type Period,
  type PeriodKind,
  type PeriodName,
  periodOf,
  periodsTouching,
  type Reporting,
} from './period.ts';
import type { Plan } from './plan.ts';

/** Kinds as the keys stand side by side: the shortest first. */
export const KINDS: readonly PeriodKind[] = PERIOD_KINDS.toReversed();

export interface PeriodChoice {
  /** 'quarter-2024-1': names the period in the address. */
  readonly key: string;
  readonly name: PeriodName;
  readonly period: Period;
}

/** The plan's own way of cutting months, in the calendar asked for. The closing day stays. */
export const reportingIn = (plan: Plan, calendar: string | undefined): Reporting =>
  calendar === 'calendar' || calendar === 'administrative' ? { ...plan.reporting, calendar } : plan.reporting;

/** Whether two cut the months alike. */
export const isSameReporting = (a: Reporting, b: Reporting): boolean => a.calendar === b.calendar && a.closingDay === b.closingDay;

export const periodNameKey = ({ kind, year, index }: PeriodName): string => `${kind}-${year}-${index}`;

/** Whether two choices, or none and none, are the same days under the same name. */
export const isSamePeriodChoice = (a: PeriodChoice | undefined, b: PeriodChoice | undefined): boolean =>
  a?.key === b?.key && a?.period.from === b?.period.from && a?.period.to === b?.period.to;

/** Every period of a kind in which the plan has a day. */
export const periodChoices = (plan: Plan, kind: PeriodKind, reporting: Reporting): PeriodChoice[] =>
  periodsTouching(kind, plan.period, reporting).map(({ year, index, period }) => {
    const name = { kind, year, index };
    return { key: periodNameKey(name), name, period };
  });

/** The period of the address; undefined, the whole plan, where it names none of the plan's. */
export function chosenPeriod(plan: Plan, key: string | undefined, reporting: Reporting): PeriodChoice | undefined {
  const kind = PERIOD_KINDS.find((periodKind) => key?.startsWith(`${periodKind}-`));
  return kind && periodChoices(plan, kind, reporting).find((choice) => choice.key === key);
}

/** The period of a kind a day lies in; else the last one before it, else the first. */
export function periodNear(plan: Plan, kind: PeriodKind, at: Day, reporting: Reporting): PeriodChoice | undefined {
  const choices = periodChoices(plan, kind, reporting);
  return choices.find((choice) => contains(choice.period, at)) ?? choices.findLast((choice) => choice.period.to < at) ?? choices[0];
}

/**
 * The day a change of kind holds on to: today where the period has it, else its last day, so that from the first half one
 * comes to its last quarter. Never beyond the plan.
 */
export function anchorOf(plan: Plan, chosen: PeriodChoice | undefined, today: Day): Day {
  const span = chosen?.period ?? plan.period;
  const day = contains(span, today) ? today : today < span.from && !chosen ? span.from : span.to;
  if (day < plan.period.from) return plan.period.from;
  return day > plan.period.to ? plan.period.to : day;
}

/** Days of the plan that count in a reporting year no day of the plan bears: where plan year and reporting year part. */
export function strayDays(plan: Plan, reporting: Reporting): { readonly year: number; readonly period: Period }[] {
  const { from, to } = plan.period;
  return periodsTouching('year', plan.period, reporting)
    .filter(({ year }) => year < yearOf(from) || yearOf(to) < year)
    .map(({ year }) => ({ year, whole: periodOf({ kind: 'year', year, index: 1 }, reporting) }))
    .map(({ year, whole }) => ({ year, period: { from: whole.from < from ? from : whole.from, to: to < whole.to ? to : whole.to } }));
}
