import type { AccountId } from '../../domain/ids.ts';
import type { AppDb } from './db.ts';
import { openDb } from './open-db.ts';
import { rescueStore } from './safekeeping/rescue-store.ts';

/** Opens the store the person works in: the first, or the second that was made beside it. */
export async function openOwnDb(accountId: AccountId): Promise<AppDb> {
  const place = rescueStore(accountId);
  return openDb(accountId, undefined, place && (await (await import('./safekeeping/rescue.lazy.ts')).rescueDb(accountId, place)));
}
