import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Periods whose figures are frozen, each with what was frozen, and all that was done to them. */
export const closings: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    await db.schema
      .createTable('closings')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('no', 'integer', (c) => c.notNull().unique())
      .addColumn('plan_id', 'text', (c) => c.notNull())
      .addColumn('period_key', 'text', (c) => c.notNull())
      .addColumn('from_day', 'text', (c) => c.notNull())
      .addColumn('to_day', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('frozen', 'text', (c) => c.notNull())
      .addColumn('change_no', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('closings_change').ifNotExists().on('closings').column('change_no').execute();
    await db.schema
      .createTable('closing_events')
      .ifNotExists()
      .addColumn('closing_id', 'text', (c) => c.notNull().references('closings.id'))
      .addColumn('no', 'integer', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('paper', 'text')
      .addPrimaryKeyConstraint('closing_events_key', ['closing_id', 'no'])
      .execute();
  },
};
