import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { takeAllTime } from './unhurried.ts';

/** Entries of a rare kind are found without walking the whole log. */
export const auditKinds: Migration = {
  async up(db: Kysely<unknown>) {
    await takeAllTime(db);
    await db.schema.createIndex('audit_entries_kind').ifNotExists().on('audit_entries').columns(['kind', 'no']).execute();
  },
};
