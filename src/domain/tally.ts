import { Cell, cellKey, DeclaredCell } from './cell.ts';
import { type Contribution, isCounted } from './contribution.ts';
import type { Day } from './day.ts';
import type { ItemCode, PlanId, UnitId } from './ids.ts';
import { isJudged } from './judged.ts';
import { addMeasures, type Measures } from './measure.ts';
import { contains, monthPart, type Period, type Reporting } from './period.ts';
import { lineOf, type Plan } from './plan.ts';

export { Cell, cellKey, DeclaredCell };

/** A number of records with what they counted. */
export interface Amount {
  readonly records: number;
  readonly measures: Measures;
  /** How many of the records are estimates: with any, the sum is one too. Absent: none. */
  readonly estimated?: number | undefined;
}
export const NOTHING: Amount = { records: 0, measures: {} };

export function addAmounts(a: Amount, b: Amount, sign: 1 | -1 = 1): Amount {
  const estimated = (a.estimated ?? 0) + sign * (b.estimated ?? 0);
  return {
    records: a.records + sign * b.records,
    measures: addMeasures(a.measures, b.measures, sign),
    ...(estimated !== 0 && { estimated }),
  };
}

/** One record by itself. */
export const amountOf = ({ measures, estimated }: Pick<Contribution, 'measures' | 'estimated'>): Amount => ({
  records: 1,
  measures,
  ...(estimated && { estimated: 1 }),
});

/** The parts of a figure, always shown apart. */
export interface Tally {
  readonly confirmed: Amount;
  /** Received, waiting for confirmation. A record judged on this phone has left it. */
  readonly waiting: Amount;
  /** Records other phones say they hold; what they count is not known yet. */
  readonly declared: number;
  /**
   * What this phone's own waiting changes will add (or take away). What was confirmed here stands here too, until the office
   * knows.
   */
  readonly onPhone: Amount;
}
export const NO_TALLY: Tally = { confirmed: NOTHING, waiting: NOTHING, declared: 0, onPhone: NOTHING };

/** Something stands in it, be it an amount that takes away. */
export const isSomething = ({ confirmed, waiting, declared, onPhone }: Tally): boolean =>
  declared !== 0 ||
  [confirmed, waiting, onPhone].some(({ records, measures }) => records !== 0 || Object.values(measures).some((value) => value !== 0));

export const addTallies = (a: Tally, b: Tally): Tally => ({
  confirmed: addAmounts(a.confirmed, b.confirmed),
  waiting: addAmounts(a.waiting, b.waiting),
  declared: a.declared + b.declared,
  onPhone: addAmounts(a.onPhone, b.onPhone),
});

/** All cells of some records, made from nothing: what stored cells must equal. */
export function cellsOf(contributions: Iterable<Contribution>, reporting: Reporting): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const contribution of contributions) {
    const place = {
      planId: contribution.planId,
      itemCode: contribution.itemCode,
      unitId: contribution.unitId,
      part: monthPart(contribution.date, reporting),
      state: contribution.state,
    };
    const key = cellKey(place);
    const old = cells.get(key) ?? { ...place, ...NOTHING };
    cells.set(key, { ...place, ...addAmounts(old, amountOf(contribution)) });
  }
  return cells;
}

/** A waiting change of an own record: as the server has it, and as it will be. */
export interface PhoneChange {
  readonly received: Contribution | undefined;
  readonly changed: Contribution;
  /** Nothing of the record waits but a verdict. */
  readonly verdict?: boolean;
}

export interface TallyFilter {
  readonly period?: Period | undefined;
  readonly unitId?: UnitId | undefined;
}

/** What a plan's figures are made of: what the office has, what other phones say they hold, and own changes that wait. */
export interface TallyParts {
  readonly cells: Iterable<Cell>;
  readonly declared: Iterable<DeclaredCell>;
  readonly changes: Iterable<PhoneChange>;
}

/** The same, all read at one moment, for what cuts the figures several ways: by item, unit and month. */
export interface TallySource extends TallyParts {
  readonly cells: readonly Cell[];
  readonly declared: readonly DeclaredCell[];
  readonly changes: readonly PhoneChange[];
}

/** What verdicts given on this phone take out of the cells, by cell: the office counts these records there until it hears of them. */
function judgedByCell(changes: Iterable<PhoneChange>, reporting: Reporting): Map<string, Amount> {
  const judged: Contribution[] = [];
  for (const { received, changed } of changes) if (received && isJudged(received.state, changed.state)) judged.push(received);
  return cellsOf(judged, reporting);
}

/** Cells may be older than a record that was fetched to be judged: nothing is taken that is not in them. */
const without = <T extends Amount>(cell: T, judged: Amount | undefined): T => {
  if (!judged) return cell;
  return { ...cell, ...NOTHING, estimated: undefined, ...(judged.records <= cell.records && addAmounts(cell, judged, -1)) };
};

/** Cells of one plan without the records that were judged on this phone. */
export function withoutJudged<T extends Cell>(cells: Iterable<T>, changes: Iterable<PhoneChange>, reporting: Reporting): T[] {
  const judged = judgedByCell(changes, reporting);
  return judged.size === 0 ? [...cells] : [...cells].map((cell) => without(cell, judged.get(cellKey(cell))));
}

/** What was logged under each item itself, without what lies below it. */
export function ownTallies(plan: Plan, { cells, declared, changes }: TallyParts, filter: TallyFilter = {}): Map<ItemCode, Tally> {
  const own = new Map<ItemCode, Tally>();
  const add = (itemCode: ItemCode, part: 'confirmed' | 'waiting' | 'onPhone', amount: Amount, sign: 1 | -1 = 1): void => {
    const before = own.get(itemCode) ?? NO_TALLY;
    own.set(itemCode, { ...before, [part]: addAmounts(before[part], amount, sign) });
  };
  const wanted = (at: { planId: PlanId; unitId: UnitId }, date: Day): boolean =>
    at.planId === plan.id && (!filter.unitId || filter.unitId === at.unitId) && (!filter.period || contains(filter.period, date));

  const ownChanges = [...changes];
  for (const cell of withoutJudged(cells, ownChanges, plan.reporting))
    if (isCounted(cell.state) && wanted(cell, cell.part)) add(cell.itemCode, cell.state === 'confirmed' ? 'confirmed' : 'waiting', cell);
  for (const cell of declared) {
    if (!wanted(cell, cell.part)) continue;
    const before = own.get(cell.itemCode) ?? NO_TALLY;
    own.set(cell.itemCode, { ...before, declared: before.declared + cell.records });
  }
  for (const { received, changed } of ownChanges) {
    const isTaken = received !== undefined && isJudged(received.state, changed.state);
    if (received && !isTaken && isCounted(received.state) && wanted(received, received.date))
      add(received.itemCode, 'onPhone', amountOf(received), -1);
    if (isCounted(changed.state) && wanted(changed, changed.date)) add(changed.itemCode, 'onPhone', amountOf(changed));
  }
  return own;
}

/** Adds what was logged under each item to all items above it. */
export function rollUp(plan: Plan, own: ReadonlyMap<ItemCode, Tally>): Map<ItemCode, Tally> {
  // Each item's sum goes up its line once: there are many cells to an item.
  const tallies = new Map<ItemCode, Tally>();
  for (const [itemCode, sum] of own)
    for (const code of lineOf(plan, itemCode)) tallies.set(code, addTallies(tallies.get(code) ?? NO_TALLY, sum));
  return tallies;
}

/**
 * Tallies by item code for one plan, parents rolled up from all below them. A period must be a union of month-parts
 * (period.ts); without one, the whole plan.
 */
export const tallyByItem = (
  plan: Plan,
  cells: Iterable<Cell>,
  declared: Iterable<DeclaredCell>,
  changes: Iterable<PhoneChange>,
  filter: TallyFilter = {},
): Map<ItemCode, Tally> => rollUp(plan, ownTallies(plan, { cells, declared, changes }, filter));
