import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Plans that were there before there were versions. */
async function takeOver(db: Kysely<Record<'reference' | 'plan_versions', Record<string, unknown>>>): Promise<void> {
  const rows = await db.selectFrom('reference').select(['id', 'data']).where('kind', '=', 'plan').execute();
  for (const { id, data } of rows) {
    const { version } = JSON.parse(data as string);
    await db.insertInto('plan_versions').values({ plan_id: id, version, data, at: Date.now(), account_id: null }).execute();
  }
}

/** Every version of a plan stays readable: a report measures the one it was made with. */
export const planVersions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('plan_versions')
      .addColumn('plan_id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('account_id', 'text')
      .addPrimaryKeyConstraint('plan_versions_key', ['plan_id', 'version'])
      .execute();
    await takeOver(db as never);
  },
};
