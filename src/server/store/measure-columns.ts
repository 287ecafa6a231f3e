import type { Kysely } from 'kysely';
import { MEASURE_COLUMNS, type Tables } from './schema.ts';

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
