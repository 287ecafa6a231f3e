import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys with which spreadsheets read the records, each by its hash alone. */
export const feedTokens: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('feed_tokens')
      // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .execute();
  },
};
