import type { Kysely } from 'kysely';
import { MEASURE_COLUMNS, type Tables } from './schema.ts';

const TABLES = ['activities', 'fine_cells', 'cells'] as const;

/** Gives every measure of the registry its column, so that a new measure is one entry and no migration. */
export async function ensureMeasureColumns(db: Kysely<Tables>): Promise<void> {
  const stored = await db.introspection.getTables();
  for (const table of TABLES) {
    const known = new Set(stored.find((one) => one.name === table)?.columns.map((column) => column.name));
    const missing = MEASURE_COLUMNS.filter((column) => !known.has(column));
    // A cell is a sum over many records and outgrows 32 bits; one column at a time, as SQLite wants it.
    for (const column of missing)
      await db.schema
        .alterTable(table)
        .addColumn(column, table === 'activities' ? 'integer' : 'bigint')
        .execute();
  }
}
