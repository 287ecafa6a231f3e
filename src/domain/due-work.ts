import { type Day, daysBetween } from './day.ts';
import { type MarkPlace, type MilestoneMark, markKey, type Occurrence } from './milestone.ts';
import type { Scope } from './person.ts';
import type { Plan, PlanItem, Schedule } from './plan.ts';
import { namedPeriods, type PlanPeriod, periodsOfPlan } from './plan-calendar.ts';

const onLastDay = ({ name, period }: PlanPeriod): Occurrence => ({
  id: `${name.year}-${name.kind === 'quarter' ? 'q' : 'm'}${name.index}`,
  due: period.to,
});

/** When work is due of which no days are set: at the end of each quarter or month its schedule names, else with the plan. */
function occurrencesBy(plan: Plan, schedule: Schedule): readonly Occurrence[] {
  if (schedule.type === 'adhoc') return [{ id: 'adhoc', due: null }];
  const periods = schedule.type === 'recurring' ? periodsOfPlan(plan, 'quarter') : (namedPeriods(plan, schedule) ?? []);
  return periods.length > 0 ? periods.map(onLastDay) : [{ id: 'plan', due: plan.period.to }];
}

/** One time one unit (or, with null, the office) owes the work. */
export interface Due {
  readonly place: MarkPlace;
  readonly due: Day | null;
}

/** Every time an item is due, in order, each for every unit that owes it. */
export function duesOf(plan: Plan, item: PlanItem): Due[] {
  if (item.tracking !== 'milestone') return [];
  const occurrences = item.milestone?.occurrences ?? occurrencesBy(plan, item.schedule);
  const units = item.milestone && item.milestone.unitIds.length > 0 ? item.milestone.unitIds : [null];
  return occurrences.flatMap(({ id, due }) =>
    units.map((unitId) => ({ place: { planId: plan.id, itemCode: item.code, occurrenceId: id, unitId }, due })),
  );
}

/** How long before its day work is said to be due soon. */
const SOON_DAYS = 14;

export type DueState =
  | { readonly kind: 'done'; readonly on: Day; readonly docNumber: string | undefined }
  | { readonly kind: 'overdue' | 'soon'; readonly days: number }
  | { readonly kind: 'ahead' };

export function dueState(due: Day | null, mark: MilestoneMark | undefined, today: Day): DueState {
  if (mark?.doneDate) return { kind: 'done', on: mark.doneDate, docNumber: mark.docNumber };
  if (due === null) return { kind: 'ahead' };
  const days = daysBetween(today, due);
  if (days < 0) return { kind: 'overdue', days: -days };
  return days <= SOON_DAYS ? { kind: 'soon', days } : { kind: 'ahead' };
}

export interface DueWork extends Due {
  readonly mark: MilestoneMark | undefined;
  readonly state: DueState;
}

/** Every time an item is due, and how it stands. Of work an amendment ended only what was done remains. */
export function dueWork(plan: Plan, item: PlanItem, marks: ReadonlyMap<string, MilestoneMark>, today: Day): DueWork[] {
  const work = duesOf(plan, item).map(({ place, due }) => {
    const mark = marks.get(markKey(place));
    return { place, due, mark, state: dueState(due, mark, today) };
  });
  return item.retired ? work.filter(({ state }) => state.kind === 'done') : work;
}

/** Whether the person may say that this is done: the office everywhere, a lead for the own unit and for what it leads. */
export const mayMark = ({ marks }: Scope, item: PlanItem, { unitId }: MarkPlace): boolean =>
  marks === 'all' || [unitId, item.leadUnitId].some((id) => id !== null && marks.includes(id));
