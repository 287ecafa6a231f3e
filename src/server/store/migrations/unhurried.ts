import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** A step that goes through all records may take longer than a statement of the running server: PostgreSQL must not end it. */
export async function takeAllTime<Tables>(db: Kysely<Tables>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) await sql`set local statement_timeout = 0`.execute(db);
}
