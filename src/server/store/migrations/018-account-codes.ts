import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The longest life of a code from this release on. */
const LONGEST_MS = 72 * 3_600_000;

/** Counts guesses at a one-time code, ends those that were to last for weeks, and remembers what administrators do to each other. */
export const accountCodes: Migration = {
  async up(db: Kysely<unknown>) {
    const accounts = (await db.introspection.getTables()).find(({ name }) => name === 'accounts');
    const has = (column: string): boolean => accounts?.columns.some(({ name }) => name === column) ?? false;
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    if (!has('code_selector')) await db.schema.alterTable('accounts').addColumn('code_selector', 'text').execute();
    if (!has('code_failures'))
      await db.schema
        .alterTable('accounts')
        .addColumn('code_failures', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
    const latest = Date.now() + LONGEST_MS;
    await sql`update accounts set code_expires_at = ${latest} where code_expires_at > ${latest}`.execute(db);
    await db.schema
      .createTable('admin_acts')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('change', 'text')
      .addColumn('asked_by', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .addColumn('answered_by', 'text', (c) => c.references('accounts.id'))
      .addColumn('answered_at', 'bigint')
      .execute();
  },
};
