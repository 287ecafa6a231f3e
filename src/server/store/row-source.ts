import { type Insertable, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Reader, WriteTx } from './store.ts';

export const columnNames = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.ref(column)));

/** What an upsert does with the row that is there: these columns become those of the new one. */
export const replaced = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));

/**
 * Rows of a table, or some of its columns, as what stands behind `insert into` or within `with … as (…)`. PostgreSQL takes them
 * as one JSON text: with a parameter for each value it spent longer on reading and planning the statement than on the rows.
 * SQLite is faster the other way round.
 */
export function rowSource<T extends keyof Tables>(
  db: Reader,
  table: T,
  columns: readonly (keyof Tables[T] & string)[],
  rows: readonly Partial<Insertable<Tables[T]>>[],
): RawBuilder<unknown> {
  if (db.getExecutor().adapter instanceof PostgresAdapter)
    return sql`select ${columnNames(columns)} from json_populate_recordset(cast(null as ${sql.table(table)}), ${JSON.stringify(rows)})`;
  const values = (row: Partial<Record<string, unknown>>) => sql`(${sql.join(columns.map((column) => row[column]))})`;
  return sql`values ${sql.join(rows.map(values))}`;
}

/** Sends rows that all state the same columns. */
export async function insertRows<T extends keyof Tables>(
  tx: WriteTx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  onConflict: RawBuilder<unknown> = sql``,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof Tables[T] & string)[];
  const source = rowSource(tx.db, table, columns, rows as readonly Partial<Insertable<Tables[T]>>[]);
  await tx.send(sql`insert into ${sql.table(table)} (${columnNames(columns)}) ${source} ${onConflict}`.compile(tx.db));
}
