import type { AccountId } from '../../domain/ids.ts';
import type { Person } from '../../domain/person.ts';
import { PERSON_COLUMNS, personOf } from './accounts.ts';
import type { Reader, Store, WriteTx } from './store.ts';
import type { FeedTokenTable } from './tables/accounts.ts';

/** A key to the feed of records, with whoever made it: what they may see now is what it opens. */
export interface StoredFeedToken {
  readonly id: string;
  readonly maker: Person;
  readonly name: string;
  /** All times in milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

/** Their ids stand beside the person's own. */
const tokens = (db: Reader) =>
  db
    .selectFrom('feed_tokens')
    .innerJoin('accounts', 'accounts.id', 'feed_tokens.account_id')
    .select(PERSON_COLUMNS)
    .select(['feed_tokens.id as token_id', 'name', 'feed_tokens.created_at', 'expires_at', 'used_at', 'revoked_at']);

type Row = Awaited<ReturnType<ReturnType<typeof tokens>['execute']>>[number];
const tokenOf = (row: Row): StoredFeedToken => ({
  id: row.token_id,
  maker: personOf(row),
  name: row.name,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
});

/** All of them, or those of one maker, the newest first. */
export async function listFeedTokens(db: Reader, maker: AccountId | undefined): Promise<StoredFeedToken[]> {
  const query = tokens(db).orderBy('feed_tokens.created_at', 'desc').orderBy('feed_tokens.id');
  const rows = await (maker === undefined ? query : query.where('account_id', '=', maker)).execute();
  return rows.map(tokenOf);
}

export const addFeedToken = async (tx: WriteTx, row: Omit<FeedTokenTable, 'used_at' | 'revoked_at'>): Promise<void> =>
  void (await tx.db
    .insertInto('feed_tokens')
    .values({ ...row, used_at: null, revoked_at: null })
    .execute());

/** Ended for good: one that was ended already keeps the day on which it was. */
export async function revokeFeedToken(tx: WriteTx, id: string, now: number): Promise<void> {
  await tx.db.updateTable('feed_tokens').set({ revoked_at: now }).where('id', '=', id).where('revoked_at', 'is', null).execute();
}

/** With the sign-ins of an account its keys end too. */
export async function revokeFeedTokensOf(tx: WriteTx, accountId: AccountId, now: number): Promise<void> {
  await tx.db
    .updateTable('feed_tokens')
    .set({ revoked_at: now })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** The key that has this hash, as long as it opens anything. */
export async function findFeedToken(db: Reader, hash: string, now: number): Promise<StoredFeedToken | undefined> {
  const row = await tokens(db)
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where('accounts.disabled', '=', 0)
    .executeTakeFirst();
  return row && tokenOf(row);
}

export async function touchFeedToken(store: Store, id: string, now: number): Promise<void> {
  await store.writer.updateTable('feed_tokens').set({ used_at: now }).where('id', '=', id).execute();
}
