import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import { MEASURE_COLUMNS, type MeasureColumns } from './tables/measures.ts';

const TABLES = ['activities', 'fine_cells', 'cells'] as const;

/** Measures of the registry without a column yet. */
export async function missingMeasureColumns(db: Kysely<Tables>) {
  const stored = await db.introspection.getTables();
  return TABLES.flatMap((table) => {
    const known = new Set(stored.find((candidate) => candidate.name === table)?.columns.map((column) => column.name));
    return MEASURE_COLUMNS.filter((column) => !known.has(column)).map((column) => ({ table, column }));
  });
}

/** Gives every measure of the registry its column, so that a new measure is one entry and no migration. */
export async function ensureMeasureColumns(db: Kysely<Tables>): Promise<void> {
  // A cell is a sum over many records and outgrows 32 bits; one column at a time, as SQLite wants it.
  for (const { table, column } of await missingMeasureColumns(db))
    await db.schema
      .alterTable(table)
      .addColumn(column, table === 'activities' ? 'integer' : 'bigint')
      .execute();
}

/**
 * Rows without the measures none of them counts: most pages count a handful, and what is left out is null by itself, also
 * as the `excluded` value of an upsert.
 */
export function withoutEmptyMeasures<T extends MeasureColumns>(rows: readonly T[]): T[] {
  const empty = MEASURE_COLUMNS.filter((column) => rows.every((row) => row[column] === null));
  return rows.map((row) => {
    const rest = { ...row } as Record<string, unknown>;
    for (const column of empty) delete rest[column];
    // The columns left out may be absent in an insert, which the row's type cannot say.
    return rest as T;
  });
}
