import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const COLUMNS = [
  ['accounts', 'grants'],
  ['activity_versions', 'stands_in_for'],
] as const;

/** Further roles of a person, and who was stood in for by what was done to a record. */
export const grants: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    const tables = await db.introspection.getTables();
    for (const [table, column] of COLUMNS)
      if (!tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column))
        await db.schema.alterTable(table).addColumn(column, 'text').execute();
  },
};
