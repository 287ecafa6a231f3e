import type { AccountId } from '../../domain/ids.ts';
import type { Reader, Store } from './store.ts';

/** Who is guessed at: an account by strangers, or an account by who holds one of its phones. */
export interface GuessedAt {
  readonly table: 'accounts' | 'devices';
  readonly id: string;
  /** When all its guesses will be there again (milliseconds since 1970); undefined where none was ever taken. */
  readonly fullAt: number | undefined;
}

/** The phone of the account, where the browser has signed in on it before, or else the account. No account takes as long to look for. */
export async function findGuessedAt(
  db: Reader,
  accountId: AccountId | undefined,
  keyHash: string | undefined,
): Promise<GuessedAt | undefined> {
  const id = accountId ?? ('' as AccountId);
  const row = await db
    .selectFrom('accounts')
    .leftJoin('devices', (join) => join.onRef('devices.account_id', '=', 'accounts.id').on('devices.key_hash', '=', keyHash ?? ''))
    .select(['accounts.guesses_full_at as of_account', 'devices.id as device_id', 'devices.guesses_full_at as of_device'])
    .where('accounts.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return row.device_id === null
    ? { table: 'accounts', id, fullAt: row.of_account ?? undefined }
    : { table: 'devices', id: row.device_id, fullAt: row.of_device ?? undefined };
}

export async function findGuessedAtDevice(db: Reader, deviceId: string): Promise<GuessedAt> {
  const row = await db.selectFrom('devices').select('guesses_full_at').where('id', '=', deviceId).executeTakeFirst();
  return { table: 'devices', id: deviceId, fullAt: row?.guesses_full_at ?? undefined };
}

/** A guess was taken, by whichever process and in whichever order: the sum is the same. A new start does not grant it again. */
export async function saveGuess({ writer }: Store, { table, id }: GuessedAt, refillMs: number, now: number): Promise<void> {
  await writer
    .updateTable(table)
    .set((eb) => {
      const from = eb.case().when('guesses_full_at', '>', now).then(eb.ref('guesses_full_at')).else(now).end();
      return { guesses_full_at: eb(from, '+', refillMs) };
    })
    .where('id', '=', id)
    .execute();
}

/** It was none. */
export async function takeBackGuess({ writer }: Store, { table, id }: GuessedAt, refillMs: number): Promise<void> {
  await writer
    .updateTable(table)
    .set((eb) => ({ guesses_full_at: eb('guesses_full_at', '-', refillMs) }))
    .where('id', '=', id)
    .execute();
}
