import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import { cellKey } from '../../domain/tally.ts';
import type { FinePlace } from '../merge/stored-activity.ts';
import { columnNames, replaced, rowSource } from './row-source.ts';
import type { Tables } from './schema.ts';
import type { WriteTx } from './store.ts';
import type { CellPlaceColumns, FinePlaceColumns } from './tables/cells.ts';
import { MEASURE_COLUMNS } from './tables/measures.ts';

/** Places per statement: each takes seven of the parameters a database allows. */
const PLACES_PER_STATEMENT = 200;
const CELL_PLACE = ['plan_id', 'item_code', 'unit_id', 'part', 'state'] as const;
const FINE_PLACE = [...CELL_PLACE, 'type', 'locality_id'] as const;

const finePlaceColumns = (place: FinePlace): FinePlaceColumns => ({
  plan_id: place.planId,
  item_code: place.itemCode,
  unit_id: place.unitId,
  part: place.part,
  state: place.state,
  type: place.type,
  locality_id: place.localityId ?? '',
});
const keyOf = <T>(row: T, columns: readonly (keyof T)[]): string => columns.map((column) => row[column]).join('|');

/** `cast` because PostgreSQL sums 64 bit integers into decimals, which arrive as text. */
export const cellSums = (eb: ExpressionBuilder<Tables, 'fine_cells' | 'cells'>) => [
  ...(['records', 'estimated'] as const).map((column) => eb.cast<number>(eb.fn.sum(column), 'bigint').as(column)),
  ...MEASURE_COLUMNS.map((column) => sql<number | null>`cast(sum(${eb.ref(column)}) as bigint)`.as(column)),
];

const columnsOf = (table: string, columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
/** Columns of sums, each the sum of a column of the same name: `estimated` is a flag of a record and a count of a cell. */
const sumsOf = (table: string, columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql`cast(sum(${sql.ref(`${table}.${column}`)}) as bigint)`));
const COUNTS = ['records', 'estimated'] as const;

/** `place`, a table of these places, for the statement behind it. */
const withPlaces = (
  { db }: WriteTx,
  columns: readonly (keyof FinePlaceColumns)[],
  places: readonly CellPlaceColumns[],
): RawBuilder<unknown> => sql`with place (${columnNames(columns)}) as (${rowSource(db, 'fine_cells', columns, places)})`;
const isSamePlace = (table: string, other: string, columns: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.join(
    columns.map((column) => sql`${sql.ref(`${table}.${column}`)} = ${sql.ref(`${other}.${column}`)}`),
    sql` and `,
  )}`;

/** A fine cell that lost its last record goes. */
const dropEmptyFineCells = (tx: WriteTx, places: readonly FinePlaceColumns[]): Promise<void> =>
  tx.send(
    sql`${withPlaces(tx, FINE_PLACE, places)}
      delete from fine_cells
      where (${columnNames(FINE_PLACE)}) in (select ${columnNames(FINE_PLACE)} from place)
      and not exists (select 1 from activities where ${isSamePlace('fine_cells', 'activities', FINE_PLACE)})`.compile(tx.db),
  );

const sumFineCells = (tx: WriteTx, places: readonly FinePlaceColumns[]): Promise<void> =>
  tx.send(
    sql`${withPlaces(tx, FINE_PLACE, places)}
      insert into fine_cells (${columnNames([...FINE_PLACE, ...COUNTS, ...MEASURE_COLUMNS])})
      select ${columnsOf('place', FINE_PLACE)}, count(*), ${sumsOf('activities', ['estimated', ...MEASURE_COLUMNS])}
      from place cross join activities where ${isSamePlace('activities', 'place', FINE_PLACE)}
      group by ${columnsOf('place', FINE_PLACE)}
      on conflict (${columnNames(FINE_PLACE)}) do update set ${replaced([...COUNTS, ...MEASURE_COLUMNS])}`.compile(tx.db),
  );

/** A cell that lost its last record stays, empty, so that phones learn of it. */
function sumCells(tx: WriteTx, places: readonly CellPlaceColumns[]): Promise<void> {
  const before = tx.nextChanges(places.length) - 1;
  const order = columnsOf('place', CELL_PLACE);
  // `where true` keeps SQLite from taking `on conflict` for the condition of the join.
  return tx.send(
    sql`${withPlaces(tx, CELL_PLACE, places)}
      insert into cells (${columnNames([...CELL_PLACE, 'change_no', ...COUNTS, ...MEASURE_COLUMNS])})
      select ${order}, cast(${before} as bigint) + row_number() over (order by ${order}),
        ${sql.join(COUNTS.map((column) => sql`coalesce(${sumsOf('fine_cells', [column])}, 0)`))}, ${sumsOf('fine_cells', MEASURE_COLUMNS)}
      from place left join fine_cells on ${isSamePlace('fine_cells', 'place', CELL_PLACE)}
      where true
      group by ${order}
      on conflict (${columnNames(CELL_PLACE)}) do update set ${replaced(['change_no', ...COUNTS, ...MEASURE_COLUMNS])}`.compile(tx.db),
  );
}

/** Each place once and in one order, in pages a statement can hold. */
function* pagesOf<T extends CellPlaceColumns>(places: Iterable<T>, columns: readonly (keyof T)[]): Generator<T[]> {
  const byKey = new Map([...places].map((place) => [keyOf(place, columns), place]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
  for (let from = 0; from < sorted.length; from += PLACES_PER_STATEMENT) yield sorted.slice(from, from + PLACES_PER_STATEMENT);
}

/**
 * Makes the cells of these places anew from their records, in the caller's transaction: the fine ones from the records,
 * then theirs from the fine ones. Never "+1": that drifts at the first replay, edit or withdrawal. Where records were only
 * added (`onlyNew`), no fine cell can have lost its last one.
 */
export async function recomputeCells(tx: WriteTx, touched: readonly FinePlace[], onlyNew = false): Promise<void> {
  const places = touched.map(finePlaceColumns);
  for (const page of pagesOf(places, FINE_PLACE)) {
    if (!onlyNew) await dropEmptyFineCells(tx, page);
    await sumFineCells(tx, page);
  }
  for (const page of pagesOf(places, CELL_PLACE)) await sumCells(tx, page);
}

export const fineKey = (place: FinePlace): string => `${cellKey(place)}|${place.type}|${place.localityId ?? ''}`;
