import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Remembers how far the guesses at a password are used up, by strangers for each account and on each of its phones. */
export const guesses: Migration = {
  async up(db: Kysely<unknown>) {
    const tables = await db.introspection.getTables();
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    for (const { name, columns } of tables)
      if ((name === 'accounts' || name === 'devices') && !columns.some((column) => column.name === 'guesses_full_at'))
        await db.schema.alterTable(name).addColumn('guesses_full_at', 'bigint').execute();
  },
};
