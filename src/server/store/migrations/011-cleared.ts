import type { Migration } from 'kysely/migration';

/** Remembers which records of the demonstration were cleared away, so that no phone brings them back. */
export const cleared: Migration = {
  async up(db) {
    await db.schema
      .createTable('cleared')
      .ifNotExists()
      .addColumn('activity_id', 'text', (c) => c.notNull())
      .addColumn('seen_by', 'text', (c) => c.notNull())
      .addColumn('change_no', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('cleared_key', ['activity_id', 'seen_by'])
      .execute();
    await db.schema.createIndex('cleared_seen_by').ifNotExists().on('cleared').columns(['seen_by', 'change_no']).execute();
  },
};
