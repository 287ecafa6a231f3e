import type { Day } from './day.ts';
import { type DueWork, dueWork } from './due-work.ts';
import type { ItemCode } from './ids.ts';
import type { MilestoneMark } from './milestone.ts';
import type { Pace } from './pace.ts';
import type { Plan } from './plan.ts';

/** Targets behind what is expected by today, most late first. */
export const latePaces = (paces: readonly Pace[]): Pace[] =>
  paces.filter(({ state }) => state === 'late').toSorted((a, b) => b.by - a.by || b.by / b.target - a.by / a.target);

/** Work past its day, longest overdue first. */
export function overdueWork(plan: Plan, marks: ReadonlyMap<string, MilestoneMark>, today: Day): { work: DueWork; days: number }[] {
  return plan.items
    .flatMap((item) => dueWork(plan, item, marks, today))
    .flatMap((work) => (work.state.kind === 'overdue' ? [{ work, days: work.state.days }] : []))
    .toSorted((a, b) => b.days - a.days);
}

/** The items either is about: every screen that marks or counts what is late takes it from here. */
export const lateItems = (paces: readonly Pace[], overdue: readonly { readonly work: DueWork }[]): Set<ItemCode> =>
  new Set([...latePaces(paces).map(({ place }) => place.itemCode), ...overdue.map(({ work }) => work.place.itemCode)]);
