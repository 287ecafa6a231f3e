import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { takeAllTime } from './unhurried.ts';

const HEAD = [
  ['audit_no', 'bigint', 0],
  ['audit_hash', 'text', ''],
  ['audit_at', 'bigint', 0],
  ['history_no', 'bigint', 0],
  ['history_hash', 'text', ''],
  ['bound_no', 'bigint', 0],
  ['bound_at', 'bigint', 0],
] as const;

const REFUSAL = 'audit entries are neither changed nor removed';

/** The database itself refuses to change or to remove an entry; a copy only adds. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql
      .raw(
        `create or replace function refuse_audit_change() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
      )
      .execute(db);
    await sql
      .raw(
        'create or replace trigger audit_entries_fixed before update or delete or truncate on audit_entries for each statement execute function refuse_audit_change()',
      )
      .execute(db);
    return;
  }
  for (const change of ['update', 'delete'])
    await sql
      .raw(
        `create trigger if not exists audit_entries_no_${change} before ${change} on audit_entries begin select raise(abort, '${REFUSAL}'); end`,
      )
      .execute(db);
}

/** Rows of the history get the numbers by which entries bind them. */
async function numberHistory(db: Kysely<unknown>): Promise<void> {
  await sql`update activity_versions set no = numbered.n from (
    select activity_id as id, version as v, row_number() over (order by at, activity_id, version) as n from activity_versions
  ) as numbered where activity_versions.activity_id = numbered.id and activity_versions.version = numbered.v and activity_versions.no is null`.execute(
    db,
  );
  await db.schema.createIndex('activity_versions_no').ifNotExists().on('activity_versions').column('no').unique().execute();
}

/** The log of what was done, bound entry to entry, and the history of records bound to it. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await takeAllTime(db);
    const tables = await db.introspection.getTables();
    const has = (table: string, column: string): boolean =>
      tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column) ?? false;
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    for (const [column, type, value] of HEAD)
      if (!has('feed_head', column))
        await db.schema
          .alterTable('feed_head')
          .addColumn(column, type, (c) => c.notNull().defaultTo(value))
          .execute();
    if (!has('activity_versions', 'no')) await db.schema.alterTable('activity_versions').addColumn('no', 'bigint').execute();
    await numberHistory(db);
    await db.schema
      .createTable('audit_entries')
      .ifNotExists()
      .addColumn('no', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text')
      .addColumn('device_id', 'text')
      .addColumn('network', 'text')
      .addColumn('subject', 'text')
      .addColumn('details', 'text', (c) => c.notNull())
      .addColumn('history_no', 'bigint', (c) => c.notNull())
      .addColumn('history_hash', 'text', (c) => c.notNull())
      .addColumn('previous_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('audit_entries_account').ifNotExists().on('audit_entries').columns(['account_id', 'no']).execute();
    await db.schema.createIndex('audit_entries_subject').ifNotExists().on('audit_entries').columns(['subject', 'no']).execute();
    await db.schema
      .createTable('audit_counts')
      .ifNotExists()
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .execute();
    await refuseChanges(db);
  },
};
