import type { AccountId, RequestId } from '../../domain/ids.ts';
import type { Reader, WriteTx } from './store.ts';
import type { RecoverySecretTable } from './tables/accounts.ts';

/** Most secrets that are kept for one phone. A phone that stopped before it noted the latest needs an earlier one. */
const MOST_OF_DEVICE = 5;

/** Keeps a secret under its id, which is never replaced; the oldest of the same phone are removed. */
export async function keepRecoverySecret(tx: WriteTx, row: RecoverySecretTable): Promise<void> {
  await tx.db
    .insertInto('recovery_secrets')
    .values(row)
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
  const known = await tx.db
    .selectFrom('recovery_secrets')
    .select('id')
    .where('account_id', '=', row.account_id)
    .where('device_id', '=', row.device_id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const old = known.slice(MOST_OF_DEVICE).map(({ id }) => id);
  if (old.length > 0) await tx.db.deleteFrom('recovery_secrets').where('id', 'in', old).execute();
}

/** Finds a secret of this account, from whichever phone it is signed in now: after a long time that may be a new sign-in. */
export async function findRecoverySecret(db: Reader, accountId: AccountId, id: RequestId): Promise<string | undefined> {
  const query = db.selectFrom('recovery_secrets').select('secret').where('account_id', '=', accountId).where('id', '=', id);
  return (await query.executeTakeFirst())?.secret;
}
