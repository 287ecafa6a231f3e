import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Most statements kept prepared. Batches of different sizes are different texts, so the number must be bounded. */
const MAX_PREPARED = 100;

/** Keeps prepared statements: preparing costs more than running for most of ours. The oldest goes first. */
function preparing(database: Database): SqliteDatabase {
  const prepared = new Map<string, Statement<unknown[]>>();
  return {
    close: () => void database.close(),
    prepare(text) {
      const known = prepared.get(text);
      if (known) return known;
      const statement = database.prepare<unknown[]>(text);
      const oldest = prepared.size >= MAX_PREPARED ? prepared.keys().next().value : undefined;
      if (oldest !== undefined) prepared.delete(oldest);
      prepared.set(text, statement);
      return statement;
    },
  };
}

/**
 * A plain `begin` takes the write lock only at the first write; when another process wrote in between, the upgrade fails
 * at once and the busy timeout is not consulted. Our transactions write, so they ask for the lock first and wait their turn.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Readers begin plainly: their transactions only hold on to what is committed now. */
export const sqliteDialect = (database: Database, access: 'readWrite' | 'readOnly'): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => {
    const config = { database: preparing(database) };
    return access === 'readWrite' ? new ImmediateSqliteDriver(config) : new SqliteDriver(config);
  },
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
