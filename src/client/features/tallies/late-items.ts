import type { Day } from '../../../domain/day.ts';
import { type DueWork, dueWork } from '../../../domain/due-work.ts';
import type { MilestoneMark } from '../../../domain/milestone.ts';
import type { Pace } from '../../../domain/pace.ts';
import type { Plan } from '../../../domain/plan.ts';

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
