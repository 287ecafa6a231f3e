import type { AccountId } from '../../../domain/ids.ts';
import { openOwnDb } from '../own-db.ts';
import { readWaitingRecords } from './held-ledger.ts';
import { dropSealed, openSealedStore } from './sealed-store.lazy.ts';
import { takeInUnsent } from './take-in-unsent.ts';

/** The owner is back: what was sealed is theirs again. */
export async function unseal(accountId: AccountId): Promise<void> {
  const sealed = await openSealedStore(accountId);
  if (!sealed) return;
  const db = await openOwnDb(accountId);
  try {
    await takeInUnsent(db, { records: await readWaitingRecords(sealed), drafts: [] });
  } finally {
    db.close();
    sealed.close();
  }
  await dropSealed(accountId);
}
