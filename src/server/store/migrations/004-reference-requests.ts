import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Remembers what was answered to each addition, so that a repeat makes no second unit, place or partner. */
export const referenceRequests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('reference_requests')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
