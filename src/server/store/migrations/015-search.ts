import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { takeAllTime } from './unhurried.ts';

/** PostgreSQL looks for words along an index of its own kind, SQLite in a table of its own kind. */
async function createWords(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`alter table search_docs add column if not exists words tsvector not null`.execute(db);
    await sql`create index if not exists search_docs_words on search_docs using gin (words)`.execute(db);
    return;
  }
  // Beginnings of two to six letters have lists of their own: all others are put together from the words that begin so, which
  // takes longer than a second where most records hold one. Where a word stands is not kept: nobody asks for phrases.
  await sql`create virtual table if not exists search_words using fts5(words, content='', contentless_delete=1, detail=none,
    prefix='2 3 4 5 6', tokenize="ascii tokenchars '_'")`.execute(db);
}

/** What the search finds records by. It is filled from the records once the server stands, as after every change. */
export const search: Migration = {
  async up(untyped: Kysely<unknown>) {
    await takeAllTime(untyped);
    const db = untyped as Kysely<Record<'search_head', Record<string, number>>>;
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    await db.schema
      .createTable('search_head')
      .ifNotExists()
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('change_no', 'bigint', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .execute();
    await db
      .insertInto('search_head')
      .values({ id: 1, change_no: 0, seq: 0 })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
    await db.schema
      .createTable('search_docs')
      .ifNotExists()
      .addColumn('activity_id', 'text', (c) => c.primaryKey())
      .addColumn('place', 'bigint', (c) => c.notNull().unique())
      .execute();
    await createWords(untyped);
    await db.schema.createIndex('activities_change').ifNotExists().on('activities').column('change_no').execute();
  },
};
