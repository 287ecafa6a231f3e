import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const CELL_PLACE = ['plan_id', 'item_code', 'unit_id', 'part', 'state'] as const;
const FINE_PLACE = [...CELL_PLACE, 'type', 'locality_id'] as const;

async function createOffice(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feed_head')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('reference')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reference_key', ['kind', 'id'])
    .execute();
  await db.schema.createIndex('reference_change').on('reference').column('change_no').execute();
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('staff_code', 'text', (c) => c.notNull())
    .addColumn('staff_key', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('unit_ids', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('code_hash', 'text', (c) => c.unique())
    .addColumn('code_expires_at', 'bigint')
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('accounts_change').on('accounts').column('change_no').execute();
  await db.schema
    .createTable('devices')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.unique())
    .addColumn('token_at', 'bigint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('app', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addColumn('held_count', 'integer', (c) => c.notNull())
    .addColumn('held_oldest_at', 'text')
    .addColumn('held_attention', 'integer', (c) => c.notNull())
    .addColumn('held_persisted', 'integer', (c) => c.notNull())
    .addColumn('note_change_no', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('devices_account_key', ['account_id', 'key_hash'])
    .execute();
  await db.schema
    .createTable('declared')
    .addColumn('device_id', 'text', (c) => c.notNull().references('devices.id'))
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('records', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('declared_key', ['device_id', 'plan_id', 'item_code', 'unit_id', 'part'])
    .execute();
}

async function createActivities(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activities')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('locality_id', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('return_reason', 'text')
    .addColumn('duplicate_of_id', 'text')
    .addColumn('conflicts', 'text')
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('activities_cell')
    .on('activities')
    .columns([...FINE_PLACE])
    .execute();
  await db.schema.createIndex('activities_day').on('activities').columns(['plan_id', 'date', 'id']).execute();
  await db.schema.createIndex('activities_author').on('activities').columns(['author_id', 'change_no']).execute();
  await db.schema.createIndex('activities_unit').on('activities').columns(['unit_id', 'change_no']).execute();
  await db.schema
    .createTable('also_items')
    .addColumn('activity_id', 'text', (c) => c.notNull().references('activities.id'))
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('also_items_key', ['activity_id', 'item_code'])
    .execute();
  await db.schema.createIndex('also_items_item').on('also_items').columns(['plan_id', 'item_code']).execute();
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activity_versions')
    .addColumn('activity_id', 'text', (c) => c.notNull().references('activities.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('mutation_id', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('device_at', 'text', (c) => c.notNull())
    .addColumn('patch', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('duplicate_of_id', 'text')
    .addColumn('conflicts', 'text')
    .addPrimaryKeyConstraint('activity_versions_key', ['activity_id', 'version'])
    .execute();
  await db.schema
    .createTable('mutations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('activity_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('seen', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('version', 'integer')
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('aside', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('mutations_activity').on('mutations').column('activity_id').execute();
}

async function createCells(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fine_cells')
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('locality_id', 'text', (c) => c.notNull())
    .addColumn('records', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('fine_cells_key', [...FINE_PLACE])
    .execute();
  await db.schema
    .createTable('cells')
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('records', 'integer', (c) => c.notNull())
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    // Tallies sum the parts of an item, unit and state: in this order they are read without sorting.
    .addPrimaryKeyConstraint('cells_key', ['plan_id', 'item_code', 'unit_id', 'state', 'part'])
    .execute();
  await db.schema.createIndex('cells_change').on('cells').column('change_no').execute();
  await db.schema
    .createTable('departures')
    .addColumn('activity_id', 'text', (c) => c.notNull().references('activities.id'))
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('change_no', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('departures_key', ['activity_id', 'unit_id'])
    .execute();
  await db.schema.createIndex('departures_unit').on('departures').columns(['unit_id', 'change_no']).execute();
}

/** Measure columns are not named here: `measure-columns.ts` adds whatever the registry of measures holds. */
export const start: Migration = {
  async up(db) {
    await createOffice(db);
    await createPeople(db);
    await createActivities(db);
    await createHistory(db);
    await createCells(db);
  },
};
