import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Remembers what a person was before a transfer, and what the desk calls them. */
export const posts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('accounts').addColumn('former', 'text').execute();
    await db.schema.alterTable('accounts').addColumn('display_name', 'text').execute();
  },
};
