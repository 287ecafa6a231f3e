/** Troubles of the store that pass by themselves, and those that want more room on the disk. */
export type StoreTrouble = 'busy' | 'full';

const FULL = new Set(['SQLITE_FULL', '53100', 'ENOSPC']);
/** Serialisation, deadlock, lock timeout, too many connections, shutdown; and what the network says of a database that is away. */
const BUSY = /^(SQLITE_BUSY|SQLITE_LOCKED|40001|40P01|55P03|53300|57P0\d|57014|08\d{3}|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/;
/** These come without a code: from better-sqlite3, Kysely and pg. */
const AWAY =
  /^(The database connection is not open|driver has already been destroyed|timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after calling end)/;

/** What an error of the database means to the caller; undefined where it is a fault of ours. */
export function storeTrouble(error: unknown): StoreTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return 'full';
  if (BUSY.test(code) || AWAY.test(error.message)) return 'busy';
  return error.cause === undefined ? undefined : storeTrouble(error.cause);
}
