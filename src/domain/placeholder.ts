import { addDays, type Day, dayFrom, yearOf } from './day.ts';
import type { ItemCode, PlanId } from './ids.ts';
import { contains, DEFAULT_REPORTING, type Period } from './period.ts';
import type { Plan } from './plan.ts';

/** Whether the plan stands for one that is not there yet. No plan of the office bears such an id. */
export const isPlaceholder = ({ id }: Pick<Plan, 'id'>): boolean => id.startsWith('chua-co-ke-hoach-');

/** Its one item, under which work waits until it is put where it belongs. */
export const PLACEHOLDER_ITEM = 'chua-xep' as ItemCode;

/** A phone may be at sea for a month: it must have been given what its work will be logged under by then. */
const DAYS_AHEAD = 31;

/** Plans of the office itself that take new work: what is closed covers no day any more. */
const openPlans = (plans: readonly Plan[]): Plan[] => plans.filter((plan) => !isPlaceholder(plan) && plan.closed !== true);

/** The first day of the period that none of the plans covers. */
function firstGap(plans: readonly Plan[], { from, to }: Period): Day | undefined {
  let next = from;
  while (next <= to) {
    const over = plans.find(({ period }) => contains(period, next));
    if (!over) return next;
    next = addDays(over.period.to, 1);
  }
  return undefined;
}

/** From the day after the last plan that ended before it, or from the beginning of its year. */
function beginOf(plans: readonly Plan[], gap: Day): Day {
  const ends = plans.map(({ period }) => addDays(period.to, 1)).filter((after) => after <= gap);
  return [dayFrom(yearOf(gap), 1, 1), ...ends].sort().at(-1) ?? gap;
}

/** What a person reads is the office's own word, as in a plan, whatever the screen speaks. */
function makePlaceholder(plans: readonly Plan[], year: number, from: Day): Plan {
  const latest = [...plans].sort((a, b) => (a.period.to < b.period.to ? -1 : 1)).at(-1);
  const title = `Chưa có kế hoạch năm ${year}`;
  const name = 'Chưa xếp vào kế hoạch';
  return {
    id: `chua-co-ke-hoach-${year}` as PlanId,
    version: 1,
    agency: latest?.agency ?? '',
    number: null,
    date: null,
    year,
    title,
    period: { from, to: dayFrom(year, 12, 31) },
    reporting: latest?.reporting ?? DEFAULT_REPORTING,
    items: [
      {
        code: PLACEHOLDER_ITEM,
        parentCode: null,
        marker: null,
        kind: 'item',
        title: name,
        text: name,
        leadUnitId: null,
        leadUnit: null,
        coUnits: [],
        schedule: { type: 'adhoc', basis: 'default' },
        tracking: 'tally',
        measures: [],
        usualTypes: [],
      },
    ],
  };
}

/** The version after this one, where a placeholder is needed again or no more, or from an earlier day on. */
function changed(plan: Plan, isNeeded: boolean, from: Day): Plan | undefined {
  const { closed, ...open } = plan;
  const isWider = from < plan.period.from;
  if (isNeeded === (closed !== true) && !isWider) return undefined;
  const period = isWider ? { ...plan.period, from } : plan.period;
  return { ...open, version: plan.version + 1, period, ...(!isNeeded && { closed: true as const }) };
}

/**
 * The plans an office needs so that work can be logged before the paper is there: "Chưa có kế hoạch" for a year of which today, or
 * a day of the coming month, lies in no plan that takes work. It travels like any plan, so that phones of every release
 * log under it. Once plans cover the days it is there for it is closed: nothing new is offered, and late records are still taken.
 * What comes back is to be saved, each as the next version of its plan; nothing where all is as it should be.
 */
export function placeholdersToSave(plans: readonly Plan[], today: Day): Plan[] {
  const own = openPlans(plans);
  const horizon = addDays(today, DAYS_AHEAD);
  const gap = firstGap(own, { from: today, to: horizon });
  // A gap may begin in December and go on in January: each year has its own.
  const next = dayFrom(yearOf(horizon), 1, 1);
  const later = next > today ? firstGap(own, { from: next, to: horizon }) : undefined;
  const gaps = new Map([gap, later].flatMap((day) => (day === undefined ? [] : [[yearOf(day), day] as const])));
  const known = plans.filter(isPlaceholder);
  const knownPlans = known.flatMap((plan) => {
    const { from, to } = plan.period;
    const day = gaps.get(plan.year);
    // What lies behind counts by its last day: late work of a year that never had a plan is logged here as before.
    const isPast = to < today;
    const isNeeded = day !== undefined || (isPast && firstGap(own, { from: to, to }) !== undefined);
    return changed(plan, isNeeded, day === undefined ? from : beginOf(own, day)) ?? [];
  });
  const made = [...gaps].flatMap(([year, day]) =>
    known.some((plan) => plan.year === year) ? [] : [makePlaceholder(plans, year, beginOf(own, day))],
  );
  return [...knownPlans, ...made];
}
