import type { Day } from './day.ts';
import { isEnded } from './ended.ts';
import type { ItemCode } from './ids.ts';
import { figureOf } from './leading-measure.ts';
import { monthPart, type Period } from './period.ts';
import { covers, type Scope } from './person.ts';
import { findItem, type Plan, type PlanItem } from './plan.ts';
import { daysIn, instancesOf, type PlanPeriod, windowsIn } from './plan-calendar.ts';
import { NO_TALLY, type Tally, type TallyFilter } from './tally.ts';
import type { Target, TargetPeriod, TargetPlace } from './target.ts';

/**
 * Where a figure stands against what is expected by today. `reached`: all of the target is done; `onceConfirmed`: enough
 * as soon as what waits is confirmed.
 */
export const PACE_STATES = ['reached', 'ahead', 'onPace', 'onceConfirmed', 'late'] as const;
export type PaceState = (typeof PACE_STATES)[number];

export interface Pace {
  readonly place: TargetPlace;
  readonly target: number;
  /** The year, quarter or month it is measured in now. */
  readonly instance: PlanPeriod;
  readonly tally: Tally;
  /** Confirmed. */
  readonly done: number;
  /** Received or on this phone, and not confirmed yet. */
  readonly waiting: number;
  readonly expected: number;
  /** What is still to be done, by week, rounded up (below ten to a tenth); null once there are no days left for it. */
  readonly neededPerWeek: number | null;
  readonly state: PaceState;
  /** How many ahead or late; 0 in the other states. */
  readonly by: number;
}

/** The last that has begun, or the first of all. */
const latestOf = (periods: readonly PlanPeriod[], today: Day): PlanPeriod =>
  periods.findLast(({ period }) => period.from <= today) ?? (periods[0] as PlanPeriod);

/** Where the plan, or its present year, stands: no item asked, only days. */
export function yearPassed(plan: Plan, today: Day): { readonly period: Period; readonly percent: number } {
  const { period } = latestOf(instancesOf(plan, 'year'), today);
  return { period, percent: Math.floor((100 * daysIn([period], { from: period.from, to: today })) / daysIn([period], period)) };
}

/**
 * The instance of a target's period that counts today: the latest that has begun and in which the schedule wants work at
 * all; before the first of them, that one.
 */
export const instanceFor = (plan: Plan, item: PlanItem, kind: TargetPeriod, today: Day): PlanPeriod =>
  latestOf(workingInstances(plan, item, kind), today);

/** The instances of a target's period in which the schedule wants work; all of them where it wants none in any. */
function workingInstances(plan: Plan, item: PlanItem, kind: TargetPeriod): readonly PlanPeriod[] {
  const all = instancesOf(plan, kind);
  const working = all.filter(({ period }) => windowsIn(plan, item.schedule, period).length > 0);
  return working.length > 0 ? working : all;
}

/** How much of a target should be done by the end of a day, by the item's own schedule; a whole number, rounded down. */
export function expectedBy(plan: Plan, item: PlanItem, instance: Period, target: number, today: Day): number {
  if (item.schedule.type === 'adhoc') return today >= instance.to ? target : 0;
  const windows = windowsIn(plan, item.schedule, instance);
  const all = daysIn(windows, instance);
  // Dates are text: a span that ends before it begins holds no day.
  return all === 0 ? 0 : Math.floor((target * daysIn(windows, { from: instance.from, to: today })) / all);
}

function neededPerWeek(plan: Plan, item: PlanItem, instance: Period, left: number, today: Day): number | null {
  const days = daysIn(windowsIn(plan, item.schedule, instance), { from: today, to: instance.to });
  if (days === 0) return left === 0 ? 0 : null;
  // Within the last week there is no other week to spread it over.
  const span = Math.max(7, days);
  return left * 7 < span * 10 ? Math.ceil((left * 70) / span) / 10 : Math.ceil((left * 7) / span);
}

function stateOf(done: number, waiting: number, expected: number, target: number): Pick<Pace, 'state' | 'by'> {
  if (done >= target) return { state: 'reached', by: 0 };
  if (done > expected) return { state: 'ahead', by: done - expected };
  if (done === expected) return { state: 'onPace', by: 0 };
  if (done + waiting >= expected) return { state: 'onceConfirmed', by: 0 };
  return { state: 'late', by: expected - done - waiting };
}

/** The figures a target is held against: those of its unit, in the month-parts of its period, up to a day where one is given. */
function filterFor(plan: Plan, { unitId }: TargetPlace, { period, whole }: PlanPeriod, until: Day | undefined): TallyFilter {
  const to = until !== undefined && until < period.to ? until : period.to;
  return {
    // The first part may begin before the plan does.
    ...(!(whole && to === period.to) && { period: { from: monthPart(period.from, plan.reporting), to } }),
    ...(unitId !== null && { unitId }),
  };
}

/** The tallies of a plan by item for one filter: `tallyByItem` over whatever cells are there. */
export type TalliesIn = (filter: TallyFilter) => ReadonlyMap<ItemCode, Tally>;

/** A target that has a value, of an item that is still held against it. */
interface CountedTarget {
  readonly item: PlanItem;
  readonly place: TargetPlace;
  readonly target: number;
}

/** What an amendment ended is held against nothing any more. */
function countedTargets(plan: Plan, targets: Iterable<Target>): CountedTarget[] {
  return [...targets].flatMap(({ value, history: _, ...place }) => {
    const item = place.planId === plan.id ? findItem(plan, place.itemCode) : undefined;
    return value === null || !item || isEnded(item) ? [] : [{ item, place, target: value }];
  });
}

/** How a target stands in one of its years, quarters or months on a day; `until` leaves out what came later. */
function paceOf(
  plan: Plan,
  { item, place, target }: CountedTarget,
  instance: PlanPeriod,
  on: Day,
  talliesIn: TalliesIn,
  until?: Day,
): Pace {
  const tally = talliesIn(filterFor(plan, place, instance, until)).get(item.code) ?? NO_TALLY;
  const done = figureOf(tally.confirmed, place.measure);
  const waiting = figureOf(tally.waiting, place.measure) + figureOf(tally.onPhone, place.measure);
  const expected = expectedBy(plan, item, instance.period, target, on);
  const left = Math.max(0, target - done - waiting);
  return {
    place,
    target,
    instance,
    tally,
    done,
    waiting,
    expected,
    neededPerWeek: neededPerWeek(plan, item, instance.period, left, on),
    ...stateOf(done, waiting, expected, target),
  };
}

/** Each filter is added up once, however many targets share it. */
function addedUpOnce(talliesIn: TalliesIn): TalliesIn {
  const known = new Map<string, ReturnType<TalliesIn>>();
  return (filter) => {
    const key = JSON.stringify(filter);
    const tallies = known.get(key) ?? talliesIn(filter);
    known.set(key, tallies);
    return tallies;
  };
}

/**
 * The pace of every target that has a value, in the order given. The same on a phone and at the server, as far as both know the
 * same cells.
 */
export function pacesOf(plan: Plan, targets: Iterable<Target>, today: Day, talliesIn: TalliesIn): Pace[] {
  const once = addedUpOnce(talliesIn);
  return countedTargets(plan, targets).map((counted) =>
    paceOf(plan, counted, instanceFor(plan, counted.item, counted.place.period, today), today, once),
  );
}

/** The last day of a period that has come: what is late in it is late by then. Undefined before it has begun. */
export const lastDayCome = ({ from, to }: Period, today: Day): Day | undefined => (today < from ? undefined : today < to ? today : to);

/**
 * The pace of every target in each of its years, quarters or months that a period touches, as it stood at the end of the period or,
 * where that is still to come, as it stands today. The period is a union of month-parts.
 */
export function pacesWithin(plan: Plan, targets: Iterable<Target>, period: Period, today: Day, talliesIn: TalliesIn): Pace[] {
  const last = lastDayCome(period, today);
  if (last === undefined) return [];
  const once = addedUpOnce(talliesIn);
  return countedTargets(plan, targets).flatMap((counted) =>
    workingInstances(plan, counted.item, counted.place.period)
      .filter((instance) => instance.period.from <= last && period.from <= instance.period.to)
      .map((instance) => {
        const until = last < instance.period.to ? last : instance.period.to;
        return paceOf(plan, counted, instance, until, once, until);
      }),
  );
}

/**
 * Whether figures a target is held against lie with the person; others see the target alone. Of a target of the whole office, who
 * leads the item has the own part, which is nearly all of it.
 */
export function seesPace(scope: Scope, plan: Plan, { unitId, itemCode }: TargetPlace): boolean {
  const whose = unitId ?? findItem(plan, itemCode)?.leadUnitId;
  return scope.tallies === 'all' || (whose != null && covers(scope.tallies, whose));
}

/** Whether a pace stands upon a part of the office's figures alone: those of the units the person sees. */
export const isPart = (scope: Scope, { unitId }: Pick<TargetPlace, 'unitId'>): boolean => unitId === null && scope.tallies !== 'all';
