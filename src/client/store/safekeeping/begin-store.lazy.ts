import type { AccountId } from '../../../domain/ids.ts';
import { type PhoneKey, writeMeta } from '../meta.ts';
import { openOwnDb } from '../own-db.ts';
import { StoreLockedError } from '../seal/store-locked.ts';
import { readWaitingRecords } from './held-ledger.ts';
import { dropSealed, openSealedStore } from './sealed-store.lazy.ts';
import { takeInUnsent } from './take-in-unsent.ts';

/**
 * Somebody signed in: what was sealed for them on this phone is theirs again, and the store has the key by which it knows an order of
 * the office, before there may be no signal any more.
 */
export async function beginStore(accountId: AccountId, phone: PhoneKey | undefined): Promise<void> {
  const db = await openOwnDb(accountId).catch(async (error: unknown) => {
    if (!(error instanceof StoreLockedError)) throw error;
    // It goes in once the store is unlocked (unlock.ts).
    if (phone) await writeMeta(error.base, 'phone', phone);
    error.base.close();
  });
  if (!db) return;
  const sealed = await openSealedStore(accountId);
  try {
    if (phone) await writeMeta(db, 'phone', phone);
    if (sealed) await takeInUnsent(db, { records: await readWaitingRecords(sealed), drafts: [] });
  } finally {
    db.close();
    sealed?.close();
  }
  if (sealed) await dropSealed(accountId);
}
