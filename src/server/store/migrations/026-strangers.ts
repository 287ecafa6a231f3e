import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What anybody may ask for without a sign-in, by a key or code they made up: it is looked for without walking all devices and accounts. */
const INDEXES = [
  ['devices_browser', 'devices', 'key_hash'],
  ['devices_lost_token', 'devices', 'lost_token_hash'],
  ['accounts_code_selector', 'accounts', 'code_selector'],
] as const;

export const strangers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, table, column] of INDEXES) await db.schema.createIndex(name).ifNotExists().on(table).column(column).execute();
  },
};
