import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Remembers what a person was before a transfer, and what the desk calls them. */
export const posts: Migration = {
  async up(db: Kysely<unknown>) {
    const accounts = (await db.introspection.getTables()).find(({ name }) => name === 'accounts');
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    for (const column of ['former', 'display_name'])
      if (!accounts?.columns.some(({ name }) => name === column))
        await db.schema.alterTable('accounts').addColumn(column, 'text').execute();
  },
};
