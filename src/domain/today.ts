import { type Day, daysBetween } from './day.ts';
import type { DueWork } from './due-work.ts';
import { isEnded } from './ended.ts';
import { rowsByUnit } from './figures/rows.ts';
import type { UnitId } from './ids.ts';
import { answersFor, latePaces, overdueWork, ownWork } from './late.ts';
import type { MilestoneMark } from './milestone.ts';
import { PACE_STATES, type Pace, type PaceState } from './pace.ts';
import { contains } from './period.ts';
import { type PeriodChoice, periodNear } from './period-choice.ts';
import type { Scope } from './person.ts';
import type { Plan } from './plan.ts';
import type { Unit } from './reference.ts';
import type { Tally, TallySource } from './tally.ts';

/** The plans whose work goes on today; where none does, the one that began last, else the first: the page is never empty for want of a choice. */
export function plansOfToday(plans: readonly Plan[], today: Day): Plan[] {
  const running = plans.filter((plan) => plan.closed !== true && contains(plan.period, today));
  if (running.length > 0) return running;
  const begun = plans.filter(({ period }) => period.from <= today).toSorted((a, b) => (a.period.from < b.period.from ? 1 : -1));
  return [...begun, ...plans].slice(0, 1);
}

/** Work with a day that is past, or near. */
export interface NearWork {
  readonly work: DueWork;
  /** Until its day; negative once that is past. */
  readonly daysLeft: number;
}

/** How a unit stands: its figures of the present period, and what is behind of what it answers for. */
export interface UnitToday {
  readonly unit: Unit;
  readonly tally: Tally;
  readonly late: readonly Pace[];
  readonly overdue: readonly NearWork[];
}

/** What the desk asks of a plan on one day. */
export interface PlanToday {
  readonly plan: Plan;
  /** The reporting month of the day; its last day is the closing day. */
  readonly period: PeriodChoice;
  /** Days to the closing day; negative once the last period of the plan is over. */
  readonly daysLeft: number;
  /** Of all units the person sees, in the period. */
  readonly total: Tally;
  /** How many targets are in each state. */
  readonly paceCounts: Readonly<Record<PaceState, number>>;
  /** Targets behind, most late first. */
  readonly late: readonly Pace[];
  /** Work past its day, the longest overdue first. */
  readonly overdue: readonly NearWork[];
  /** Work whose day is near, the next first. */
  readonly soon: readonly NearWork[];
  /** What needs a hand first: most behind, then the least work in the period. */
  readonly units: readonly UnitToday[];
}

export interface TodaySource {
  readonly plan: Plan;
  readonly source: TallySource;
  /** As they stand on the day: `pacesOf`, of the targets the person sees. */
  readonly paces: readonly Pace[];
  readonly marks: ReadonlyMap<string, MilestoneMark>;
}

/** Work of the person's units whose day is near, in the order of the days. */
const soonWork = ({ plan, marks }: TodaySource, { tallies }: Scope, today: Day): NearWork[] =>
  ownWork(plan, marks, today, tallies)
    .flatMap((work) => (work.state.kind === 'soon' ? [{ work, daysLeft: work.state.days }] : []))
    .toSorted((a, b) => a.daysLeft - b.daysLeft);

const recordsIn = ({ confirmed, waiting }: Tally): number => confirmed.records + waiting.records;

/** What needs a hand first. Units that nothing is asked of and that did nothing are left out. */
function unitsToday(from: TodaySource, period: PeriodChoice, units: readonly Unit[], behind: Pick<PlanToday, 'late' | 'overdue'>) {
  const { plan, source, paces } = from;
  const asked = new Set<UnitId | null>([
    ...plan.items.filter((item) => item.tracking === 'tally' && !isEnded(item)).map((item) => item.leadUnitId),
    ...paces.map(({ place }) => answersFor(plan, place)),
  ]);
  const { rows, total } = rowsByUnit(plan, source, { period: period.period }, units);
  const unitsToday = rows.flatMap((row): UnitToday[] => {
    if (row.kind !== 'unit') return [];
    const isOwn = (place: Pick<Pace['place'], 'unitId' | 'itemCode'>): boolean => answersFor(plan, place) === row.unit.id;
    const late = behind.late.filter(({ place }) => isOwn(place));
    const overdue = behind.overdue.filter(({ work }) => isOwn(work.place));
    const counts = asked.has(row.unit.id) || overdue.length > 0 || recordsIn(row.tally) > 0;
    return counts ? [{ unit: row.unit, tally: row.tally, late, overdue }] : [];
  });
  const behindOf = ({ late, overdue }: UnitToday): number => late.length + overdue.length;
  return { total, units: unitsToday.toSorted((a, b) => behindOf(b) - behindOf(a) || recordsIn(a.tally) - recordsIn(b.tally)) };
}

/** How a plan stands on a day, from what lies on the device; `units` are those whose figures the person sees. */
export function planToday(from: TodaySource, scope: Scope, units: readonly Unit[], today: Day): PlanToday {
  const { plan, paces } = from;
  // A plan has at least one day, and each day lies in a month.
  const period = periodNear(plan, 'month', today, plan.reporting) as PeriodChoice;
  const overdue = overdueWork(plan, from.marks, today, scope.tallies).map(({ work, days }) => ({ work, daysLeft: -days }));
  const behind = { late: latePaces(paces), overdue };
  const countOf = (state: PaceState): number => paces.filter((pace) => pace.state === state).length;
  return {
    plan,
    period,
    daysLeft: daysBetween(today, period.period.to),
    ...behind,
    ...unitsToday(from, period, units, behind),
    paceCounts: Object.fromEntries(PACE_STATES.map((state) => [state, countOf(state)])) as Record<PaceState, number>,
    soon: soonWork(from, scope, today),
  };
}
