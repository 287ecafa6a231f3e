import type { ClientBase } from 'pg';

/** Says that an office is served from the database, or worked upon, for the life of a connection: any number, taken by this name. */
const USE_LOCK = '4915872630148517';
/** Sessions that are just ending are waited for so many times so long. */
const TRIES = 20;
const PAUSE_MS = 100;

/** Someone else has the database, or keeps it for itself; the code is PostgreSQL's for a lock that was not to be had. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
  readonly code = '55P03';
}

export const LOCKED_BY_COMMAND = 'The database is kept by another command for itself (move, restore). Start again when that has ended.';

/** Every connection says that the database is in use; while somebody must be alone with it, none comes about. */
export async function announceUse(client: ClientBase): Promise<void> {
  try {
    await client.query('select pg_advisory_lock_shared($1)', [USE_LOCK]);
  } catch (error) {
    throw (error as { readonly code?: unknown }).code === '55P03' ? new DatabaseInUse(LOCKED_BY_COMMAND) : error;
  }
}

// A server of a release that did not announce itself is a session all the same. Processes of the database have no user.
const OTHERS = `select pid, application_name as name from pg_stat_activity
  where datname = current_database() and usesysid is not null and pid <> pg_backend_pid()
  and coalesce(backend_type, 'client backend') = 'client backend' order by pid`;

/** Keeps everybody else out for the life of the connection; fails where somebody has the database. */
export async function keepForOneself(client: ClientBase): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { rows: locks } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [USE_LOCK]);
    const { rows: others } = await client.query<{ pid: number; name: string }>(OTHERS);
    if (locks[0]?.alone && others.length === 0) return;
    if (tries === TRIES) {
      const sessions = others.map(({ pid, name }) => (name === '' ? `${pid}` : `${name} ${pid}`)).join(', ');
      throw new DatabaseInUse(`The database is in use: stop the server first (sessions: ${sessions}). Nothing was changed.`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
