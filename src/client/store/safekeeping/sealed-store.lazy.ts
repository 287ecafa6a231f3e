import { Dexie } from 'dexie';
import type { AccountId, ActivityId, MutationId } from '../../../domain/ids.ts';
import { type ActivityRow, AppDb, type OutboxRow } from '../db.ts';
import { forgetPerson } from '../known-accounts.ts';
import { type LostState, rememberLostState } from '../lost-state.ts';
import { type PhoneKey, readMeta, writeMeta } from '../meta.ts';
import { deleteDecoy } from '../seal/decoy.ts';
import { sealedSuffix } from '../seal/sealed-suffix.ts';
import { StoreLockedError } from '../seal/store-locked.ts';
import { ledgerKey } from './held-ledger.ts';
import { planCopyKey } from './plan-copy-key.ts';
import { rescueKey, rescueStore } from './rescue-store.ts';
import { giveUpReserve } from './reserve.ts';
import { savedInputPrefix } from './saved-input-key.ts';
import { unloadDraftPrefix } from './unload-draft-key.ts';
import { copyPrefix } from './waiting-copies.ts';

const SEALED = '-sealed';
const nameOf = (accountId: AccountId, suffix = ''): string => `cotmoc-${accountId}${suffix}`;

/** Work that was never sent, as it lies in a store. */
export interface UnsentRows {
  readonly outbox: readonly OutboxRow[];
  readonly activities: readonly ActivityRow[];
}

export const readUnsentRows = (db: AppDb): Promise<UnsentRows> =>
  db.transaction('r', [db.activities, db.outbox], async () => {
    const outbox = await db.outbox.toArray();
    const rows = await db.activities.bulkGet([...recordsIn(outbox)]);
    return { outbox, activities: rows.filter((row) => row !== undefined) };
  });

export const recordsIn = (outbox: readonly OutboxRow[]): Set<ActivityId> => new Set(outbox.map(({ activityId }) => activityId));

/** Without the changes that the office has, and without the records of which nothing else is left. */
export function withoutChanges({ outbox, activities }: UnsentRows, had: ReadonlySet<MutationId>): UnsentRows {
  const left = outbox.filter(({ mutation }) => !had.has(mutation.id));
  const records = recordsIn(left);
  return { outbox: left, activities: activities.filter(({ id }) => records.has(id)) };
}

/** The store the person worked in; undefined where there is none: nothing is made by looking. */
export async function openWorkStore(accountId: AccountId, open: (id: AccountId) => Promise<AppDb | undefined>): Promise<AppDb | undefined> {
  const isThere = rescueStore(accountId) !== undefined || (await Dexie.exists(nameOf(accountId)));
  if (!isThere) return undefined;
  return open(accountId).catch((error: unknown) => {
    // Under a PIN nobody reads what lies there: the order is carried out once it is unlocked.
    if (error instanceof StoreLockedError) return error.base.close();
    throw error;
  }) as Promise<AppDb | undefined>;
}

export async function openSealedStore(accountId: AccountId): Promise<AppDb | undefined> {
  if (!(await Dexie.exists(nameOf(accountId, SEALED)))) return undefined;
  const db = new AppDb(accountId, { suffix: SEALED });
  await db.open();
  return db;
}

/** Lays unsent work into a store of its own, which no screen opens: it is there before the one it comes from goes. */
export async function seal(accountId: AccountId, { outbox, activities }: UnsentRows, phone: PhoneKey): Promise<void> {
  const db = new AppDb(accountId, { suffix: SEALED });
  await db.open();
  try {
    await db.transaction('rw', [db.outbox, db.activities, db.meta], async () => {
      await db.outbox.clear();
      await db.activities.clear();
      // Where two stores come together their numbers say nothing any more: the order does.
      await db.outbox.bulkAdd(outbox.map(({ seq: _, ...row }) => row));
      await db.activities.bulkPut([...activities]);
      await writeMeta(db, 'phone', phone);
    });
  } finally {
    db.close();
  }
}

export const dropSealed = (accountId: AccountId): Promise<void> => Dexie.delete(nameOf(accountId, SEALED));

interface Buckets {
  readonly storageBuckets?: { delete(name: string): Promise<void> };
}

/** A browser that makes no further database, on a full phone say, clears all the same. */
const tryDecoy = (): Promise<void> => deleteDecoy().catch(() => undefined);

/**
 * Clears away whatever this phone holds of an account. Whole databases go, between two decoys: of single rows the bytes would lie in the
 * browser's files for long. Another tab lets go of them when it is asked.
 */
export async function clearStores(accountId: AccountId): Promise<void> {
  await tryDecoy();
  if (rescueStore(accountId) === 'bucket') await (navigator as Buckets).storageBuckets?.delete('cotmoc-rescue');
  for (const suffix of ['', '-rescue'].flatMap((place) => [place, sealedSuffix(place)])) await Dexie.delete(nameOf(accountId, suffix));
  await giveUpReserve();
  await tryDecoy();
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
  const starts = [copyPrefix, unloadDraftPrefix, ledgerKey, planCopyKey, savedInputPrefix, rescueKey].map((keyFor) => keyFor(accountId));
  try {
    for (const key of Object.keys(localStorage)) if (starts.some((start) => key.startsWith(start))) localStorage.removeItem(key);
  } catch {
    // Forbidden: then nothing was kept there either.
  }
  forgetPerson(accountId);
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
