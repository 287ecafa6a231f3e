import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Second factors, recovery codes, sign-ins that wait for a second answer, and when each device last gave one. */
export const factors: Migration = {
  async up(db: Kysely<unknown>) {
    const tables = await db.introspection.getTables();
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    const add = async (table: string, column: string, type: 'bigint' | 'text'): Promise<void> => {
      const there = tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column);
      if (!there) await db.schema.alterTable(table).addColumn(column, type).execute();
    };
    await add('accounts', 'factor_asked_at', 'bigint');
    await add('accounts', 'factor_guesses_full_at', 'bigint');
    await add('devices', 'factor_at', 'bigint');
    await add('devices', 'factor_ask', 'text');
    await db.schema
      .createTable('factors')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('last_count', 'bigint', (c) => c.notNull())
      .addColumn('credential_id', 'text', (c) => c.unique())
      .addColumn('data', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('recovery_codes')
      .ifNotExists()
      .addColumn('code_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema
      .createTable('half_sign_ins')
      .ifNotExists()
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('key_hash', 'text', (c) => c.notNull())
      .addColumn('device_name', 'text', (c) => c.notNull())
      .addColumn('challenge', 'text')
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    for (const table of ['factors', 'recovery_codes', 'half_sign_ins'])
      await db.schema.createIndex(`${table}_account`).ifNotExists().on(table).column('account_id').execute();
  },
};
