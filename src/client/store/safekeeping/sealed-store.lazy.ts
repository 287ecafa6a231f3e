import { Dexie } from 'dexie';
import type { AccountId, MutationId } from '../../../domain/ids.ts';
import { AppDb } from '../db.ts';
import { forgetPerson } from '../known-accounts.ts';
import { type LostState, rememberLostState } from '../lost-state.ts';
import { type PhoneKey, readMeta, writeMeta } from '../meta.ts';
import { openOwnDb } from '../own-db.ts';
import { readRecords, type UnsentRecord } from '../records/unsent-record.ts';
import { ledgerKey } from './held-ledger.ts';
import { planCopyKey } from './plan-copy.lazy.ts';
import { rescueKey, rescueStore } from './rescue-store.ts';
import { giveUpReserve } from './reserve.ts';
import { takeInUnsent } from './take-in-unsent.ts';
import { unloadDraftPrefix } from './unload-draft.ts';
import { copyPrefix } from './waiting-copies.ts';

const SEALED = '-sealed';
const nameOf = (accountId: AccountId, suffix = ''): string => `cotmoc-${accountId}${suffix}`;

export const readUnsentRecords = (db: AppDb): Promise<UnsentRecord[]> =>
  db.transaction('r', [db.activities, db.outbox], async () => readRecords(db));

/** The records without the changes that the office has; those of which nothing is left are gone. */
export const withoutChanges = (records: readonly UnsentRecord[], had: ReadonlySet<MutationId>): UnsentRecord[] =>
  records
    .map((record) => ({ ...record, changes: record.changes.filter(({ mutation }) => !had.has(mutation.id)) }))
    .filter(({ changes }) => changes.length > 0);

/** The store the person worked in; undefined where there is none: nothing is made by looking. */
export async function openWorkStore(accountId: AccountId): Promise<AppDb | undefined> {
  const isThere = rescueStore(accountId) !== undefined || (await Dexie.exists(nameOf(accountId)));
  return isThere ? openOwnDb(accountId) : undefined;
}

export async function openSealedStore(accountId: AccountId): Promise<AppDb | undefined> {
  if (!(await Dexie.exists(nameOf(accountId, SEALED)))) return undefined;
  const db = new AppDb(accountId, { suffix: SEALED });
  await db.open();
  return db;
}

/** Lays records into a store of their own, which no screen opens: it is there before the one they come from goes. */
export async function seal(accountId: AccountId, records: readonly UnsentRecord[], phone: PhoneKey): Promise<void> {
  const db = new AppDb(accountId, { suffix: SEALED });
  await db.open();
  try {
    await db.transaction('rw', db.tables, async () => {
      for (const table of db.tables) await table.clear();
    });
    await takeInUnsent(db, { records: [...records], drafts: [] });
    await writeMeta(db, 'phone', phone);
  } finally {
    db.close();
  }
}

export const dropSealed = (accountId: AccountId): Promise<void> => Dexie.delete(nameOf(accountId, SEALED));

interface Buckets {
  readonly storageBuckets?: { delete(name: string): Promise<void> };
}

/**
 * Clears away whatever this phone holds of an account. Whole databases go: of single rows the bytes would lie in the browser's files
 * for long. Another tab lets go of them when it is asked.
 */
export async function clearStores(accountId: AccountId): Promise<void> {
  if (rescueStore(accountId) === 'bucket') await (navigator as Buckets).storageBuckets?.delete('cotmoc-rescue');
  for (const suffix of ['', '-rescue']) await Dexie.delete(nameOf(accountId, suffix));
  await giveUpReserve();
}

/** A worker cannot reach the page's own storage: the store that it leaves says that the page must. */
export async function markCleared({ accountId, ...state }: LostState): Promise<void> {
  const db = new AppDb(accountId);
  await db.open();
  await writeMeta(db, 'cleared', state);
  db.close();
}

/** What lies beside the databases. Done again at every start while the phone is lost: a page that goes may write its last words late. */
export function clearNotes(accountId: AccountId): void {
  const starts = [copyPrefix(accountId), unloadDraftPrefix(accountId), ledgerKey(accountId), planCopyKey(accountId), rescueKey(accountId)];
  try {
    for (const key of Object.keys(localStorage)) if (starts.some((start) => key.startsWith(start))) localStorage.removeItem(key);
  } catch {
    // Forbidden: then nothing was kept there either.
  }
  forgetPerson(accountId);
}

/** The owner is back: what was sealed is theirs again. */
export async function unseal(accountId: AccountId): Promise<void> {
  const sealed = await openSealedStore(accountId);
  if (!sealed) return;
  const records = await readUnsentRecords(sealed);
  const db = await openOwnDb(accountId);
  try {
    await takeInUnsent(db, { records, drafts: [] });
  } finally {
    db.close();
    sealed.close();
  }
  await dropSealed(accountId);
}

/** Ends in a page what a worker began. Tells whether there was anything to end. */
export async function finishClearing(db: AppDb): Promise<boolean> {
  const { accountId } = db;
  const state = await readMeta(db, 'cleared');
  if (!state) return false;
  db.close();
  rememberLostState({ ...state, accountId });
  clearNotes(accountId);
  await Dexie.delete(nameOf(accountId));
  return true;
}
