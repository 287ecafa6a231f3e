import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Contribution } from '../../domain/contribution.ts';
import { type Cell, cellKey } from '../../domain/tally.ts';
import {
  type CellPlaceColumns,
  type CellTable,
  type FineCellTable,
  type FinePlaceColumns,
  MEASURE_COLUMNS,
  type MeasureColumns,
  type Tables,
  withoutEmptyMeasures,
} from './schema.ts';
import type { Reader, WriteTx } from './store.ts';

/** Where a record counts: its cell, and within it its type and locality. */
export type FinePlace = Pick<Contribution, 'planId' | 'itemCode' | 'unitId' | 'state' | 'type' | 'localityId'> & Pick<Cell, 'part'>;

/** Places per statement: each takes seven of the parameters a database allows. */
const PLACES_PER_STATEMENT = 200;
const CELL_PLACE = ['plan_id', 'item_code', 'unit_id', 'part', 'state'] as const;
const FINE_PLACE = [...CELL_PLACE, 'type', 'locality_id'] as const;
const NO_MEASURES = Object.fromEntries(MEASURE_COLUMNS.map((column) => [column, null])) as MeasureColumns;

const finePlaceColumns = (place: FinePlace): FinePlaceColumns => ({
  plan_id: place.planId,
  item_code: place.itemCode,
  unit_id: place.unitId,
  part: place.part,
  state: place.state,
  type: place.type,
  locality_id: place.localityId ?? '',
});
const cellPlaceColumns = ({ plan_id, item_code, unit_id, part, state }: CellPlaceColumns): CellPlaceColumns => ({
  plan_id,
  item_code,
  unit_id,
  part,
  state,
});
const keyOf = (row: CellPlaceColumns | FinePlaceColumns, columns: readonly string[]): string =>
  columns.map((column) => (row as unknown as Record<string, string>)[column]).join('|');

/** `cast` because PostgreSQL sums 64 bit integers into decimals, which arrive as text. */
export const measureSums = (eb: ExpressionBuilder<Tables, 'activities' | 'fine_cells' | 'cells'>) =>
  MEASURE_COLUMNS.map((column) => sql<number | null>`cast(sum(${eb.ref(column)}) as bigint)`.as(column));

/** `values` because SQLite compares rows with a subquery only. */
const isOneOf = (columns: readonly string[], places: readonly object[]): RawBuilder<SqlBool> => {
  const rows = places.map((place) => sql`(${sql.join(columns.map((column) => (place as Record<string, string>)[column]))})`);
  return sql<SqlBool>`(${sql.join(columns.map((column) => sql.ref(column)))}) in (values ${sql.join(rows)})`;
};

/** Sums the records of fine places; places without records are absent. */
async function sumRecords(db: Reader, places: readonly FinePlaceColumns[]): Promise<FineCellTable[]> {
  const rows = await db
    .selectFrom('activities')
    .select(FINE_PLACE)
    .select((eb) => eb.fn.countAll<number>().as('records'))
    .select(measureSums)
    .where(isOneOf(FINE_PLACE, places))
    .groupBy(FINE_PLACE)
    .execute();
  // The builder cannot know that the mapped sums carry the names of the columns.
  return rows as unknown as FineCellTable[];
}

async function sumFineCells(db: Reader, places: readonly CellPlaceColumns[]): Promise<Omit<CellTable, 'change_no'>[]> {
  const rows = await db
    .selectFrom('fine_cells')
    .select(CELL_PLACE)
    .select((eb) => eb.cast<number>(eb.fn.sum('records'), 'bigint').as('records'))
    .select(measureSums)
    .where(isOneOf(CELL_PLACE, places))
    .groupBy(CELL_PLACE)
    .execute();
  return rows as unknown as Omit<CellTable, 'change_no'>[];
}

async function replaceFineCells(tx: WriteTx, places: readonly FinePlaceColumns[]): Promise<void> {
  const sums = await sumRecords(tx.db, places);
  await tx.db.deleteFrom('fine_cells').where(isOneOf(FINE_PLACE, places)).execute();
  if (sums.length > 0) await tx.db.insertInto('fine_cells').values(withoutEmptyMeasures(sums)).execute();
}

/** A cell that lost its last record stays, empty, so that phones learn of it. */
async function replaceCells(tx: WriteTx, places: readonly CellPlaceColumns[]): Promise<void> {
  const sums = new Map((await sumFineCells(tx.db, places)).map((row) => [keyOf(row, CELL_PLACE), row]));
  const rows = places.map((place) => {
    const sum = sums.get(keyOf(place, CELL_PLACE)) ?? { ...cellPlaceColumns(place), records: 0, ...NO_MEASURES };
    return { ...sum, change_no: tx.nextChange() };
  });
  const replaced = ['records', 'change_no', ...MEASURE_COLUMNS] as const;
  await tx.db
    .insertInto('cells')
    .values(withoutEmptyMeasures(rows))
    .onConflict((oc) =>
      oc.columns(CELL_PLACE).doUpdateSet((eb) => Object.fromEntries(replaced.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
}

/** Each place once and in one order, in pages a statement can hold. */
function* pagesOf<T extends CellPlaceColumns>(places: Iterable<T>, columns: readonly string[]): Generator<T[]> {
  const byKey = new Map([...places].map((place) => [keyOf(place, columns), place]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
  for (let from = 0; from < sorted.length; from += PLACES_PER_STATEMENT) yield sorted.slice(from, from + PLACES_PER_STATEMENT);
}

/**
 * Makes the cells of these places anew from their records, in the caller's transaction: the fine ones from the records,
 * then theirs from the fine ones. Never "+1": that drifts at the first replay, edit or withdrawal.
 */
export async function recomputeCells(tx: WriteTx, touched: readonly FinePlace[]): Promise<void> {
  const places = touched.map(finePlaceColumns);
  for (const page of pagesOf(places, FINE_PLACE)) await replaceFineCells(tx, page);
  for (const page of pagesOf(places, CELL_PLACE)) await replaceCells(tx, page);
}

export const fineKey = (place: FinePlace): string => `${cellKey(place)}|${place.type}|${place.localityId ?? ''}`;
