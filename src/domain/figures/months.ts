import type { Day } from '../day.ts';
import type { ItemCode } from '../ids.ts';
import { monthContaining, monthsTouching, type Period } from '../period.ts';
import { lineOf, type Plan } from '../plan.ts';
import { NO_TALLY, type Tally, type TallySource, tallyByItem } from '../tally.ts';

/** A reporting month's part of a figure. */
export interface MonthPart {
  readonly year: number;
  readonly month: number;
  readonly period: Period;
  readonly tally: Tally;
}

/** An item by reporting month, from the plan's first to that of a day (all of them once the plan is over). */
export function tallyByMonth(plan: Plan, code: ItemCode, source: TallySource, today: Day): MonthPart[] {
  const under = new Set(plan.items.filter((item) => lineOf(plan, item.code).includes(code)).map((item) => item.code));
  const cells = source.cells.filter((cell) => under.has(cell.itemCode));
  const declared = source.declared.filter((cell) => under.has(cell.itemCode));
  const now = monthContaining(today, plan.reporting);
  const isPast = (at: { year: number; month: number }): boolean => at.year < now.year || (at.year === now.year && at.month <= now.month);
  return monthsTouching(plan.period, plan.reporting)
    .filter(isPast)
    .map((at) => ({ ...at, tally: tallyByItem(plan, cells, declared, source.changes, { period: at.period }).get(code) ?? NO_TALLY }));
}
