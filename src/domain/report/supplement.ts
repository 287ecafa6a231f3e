import { adjustmentsOf, frozenContribution } from '../closing/freeze.ts';
import type { Adjustment, FrozenRecord } from '../closing/frozen.ts';
import { type Column, countOfColumn, type FigureCount } from '../figures/column.ts';
import { summedColumns } from '../figures/columns.ts';
import type { UnitId } from '../ids.ts';
import { findItem, type Plan } from '../plan.ts';
import { type Amount, addAmounts, amountOf, NOTHING } from '../tally.ts';

export interface SupplementFigure {
  readonly column: Column;
  readonly was: FigureCount;
  readonly is: FigureCount;
}
export interface SupplementLine {
  readonly code: string;
  readonly title: string;
  readonly figures: readonly SupplementFigure[];
}

/** "Bổ sung, điều chỉnh": what has changed in earlier reports of the kind since they told it. */
export interface Supplement {
  /** Records. One that moved out of what was reported counts as withdrawn there. */
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  /** By item, in the order of the plan. */
  readonly lines: readonly SupplementLine[];
  readonly total: readonly SupplementFigure[];
}

const sumOf = (plan: Plan, records: readonly (FrozenRecord | undefined)[]): Amount =>
  records.reduce<Amount>((sum, record) => (record ? addAmounts(sum, amountOf(frozenContribution(plan.id, record))) : sum), NOTHING);

/** Figures that are others now. */
function figuresOf(plan: Plan, adjustments: readonly Adjustment[]): SupplementFigure[] {
  const was = sumOf(
    plan,
    adjustments.map((adjustment) => adjustment.was),
  );
  const is = sumOf(
    plan,
    adjustments.map((adjustment) => adjustment.is),
  );
  return summedColumns
    .map((column) => ({ column, was: countOfColumn(column, was), is: countOfColumn(column, is) }))
    .filter((entry) => entry.was.value !== entry.is.value);
}

export function supplementOf(plan: Plan, all: readonly Adjustment[], unitId: UnitId | undefined): Supplement {
  const adjustments = adjustmentsOf(all, (id) => unitId === undefined || id === unitId);
  const place = new Map<string, number>(plan.items.map(({ code }, at) => [code, at]));
  const at = (code: string): number => place.get(code) ?? plan.items.length;
  const codes = [...new Set(adjustments.flatMap(({ was, is }) => [was, is]).flatMap((entry) => (entry ? [entry.itemCode] : [])))];
  const under = (code: string): Adjustment[] =>
    // A record that moved between items is less here and more there.
    adjustments.map(({ was, is }) => ({
      ...(was?.itemCode === code && { was }),
      ...(is?.itemCode === code && { is }),
    }));
  return {
    added: adjustments.filter(({ was }) => !was).length,
    changed: adjustments.filter(({ was, is }) => was && is).length,
    withdrawn: adjustments.filter(({ is }) => !is).length,
    lines: codes
      .toSorted((a, b) => at(a) - at(b))
      .map((code) => ({ code, title: findItem(plan, code)?.title ?? '', figures: figuresOf(plan, under(code)) })),
    total: figuresOf(plan, adjustments),
  };
}

export const isNothing = ({ added, changed, withdrawn }: Supplement): boolean => added + changed + withdrawn === 0;
