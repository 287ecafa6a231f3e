import type { RecordState } from '../../domain/activity.ts';
import type { ItemCode, PlanId, UnitId } from '../../domain/ids.ts';
import { compareNames } from '../../domain/name-order.ts';
import type { Period } from '../../domain/period.ts';
import type { Scope } from '../../domain/person.ts';
import type { Amount, Cell } from '../../domain/tally.ts';
import type { PeopleReply } from '../../protocol/tally.ts';
import { amountOfRow, cellOf } from './activity-row.ts';
import { cellSums } from './cells.ts';
import { ifAsked, inUnits } from './scope-filter.ts';
import type { Reader } from './store.ts';

export interface TallyRow extends Amount {
  readonly itemCode: ItemCode;
  readonly unitId: UnitId;
  readonly state: RecordState;
}

export interface TallyQuestion {
  readonly planId: PlanId;
  /** A union of month-parts: a cell lies in it as a whole or not at all. */
  readonly period: Period;
  readonly unitId: UnitId | undefined;
}

export interface ViewRow extends Amount {
  /** A type, or the id of a locality; empty where no place was named. */
  readonly key: string;
  readonly state: RecordState;
}

const VIEWS = { types: 'type', localities: 'locality_id' } as const;

/** Sums by type or locality out of the fine cells, of some items or all. */
export async function readView(
  db: Reader,
  { tallies }: Scope,
  view: keyof typeof VIEWS,
  { planId, period, unitId, itemCodes }: TallyQuestion & { readonly itemCodes: readonly ItemCode[] | undefined },
): Promise<ViewRow[]> {
  const key = VIEWS[view];
  const rows = await db
    .selectFrom('fine_cells')
    .select([`${key} as key`, 'state'])
    .select(cellSums)
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where((eb) => ifAsked(unitId, (id) => eb('unit_id', '=', id)))
    .where((eb) => ifAsked(itemCodes, (some) => eb('item_code', 'in', some)))
    .where('part', '>=', period.from)
    .where('part', '<=', period.to)
    .groupBy([key, 'state'])
    .orderBy(key)
    .orderBy('state')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    state: row.state,
    ...amountOfRow(row),
  }));
}

/** Records and sessions at each main position of the border. */
export async function readMarkers(db: Reader, { tallies }: Scope, { planId, period, unitId }: TallyQuestion): Promise<ViewRow[]> {
  const rows = await db
    .selectFrom('marker_cells')
    .select((eb) => [
      'position',
      'state',
      eb.cast<number>(eb.fn.sum('records'), 'bigint').as('records'),
      eb.cast<number>(eb.fn.sum('sessions'), 'bigint').as('sessions'),
    ])
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where((eb) => ifAsked(unitId, (id) => eb('unit_id', '=', id)))
    .where('part', '>=', period.from)
    .where('part', '<=', period.to)
    .groupBy(['position', 'state'])
    .orderBy('position')
    .orderBy('state')
    .execute();
  return rows.map(({ position, state, records, sessions }) => ({ key: String(position), state, records, measures: { sessions } }));
}

/** How much each person recorded for the units whose records the reader sees, in the order of staff codes. */
export async function readAuthors(db: Reader, { records }: Scope, { planId, period, unitId }: TallyQuestion): Promise<PeopleReply['rows']> {
  const units = typeof records !== 'string' || records === 'all' ? records : [];
  const sums = db
    .selectFrom('author_cells')
    .select((eb) => [
      'author_id',
      'unit_id',
      'state',
      eb.cast<number>(eb.fn.sum('records'), 'bigint').as('records'),
      eb.fn.max('last_date').as('last'),
    ])
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', units))
    .where((eb) => ifAsked(unitId, (id) => eb('unit_id', '=', id)))
    .where('part', '>=', period.from)
    .where('part', '<=', period.to)
    .groupBy(['author_id', 'unit_id', 'state'])
    .as('sums');
  const rows = await db
    .selectFrom(sums)
    .innerJoin('accounts', 'accounts.id', 'sums.author_id')
    .select(['sums.author_id', 'sums.unit_id', 'sums.state', 'sums.records', 'sums.last', 'accounts.staff_code'])
    .orderBy('sums.unit_id')
    .orderBy('sums.state')
    .execute();
  // Each database has an order of its own for letters and numbers.
  const inOrder = rows.toSorted((a, b) => compareNames(a.staff_code, b.staff_code));
  return inOrder.map((row) => ({
    personId: row.author_id,
    staffCode: row.staff_code,
    unitId: row.unit_id,
    state: row.state,
    records: row.records,
    last: row.last,
  }));
}

/** Sums by item, unit and state out of the cells alone, whatever the number of records behind them. */
export async function readTally(db: Reader, { tallies }: Scope, { planId, period, unitId }: TallyQuestion): Promise<TallyRow[]> {
  const rows = await db
    .selectFrom('cells')
    .select(['item_code', 'unit_id', 'state'])
    .select(cellSums)
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where((eb) => ifAsked(unitId, (id) => eb('unit_id', '=', id)))
    .where('part', '>=', period.from)
    .where('part', '<=', period.to)
    .where('records', '>', 0)
    .groupBy(['item_code', 'unit_id', 'state'])
    .orderBy('item_code')
    .orderBy('unit_id')
    .orderBy('state')
    .execute();
  return rows.map((row) => ({
    itemCode: row.item_code,
    unitId: row.unit_id,
    state: row.state,
    ...amountOfRow(row),
  }));
}

/** The cells of a plan as they lie, for sums that cut it several ways. */
export async function readPlanCells(db: Reader, { tallies }: Scope, planId: PlanId): Promise<Cell[]> {
  const rows = await db
    .selectFrom('cells')
    .selectAll()
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where('records', '>', 0)
    .execute();
  return rows.map(cellOf);
}
