import type { RecordState } from '../../domain/activity.ts';
import type { Period } from '../../domain/period.ts';
import type { Scope } from '../../domain/person.ts';
import type { Amount, Cell } from '../../domain/tally.ts';
import { amountOfRow, cellOf } from './activity-row.ts';
import { cellSums } from './cells.ts';
import type { CellTable } from './schema.ts';
import { inUnits } from './scope-filter.ts';
import type { Reader } from './store.ts';

export interface TallyRow extends Amount {
  readonly itemCode: string;
  readonly unitId: string;
  readonly state: RecordState;
}

export interface TallyQuestion {
  readonly planId: string;
  /** A union of month-parts: a cell lies in it as a whole or not at all. */
  readonly period: Period;
  readonly unitId: string | undefined;
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
  { planId, period, unitId, itemCodes }: TallyQuestion & { readonly itemCodes: readonly string[] | undefined },
): Promise<ViewRow[]> {
  const key = VIEWS[view];
  const rows = await db
    .selectFrom('fine_cells')
    .select([`${key} as key`, 'state'])
    .select(cellSums)
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .$if(unitId !== undefined, (query) => query.where('unit_id', '=', unitId ?? ''))
    .$if(itemCodes !== undefined, (query) => query.where('item_code', 'in', itemCodes ?? []))
    .where('part', '>=', period.from)
    .where('part', '<=', period.to)
    .groupBy([key, 'state'])
    .orderBy(key)
    .orderBy('state')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    state: row.state as RecordState,
    // The builder cannot know that the mapped sums carry the names of the columns.
    ...amountOfRow(row as unknown as CellTable),
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
    .$if(unitId !== undefined, (query) => query.where('unit_id', '=', unitId ?? ''))
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
    state: row.state as RecordState,
    ...amountOfRow(row as unknown as CellTable),
  }));
}

/** The cells of a plan as they lie, for sums that cut it several ways. */
export async function readPlanCells(db: Reader, { tallies }: Scope, planId: string): Promise<Cell[]> {
  const rows = await db
    .selectFrom('cells')
    .selectAll()
    .where('plan_id', '=', planId)
    .where(inUnits('unit_id', tallies))
    .where('records', '>', 0)
    .execute();
  return rows.map(cellOf);
}
