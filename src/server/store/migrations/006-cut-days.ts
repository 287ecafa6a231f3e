import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Months were cut on the first and on the day after the closing day alone. */
async function fillIn(db: Kysely<Record<'plan_versions', Record<string, unknown>>>): Promise<void> {
  for (const { plan_id, version, data } of await db.selectFrom('plan_versions').select(['plan_id', 'version', 'data']).execute()) {
    const { reporting } = JSON.parse(data as string);
    const cut_days = `1,${reporting.closingDay + 1}`;
    await db.updateTable('plan_versions').set({ cut_days }).where('plan_id', '=', plan_id).where('version', '=', version).execute();
  }
}

/** Says of each version of a plan on which days of a month its cells begin. */
export const planCutDays: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('plan_versions').addColumn('cut_days', 'text').execute();
    await fillIn(db as never);
  },
};
