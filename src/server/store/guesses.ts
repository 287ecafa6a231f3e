import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Reader, Store } from './store.ts';

/** Who is guessed at: an account by strangers, or an account by who holds one of its phones. */
export interface GuessedAt {
  readonly table: 'accounts' | 'devices';
  readonly id: string;
  readonly column: 'guesses_full_at' | 'factor_guesses_full_at';
  /** When all its guesses will be there again (milliseconds since 1970); undefined where none was ever taken. */
  readonly fullAt: number | undefined;
}

/** The phone of the account, where the browser has signed in on it before, or else the account. No account takes as long to look for. */
export async function findGuessedAt(
  db: Reader,
  accountId: AccountId | undefined,
  keyHash: string | undefined,
): Promise<GuessedAt | undefined> {
  const row = await db
    .selectFrom('accounts')
    .leftJoin('devices', (join) => join.onRef('devices.account_id', '=', 'accounts.id').on('devices.key_hash', '=', keyHash ?? ''))
    .select(['accounts.id', 'accounts.guesses_full_at as of_account', 'devices.id as device_id', 'devices.guesses_full_at as of_device'])
    .where('accounts.id', '=', accountId ?? sql<AccountId>`''`)
    .executeTakeFirst();
  if (!row) return undefined;
  return row.device_id === null
    ? { table: 'accounts', column: 'guesses_full_at', id: row.id, fullAt: row.of_account ?? undefined }
    : { table: 'devices', column: 'guesses_full_at', id: row.device_id, fullAt: row.of_device ?? undefined };
}

export async function findGuessedAtDevice(db: Reader, deviceId: string): Promise<GuessedAt> {
  const row = await db.selectFrom('devices').select('guesses_full_at').where('id', '=', deviceId).executeTakeFirst();
  return { table: 'devices', column: 'guesses_full_at', id: deviceId, fullAt: row?.guesses_full_at ?? undefined };
}

/** The second answers of an account, guessed at by somebody who knows its password. */
export async function findFactorGuessedAt(db: Reader, id: AccountId): Promise<GuessedAt> {
  const row = await db.selectFrom('accounts').select('factor_guesses_full_at').where('id', '=', id).executeTakeFirst();
  return { table: 'accounts', column: 'factor_guesses_full_at', id, fullAt: row?.factor_guesses_full_at ?? undefined };
}

/** A guess was taken, by whichever process and in whichever order: the sum is the same. A new start does not grant it again. */
export async function saveGuess({ writer }: Store, { table, column, id }: GuessedAt, refillMs: number, now: number): Promise<void> {
  const fullAt = sql.ref(column);
  await sql`update ${sql.table(table)} set ${fullAt} = ${refillMs} + case when ${fullAt} > ${now} then ${fullAt} else ${now} end
    where id = ${id}`.execute(writer);
}

/** It was none. */
export async function takeBackGuess({ writer }: Store, { table, column, id }: GuessedAt, refillMs: number): Promise<void> {
  const fullAt = sql.ref(column);
  await sql`update ${sql.table(table)} set ${fullAt} = ${fullAt} - ${refillMs} where id = ${id}`.execute(writer);
}
