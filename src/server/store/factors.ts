import type { Selectable } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import { fromJson, type Json, toJson } from './json.ts';
import type { Reader, WriteTx } from './store.ts';
import type { FactorAsk, FactorData, FactorTable, HalfSignInTable } from './tables/factors.ts';

/** A second factor as the rules see it; all times in milliseconds since 1970. */
export interface StoredFactor extends Omit<Selectable<FactorTable>, 'data'> {
  readonly data: FactorData;
}

/** The second factors of an account, the oldest first. */
export async function listFactors(db: Reader, accountId: AccountId): Promise<StoredFactor[]> {
  const query = db.selectFrom('factors').selectAll().where('account_id', '=', accountId);
  return (await query.orderBy('created_at').orderBy('id').execute()).map((row) => ({ ...row, data: fromJson(row.data) }));
}

/** Accounts that have at least one second factor. */
export async function accountsWithFactors(db: Reader): Promise<ReadonlySet<AccountId>> {
  return new Set((await db.selectFrom('factors').select('account_id').distinct().execute()).map((row) => row.account_id));
}

/** Gives false where the passkey is known already. */
export async function addFactor(tx: WriteTx, { data, ...row }: StoredFactor): Promise<boolean> {
  const added = await tx.db
    .insertInto('factors')
    .values({ ...row, data: toJson(data) })
    .onConflict((oc) => oc.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function removeFactor(tx: WriteTx, id: string): Promise<void> {
  await tx.db.deleteFrom('factors').where('id', '=', id).execute();
}

/** Notes that a factor has answered. Gives false where its count has moved on meanwhile, since the same digits were taken already. */
export async function noteFactorUsed(tx: WriteTx, id: string, before: number, count: number, now: number): Promise<boolean> {
  const update = tx.db.updateTable('factors').set({ last_count: count, used_at: now }).where('id', '=', id);
  return (await update.where('last_count', '=', before).returning('id').executeTakeFirst()) !== undefined;
}

export async function countRecoveryCodes(db: Reader, accountId: AccountId): Promise<number> {
  const query = db.selectFrom('recovery_codes').select((eb) => eb.fn.countAll<number>().as('n'));
  return Number((await query.where('account_id', '=', accountId).where('used_at', 'is', null).executeTakeFirstOrThrow()).n);
}

/** Gives an account new recovery codes; the former ones are no longer good. */
export async function replaceRecoveryCodes(tx: WriteTx, accountId: AccountId, hashes: readonly string[]): Promise<void> {
  await tx.db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  const rows = hashes.map((hash) => ({ code_hash: hash, account_id: accountId, used_at: null }));
  if (rows.length > 0) await tx.db.insertInto('recovery_codes').values(rows).execute();
}

/** Uses up a recovery code. Gives false where the account has no such code that is still good. */
export async function useRecoveryCode(tx: WriteTx, accountId: AccountId, hash: string, now: number): Promise<boolean> {
  const used = await tx.db
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('code_hash', '=', hash)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .returning('code_hash')
    .executeTakeFirst();
  return used !== undefined;
}

/** When the account was first asked for a factor. */
export async function factorAskedAt(db: Reader, accountId: AccountId): Promise<number | undefined> {
  const row = await db.selectFrom('accounts').select('factor_asked_at').where('id', '=', accountId).executeTakeFirst();
  return row?.factor_asked_at ?? undefined;
}

/** Notes when the person is asked for the first time, which may be to come; only an earlier time changes what was noted. */
export async function noteFactorAsked(db: Reader, accountId: AccountId, now: number): Promise<void> {
  const update = db.updateTable('accounts').set({ factor_asked_at: now }).where('id', '=', accountId);
  await update.where((eb) => eb.or([eb('factor_asked_at', 'is', null), eb('factor_asked_at', '>', now)])).execute();
}

/** When the browser with this key last gave a second answer for the account. */
export async function factorAtOfBrowser(db: Reader, accountId: AccountId, keyHash: string): Promise<number | undefined> {
  const query = db.selectFrom('devices').select('factor_at').where('account_id', '=', accountId).where('key_hash', '=', keyHash);
  return (await query.executeTakeFirst())?.factor_at ?? undefined;
}

export async function noteDeviceAnswered(tx: WriteTx, deviceId: string, now: number): Promise<void> {
  await tx.db.updateTable('devices').set({ factor_at: now, factor_ask: null }).where('id', '=', deviceId).execute();
}

/** Forgets what the devices of an account answered: each is asked again at its next sign-in. */
export async function forgetFactorAnswers(tx: WriteTx, accountId: AccountId, exceptDeviceId = ''): Promise<void> {
  const update = tx.db.updateTable('devices').set({ factor_at: null, factor_ask: null });
  await update.where('account_id', '=', accountId).where('id', '<>', exceptDeviceId).execute();
}

/** Forgets what one device answered: it may be lost where somebody else signs it out. */
export async function forgetAnswerOf(tx: WriteTx, deviceId: string): Promise<void> {
  await tx.db.updateTable('devices').set({ factor_at: null, factor_ask: null }).where('id', '=', deviceId).execute();
}

export async function saveFactorAsk(db: Reader, deviceId: string, ask: FactorAsk | null): Promise<void> {
  const factor_ask: Json<FactorAsk> | null = ask && toJson(ask);
  await db.updateTable('devices').set({ factor_ask }).where('id', '=', deviceId).execute();
}

/** The question that the device was given last, until its time is over. */
export async function readFactorAsk(db: Reader, deviceId: string, now: number): Promise<FactorAsk | undefined> {
  const row = await db.selectFrom('devices').select('factor_ask').where('id', '=', deviceId).executeTakeFirst();
  const ask = row?.factor_ask ? fromJson(row.factor_ask) : undefined;
  return ask && ask.until > now ? ask : undefined;
}

/** Forgets all factors of somebody who has lost them. The next sign-in cannot put off making a new one. */
export async function resetFactors(tx: WriteTx, accountId: AccountId): Promise<void> {
  await tx.db.deleteFrom('factors').where('account_id', '=', accountId).execute();
  await replaceRecoveryCodes(tx, accountId, []);
  await tx.db.updateTable('accounts').set({ factor_asked_at: 0 }).where('id', '=', accountId).execute();
  await forgetFactorAnswers(tx, accountId);
}

export type HalfSignIn = Selectable<HalfSignInTable>;

/** Saves a half sign-in, and removes those whose time is over. */
export async function saveHalfSignIn(tx: WriteTx, row: Omit<HalfSignIn, 'challenge' | 'tries'>, now: number): Promise<void> {
  await tx.db.deleteFrom('half_sign_ins').where('expires_at', '<=', now).execute();
  await tx.db
    .insertInto('half_sign_ins')
    .values({ ...row, challenge: null, tries: 0 })
    .execute();
}

/** Most answers to one half sign-in. */
const MAX_TRIES = 5;

const openHalves = (db: Reader, tokenHash: string, keyHash: string, now: number) =>
  db
    .selectFrom('half_sign_ins')
    .where('token_hash', '=', tokenHash)
    .where('key_hash', '=', keyHash)
    .where('expires_at', '>', now)
    .where('tries', '<', MAX_TRIES);

/** The half sign-in that this browser may still answer. */
export const findHalfSignIn = (db: Reader, tokenHash: string, keyHash: string, now: number): Promise<HalfSignIn | undefined> =>
  openHalves(db, tokenHash, keyHash, now).selectAll().executeTakeFirst();

/** Uses up a try of a half sign-in and its challenge, whatever comes of it. Gives the half sign-in as it was before. */
export async function takeTry(tx: WriteTx, { token_hash, key_hash }: HalfSignIn, now: number): Promise<HalfSignIn | undefined> {
  const half = await openHalves(tx.db, token_hash, key_hash, now).selectAll().executeTakeFirst();
  if (half)
    await tx.db
      .updateTable('half_sign_ins')
      .set({ tries: half.tries + 1, challenge: null })
      .where('token_hash', '=', token_hash)
      .execute();
  return half;
}

export async function saveChallenge(db: Reader, tokenHash: string, challenge: string): Promise<void> {
  await db.updateTable('half_sign_ins').set({ challenge }).where('token_hash', '=', tokenHash).execute();
}

/** Whether it was still there: a reset of the factors ends those that wait. */
export async function endHalfSignIn(tx: WriteTx, tokenHash: string): Promise<boolean> {
  const gone = await tx.db.deleteFrom('half_sign_ins').where('token_hash', '=', tokenHash).returning('token_hash').execute();
  return gone.length > 0;
}
