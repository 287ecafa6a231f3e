import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What lets the office notice that a phone no longer holds what it said it held. */
export const deviceLoss: Migration = {
  async up(db: Kysely<unknown>) {
    // One column at a time, as SQLite wants it.
    await db.schema.alterTable('devices').addColumn('held_at', 'bigint').execute();
    await db.schema.alterTable('devices').addColumn('store_since', 'bigint').execute();
    await db.schema.alterTable('devices').addColumn('store_at', 'bigint').execute();
    await db.schema
      .alterTable('devices')
      .addColumn('store_dropped', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('devices').addColumn('loss', 'text').execute();
  },
};
