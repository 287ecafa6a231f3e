import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Finds the duplicates of a record at once: whatever is done to it, they may have to count in its place. */
export const duplicateLinks: Migration = {
  async up(db: Kysely<{ activities: { duplicate_of_id: string | null } }>) {
    await db.schema
      .createIndex('activities_duplicate')
      .on('activities')
      .column('duplicate_of_id')
      .where('duplicate_of_id', 'is not', null)
      .execute();
  },
};
