import type { Day } from './day.ts';
import { type DueWork, dueWork } from './due-work.ts';
import type { ItemCode, UnitId } from './ids.ts';
import type { MilestoneMark } from './milestone.ts';
import type { Pace } from './pace.ts';
import { covers, type Scope } from './person.ts';
import { findItem, type Plan } from './plan.ts';

/** Targets behind what is expected by today, most late first. */
export const latePaces = (paces: readonly Pace[]): Pace[] =>
  paces.filter(({ state }) => state === 'late').toSorted((a, b) => b.by - a.by || b.by / b.target - a.by / a.target);

/** Who answers for a target or for work: the unit it is set for, else the one that leads the item; null for the office. */
export const answersFor = (plan: Plan, { unitId, itemCode }: Pick<Pace['place'], 'unitId' | 'itemCode'>): UnitId | null =>
  unitId ?? findItem(plan, itemCode)?.leadUnitId ?? null;

/** Work done once that a person's units answer for; all there is for who sees the whole office. */
export function ownWork(plan: Plan, marks: ReadonlyMap<string, MilestoneMark>, today: Day, tallies: Scope['tallies']): DueWork[] {
  return plan.items
    .flatMap((item) => dueWork(plan, item, marks, today))
    .filter(({ place }) => {
      const whose = answersFor(plan, place);
      return tallies === 'all' || (whose !== null && covers(tallies, whose));
    });
}

/** Work past its day, longest overdue first, as far as the units answer for it whose figures are seen. */
export function overdueWork(
  plan: Plan,
  marks: ReadonlyMap<string, MilestoneMark>,
  today: Day,
  tallies: Scope['tallies'],
): { work: DueWork; days: number }[] {
  return ownWork(plan, marks, today, tallies)
    .flatMap((work) => (work.state.kind === 'overdue' ? [{ work, days: work.state.days }] : []))
    .toSorted((a, b) => b.days - a.days);
}

/** The items either is about: every screen that marks or counts what is late takes it from here. */
export const lateItems = (paces: readonly Pace[], overdue: readonly { readonly work: DueWork }[]): Set<ItemCode> =>
  new Set([...latePaces(paces).map(({ place }) => place.itemCode), ...overdue.map(({ work }) => work.place.itemCode)]);
