import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Secrets that open the sealed stores of phones whose people forgot the PIN. */
export const recoverySecrets: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('recovery_secrets')
      // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('device_id', 'text', (c) => c.notNull().references('devices.id'))
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('recovery_secrets_device')
      .ifNotExists()
      .on('recovery_secrets')
      .columns(['account_id', 'device_id', 'at'])
      .execute();
  },
};
