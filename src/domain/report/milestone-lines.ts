import type { Day } from '../day.ts';
import { type DueState, type DueWork, dueWork } from '../due-work.ts';
import type { UnitId } from '../ids.ts';
import type { MilestoneMark } from '../milestone.ts';
import { contains, type Period } from '../period.ts';
import type { Plan, PlanItem } from '../plan.ts';

export interface ReportMilestoneLine {
  readonly item: PlanItem;
  /** Null: the whole office. */
  readonly unitId: UnitId | null;
  readonly due: Day | null;
  readonly state: DueState;
  readonly note: string | undefined;
}

/** Due in the period, done in it, or overdue from before it. */
function belongs({ due, state }: DueWork, period: Period): boolean {
  if (state.kind === 'done' && contains(period, state.on)) return true;
  if (due === null) return false;
  return contains(period, due) || (state.kind === 'overdue' && due < period.from);
}

/** Work done once, as far as the report is about it, in the order of its days. */
export function milestoneLines(
  plan: Plan,
  marks: ReadonlyMap<string, MilestoneMark>,
  { period, unitId, today }: { readonly period: Period; readonly unitId: UnitId | undefined; readonly today: Day },
): ReportMilestoneLine[] {
  return plan.items
    .flatMap((item) =>
      dueWork(plan, item, marks, today)
        .filter((work) => belongs(work, period))
        .filter(({ place }) => unitId === undefined || (place.unitId ?? item.leadUnitId) === unitId)
        .map(({ place, due, state, mark }) => ({ item, unitId: place.unitId, due, state, note: mark?.note })),
    )
    .toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0));
}
