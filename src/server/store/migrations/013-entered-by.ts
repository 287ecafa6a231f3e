import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Remembers who entered the work of somebody who has left. */
export const enteredBy: Migration = {
  async up(db: Kysely<unknown>) {
    const versions = (await db.introspection.getTables()).find(({ name }) => name === 'activity_versions');
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    if (versions?.columns.some(({ name }) => name === 'entered_by')) return;
    await db.schema.alterTable('activity_versions').addColumn('entered_by', 'text').execute();
  },
};
