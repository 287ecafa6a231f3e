import { type Contribution, isCounted } from '../contribution.ts';
import { addDays, type Day } from '../day.ts';
import type { ItemCode, LocalityId, UnitId } from '../ids.ts';
import { contains, monthPart, type Period, type Reporting } from '../period.ts';
import type { Plan } from '../plan.ts';
import { type Amount, addAmounts, amountOf, type Cell, ownTallies, type Tally, type TallySource } from '../tally.ts';

/** What the figures of a report are made of, as far as it lies on this device. */
export interface FigureSource extends TallySource {
  /** The counted records of month-parts that the period cuts through (`partsCut`): no cell says which of their days they lie on. */
  readonly records: readonly Contribution[];
}

function partOf(value: Day, reporting: Reporting): Period {
  const from = monthPart(value, reporting);
  let to = value;
  while (monthPart(addDays(to, 1), reporting) === from) to = addDays(to, 1);
  return { from, to };
}

/** As wide as the plan allows: there are no records beyond it, so its first and last part are whole. */
function widened({ from, to }: Period, plan: Plan): Period {
  const first = partOf(plan.period.from, plan.reporting);
  const last = partOf(plan.period.to, plan.reporting);
  return { from: from <= plan.period.from ? first.from : from, to: to >= plan.period.to ? last.to : to };
}

/** The month-parts that lie wholly in a period, as one span; undefined where there is none. */
export function wholeParts(period: Period, plan: Plan): Period | undefined {
  const { from, to } = widened(period, plan);
  const first = partOf(from, plan.reporting);
  const last = partOf(to, plan.reporting);
  const whole = {
    from: first.from === from ? from : addDays(first.to, 1),
    to: last.to === to ? to : addDays(last.from, -1),
  };
  return whole.from <= whole.to ? whole : undefined;
}

/** The month-parts some periods cut through, each once: their records must be known one by one. */
export function partsCut(periods: readonly Period[], plan: Plan): Period[] {
  const parts = new Map<Day, Period>();
  for (const period of periods) {
    const { from, to } = widened(period, plan);
    for (const part of [partOf(from, plan.reporting), partOf(to, plan.reporting)])
      if (part.from < from || to < part.to) parts.set(part.from, part);
  }
  return [...parts.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

const isIn = (period: Period | undefined, value: Day): boolean => period !== undefined && contains(period, value);

/** The records of a period that lie in no whole part of it. */
export const recordsBeside = (records: readonly Contribution[], period: Period, plan: Plan): Contribution[] => {
  const whole = wholeParts(period, plan);
  return records.filter(
    (record) => record.planId === plan.id && isCounted(record.state) && contains(period, record.date) && !isIn(whole, record.date),
  );
};

/** A record as a cell of its own day. */
const cellOf = (contribution: Contribution): Cell => {
  const { planId, itemCode, unitId, date, state } = contribution;
  return { planId, itemCode, unitId, state, part: date, ...amountOf(contribution) };
};

/** What was logged under each item itself in any period, be it a union of month-parts or not. */
export function talliesIn(plan: Plan, source: FigureSource, period: Period, unitId: UnitId | undefined): Map<ItemCode, Tally> {
  const whole = wholeParts(period, plan);
  const cells = source.cells.filter(({ part }) => isIn(whole, part));
  const beside = recordsBeside(source.records, period, plan).map(cellOf);
  const from = partOf(period.from, plan.reporting).from;
  return ownTallies(
    plan,
    {
      cells: [...cells, ...beside],
      declared: source.declared.filter(({ part }) => from <= part && part <= period.to),
      // Only to take out of the cells what was judged here: `records` come without it.
      changes: source.changes.filter(({ received }) => received !== undefined && isIn(whole, received.date)),
    },
    unitId === undefined ? {} : { unitId },
  );
}

/** What one place adds to a period; '' for records that name none. */
export interface LocalitySum {
  readonly localityId: LocalityId | '';
  readonly amount: Amount;
}

/** Confirmed records by locality. */
export function sumByLocality(records: Iterable<Contribution>, before: readonly LocalitySum[] = []): LocalitySum[] {
  const sums = new Map(before.map(({ localityId, amount }) => [localityId, amount]));
  for (const record of records) {
    if (record.state !== 'confirmed') continue;
    const id = record.localityId ?? '';
    const old = sums.get(id);
    sums.set(id, old ? addAmounts(old, amountOf(record)) : amountOf(record));
  }
  return [...sums].map(([localityId, amount]) => ({ localityId, amount }));
}
