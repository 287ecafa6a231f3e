import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { ensureMeasureColumns } from './measure-columns.ts';
import { start } from './migrations/001-start.ts';
import type { Tables } from './schema.ts';

const MIGRATIONS = { '001-start': start };

/** Brings the database to the shape this release knows; what is there already stays. */
export async function migrate(db: Kysely<Tables>, newEpoch: () => string): Promise<void> {
  const { error, results } = await new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } }).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((one) => one.status === 'Error')?.migrationName ?? 'before the first';
    throw new Error(`Migration failed: ${failed}`, { cause: error });
  }
  await db.transaction().execute(ensureMeasureColumns);
  await db
    .insertInto('feed_head')
    .values({ id: 1, change_no: 0, epoch: newEpoch() })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}
