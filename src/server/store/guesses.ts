import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { StoredAccount } from './accounts.ts';
import type { Reader, WriteTx } from './store.ts';

/** Who is guessed at: an account by strangers, or an account by who holds one of its phones. */
export interface GuessedAt {
  readonly table: 'accounts' | 'devices';
  readonly id: string;
  readonly column: 'guesses_full_at' | 'factor_guesses_full_at';
  /** When all its guesses will be there again (milliseconds since 1970); undefined where none was ever taken. */
  readonly fullAt: number | undefined;
}
const NOBODY: GuessedAt = { table: 'accounts', column: 'guesses_full_at', id: '', fullAt: undefined };

export const guessedAtAccount = ({ person, guessesFullAt }: StoredAccount): GuessedAt => ({
  table: 'accounts',
  column: 'guesses_full_at',
  id: person.id,
  fullAt: guessesFullAt ?? undefined,
});

/**
 * The phone of the account of this name, by the key of its browser. A key of which anybody reported the phone as lost vouches for
 * nobody.
 */
export async function findGuessedAtPhone(db: Reader, nameKey: string, keyHash: string): Promise<GuessedAt | undefined> {
  const row = await db
    .selectFrom('devices')
    .innerJoin('accounts', 'accounts.id', 'devices.account_id')
    .select(['devices.id', 'devices.guesses_full_at'])
    .where('devices.key_hash', '=', keyHash)
    .where('accounts.staff_key', '=', nameKey)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('devices as lost').select('lost.id').where('lost.key_hash', '=', keyHash).where('lost.lost_at', 'is not', null)),
      ),
    )
    .executeTakeFirst();
  return row && { table: 'devices', column: 'guesses_full_at', id: row.id, fullAt: row.guesses_full_at ?? undefined };
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

/**
 * A guess was taken, by whichever process and in whichever order: the sum is the same. A new start does not grant it again. A name that
 * nobody bears takes as long.
 */
export async function saveGuess({ db }: WriteTx, at: GuessedAt | undefined, refillMs: number, now: number): Promise<void> {
  const { table, column, id } = at ?? NOBODY;
  const fullAt = sql.ref(column);
  await sql`update ${sql.table(table)} set ${fullAt} = ${refillMs} + case when ${fullAt} > ${now} then ${fullAt} else ${now} end
    where id = ${id}`.execute(db);
}
