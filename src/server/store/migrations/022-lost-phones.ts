import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const DEVICE_COLUMNS = [
  ['own_name', 'text'],
  ['order_key', 'text'],
  ['lost_at', 'bigint'],
  ['lost_until', 'bigint'],
  ['lost_token_hash', 'text'],
  ['lost_cleared_at', 'bigint'],
  ['installed', 'integer'],
] as const;

/** Phones that are reported as lost, and what they hand over until they are cleared. */
export const lostPhones: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    const tables = await db.introspection.getTables();
    const known = tables.find(({ name }) => name === 'devices')?.columns.map(({ name }) => name) ?? [];
    for (const [name, type] of DEVICE_COLUMNS)
      if (!known.includes(name)) await db.schema.alterTable('devices').addColumn(name, type).execute();
    await db.schema
      .createTable('quarantine')
      .ifNotExists()
      .addColumn('device_id', 'text', (c) => c.notNull().references('devices.id'))
      .addColumn('mutation_id', 'text', (c) => c.notNull())
      .addColumn('activity_id', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('mutation', 'text', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('judged_by', 'text', (c) => c.references('accounts.id'))
      .addColumn('judged_at', 'bigint')
      .addPrimaryKeyConstraint('quarantine_change', ['device_id', 'mutation_id'])
      .execute();
  },
};
