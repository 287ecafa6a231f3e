import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Spreadsheets that were entered, and the record that each of their rows became. */
export const spreadsheets: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    await db.schema
      .createTable('spreadsheets')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('file_hash', 'text', (c) => c.notNull())
      .addColumn('unit_id', 'text', (c) => c.notNull())
      .addColumn('attempt', 'integer', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('undone_at', 'bigint')
      .addUniqueConstraint('spreadsheets_file', ['file_hash', 'unit_id', 'attempt'])
      .execute();
    await db.schema
      .createTable('spreadsheet_rows')
      .ifNotExists()
      .addColumn('activity_id', 'text', (c) => c.primaryKey())
      .addColumn('spreadsheet_id', 'text', (c) => c.notNull().references('spreadsheets.id'))
      .addColumn('line', 'integer', (c) => c.notNull())
      .addUniqueConstraint('spreadsheet_rows_line', ['spreadsheet_id', 'line'])
      .execute();
  },
};
