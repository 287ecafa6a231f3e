import type { RecordState } from '../../domain/activity.ts';
import type { ItemCode, PlanId, UnitId } from '../../domain/ids.ts';
import type { Period } from '../../domain/period.ts';
import type { Scope } from '../../domain/person.ts';
import type { Amount, Cell } from '../../domain/tally.ts';
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
    .where((eb) => ifAsked(unitId, (one) => eb('unit_id', '=', one)))
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

/** Sums by item, unit and state out of the cells alone, whatever the number of records behind them. */
export async function readTally(db: Reader, { tallies }: Scope, { planId, period, unitId }: TallyQuestion): Promise<TallyRow[]> {
  const rows = await db
    .selectFrom('cells')
    .select(['item_code', 'unit_id', 'state'])
    .select(cellSums)
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where((eb) => ifAsked(unitId, (one) => eb('unit_id', '=', one)))
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
