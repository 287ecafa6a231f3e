import { type Cell, cellKey, type DeclaredCell } from './cell.ts';
import { type Contribution, isCounted } from './contribution.ts';
import type { Day } from './day.ts';
import type { ItemCode, PlanId, UnitId } from './ids.ts';
import { addMeasures, type Measures } from './measure.ts';
import { contains, monthPart, type Period, type Reporting } from './period.ts';
import { lineOf, type Plan } from './plan.ts';

export { Cell, cellKey, DeclaredCell } from './cell.ts';

/** A number of records with what they counted. */
export interface Amount {
  readonly records: number;
  readonly measures: Measures;
}
export const NOTHING: Amount = { records: 0, measures: {} };
export const addAmounts = (a: Amount, b: Amount, sign: 1 | -1 = 1): Amount => ({
  records: a.records + sign * b.records,
  measures: addMeasures(a.measures, b.measures, sign),
});

/** The parts of a figure, always shown apart. */
export interface Tally {
  readonly confirmed: Amount;
  /** Received, waiting for confirmation. */
  readonly waiting: Amount;
  /** Records other phones say they hold; what they count is not known yet. */
  readonly declared: number;
  /** What this phone's own waiting changes will add (or take away). */
  readonly onPhone: Amount;
}
export const NO_TALLY: Tally = { confirmed: NOTHING, waiting: NOTHING, declared: 0, onPhone: NOTHING };

export const addTallies = (a: Tally, b: Tally): Tally => ({
  confirmed: addAmounts(a.confirmed, b.confirmed),
  waiting: addAmounts(a.waiting, b.waiting),
  declared: a.declared + b.declared,
  onPhone: addAmounts(a.onPhone, b.onPhone),
});

/** All cells of some records, made from nothing: what stored cells must equal. */
export function cellsOf(contributions: Iterable<Contribution>, reporting: Reporting): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const one of contributions) {
    const place = {
      planId: one.planId,
      itemCode: one.itemCode,
      unitId: one.unitId,
      part: monthPart(one.date, reporting),
      state: one.state,
    };
    const key = cellKey(place);
    const old = cells.get(key) ?? { ...place, ...NOTHING };
    cells.set(key, { ...place, ...addAmounts(old, { records: 1, measures: one.measures }) });
  }
  return cells;
}

/** A waiting change of an own record: as the server has it, and as it will be. */
export interface PhoneChange {
  readonly received: Contribution | undefined;
  readonly changed: Contribution;
}

export interface TallyFilter {
  readonly period?: Period;
  readonly unitId?: UnitId;
}

/**
 * Tallies by item code for one plan, parents rolled up from all below them. A period must be a union of month-parts
 * (period.ts); without one, the whole plan.
 */
export function tallyByItem(
  plan: Plan,
  cells: Iterable<Cell>,
  declared: Iterable<DeclaredCell>,
  changes: Iterable<PhoneChange>,
  filter: TallyFilter = {},
): Map<ItemCode, Tally> {
  const own = new Map<ItemCode, Tally>();
  const add = (itemCode: ItemCode, part: 'confirmed' | 'waiting' | 'onPhone', amount: Amount, sign: 1 | -1 = 1): void => {
    const before = own.get(itemCode) ?? NO_TALLY;
    own.set(itemCode, { ...before, [part]: addAmounts(before[part], amount, sign) });
  };
  const wanted = (at: { planId: PlanId; unitId: UnitId }, date: Day): boolean =>
    at.planId === plan.id && (!filter.unitId || filter.unitId === at.unitId) && (!filter.period || contains(filter.period, date));

  for (const cell of cells)
    if (isCounted(cell.state) && wanted(cell, cell.part)) add(cell.itemCode, cell.state === 'confirmed' ? 'confirmed' : 'waiting', cell);
  for (const cell of declared) {
    if (!wanted(cell, cell.part)) continue;
    const before = own.get(cell.itemCode) ?? NO_TALLY;
    own.set(cell.itemCode, { ...before, declared: before.declared + cell.records });
  }
  const one = ({ measures }: Contribution): Amount => ({ records: 1, measures });
  for (const { received, changed } of changes) {
    if (received && isCounted(received.state) && wanted(received, received.date)) add(received.itemCode, 'onPhone', one(received), -1);
    if (isCounted(changed.state) && wanted(changed, changed.date)) add(changed.itemCode, 'onPhone', one(changed));
  }
  // Each item's sum goes up its line once: there are many cells to an item.
  const tallies = new Map<ItemCode, Tally>();
  for (const [itemCode, sum] of own)
    for (const code of lineOf(plan, itemCode)) tallies.set(code, addTallies(tallies.get(code) ?? NO_TALLY, sum));
  return tallies;
}
