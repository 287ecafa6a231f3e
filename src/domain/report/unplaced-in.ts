import type { Day } from '../day.ts';
import { knownRecords } from '../figures/parts.ts';
import type { UnitId } from '../ids.ts';
import { monthPartSpan } from '../month-part-span.ts';
import { contains, type Period } from '../period.ts';
import type { Plan } from '../plan.ts';
import { addTallies, NO_TALLY, ownTallies, type TallySource } from '../tally.ts';

/** Records of some days that were logged before there was a plan for them, and are not put into one yet. */
export interface Unplaced {
  readonly records: number;
  /** Sums are known by month-part: where a period cuts through one, some of its records may lie on other days. */
  readonly isAtMost: boolean;
}
export const NO_UNPLACED: Unplaced = { records: 0, isAtMost: false };

/** What stands for a plan, with what was logged under it. */
export interface StandIn {
  readonly plan: Plan;
  readonly source: TallySource;
}

/** What the report of a period lacks because it stands in no plan: received by the office, declared by phones, or on this one. */
export function unplacedIn(standIns: readonly StandIn[], period: Period, unitId: UnitId | undefined): Unplaced {
  let sum = NO_UNPLACED;
  for (const { plan, source } of standIns) {
    const spanOf = (part: Day): Period => monthPartSpan(part, plan.reporting);
    const isTouched = ({ part }: { readonly part: Day }): boolean => spanOf(part).from <= period.to && period.from <= spanOf(part).to;
    const isCut = ({ part }: { readonly part: Day }): boolean => spanOf(part).from < period.from || period.to < spanOf(part).to;
    const [cells, declared] = [source.cells.filter(isTouched), source.declared.filter(isTouched)];
    const changes = source.changes.filter((change) => contains(period, (change.received ?? change.changed).date));
    const own = (from: TallySource): number => {
      const tally = [...ownTallies(plan, from, unitId === undefined ? {} : { unitId }).values()].reduce(addTallies, NO_TALLY);
      return knownRecords(tally) + tally.declared;
    };
    const cut = own({ cells: cells.filter(isCut), declared: declared.filter(isCut), changes: [] });
    sum = { records: sum.records + own({ cells, declared, changes }), isAtMost: sum.isAtMost || cut > 0 };
  }
  return sum;
}
