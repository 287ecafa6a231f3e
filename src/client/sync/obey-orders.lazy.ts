import type { MutationId } from '../../domain/ids.ts';
import { HAND_OVER } from '../../protocol/endpoints/quarantine.ts';
import { MAX_MUTATIONS } from '../../protocol/limits.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import { WipeOrder, wipeOrderText } from '../../protocol/wipe-order.ts';
import { askOffice } from '../office/ask-office.ts';
import type { AppDb } from '../store/db.ts';
import { currentPerson, forgetCurrent } from '../store/known-accounts.ts';
import { rememberLostState } from '../store/lost-state.ts';
import { type PhoneKey, readMeta } from '../store/meta.ts';
import type { UnsentRecord } from '../store/records/unsent-record.ts';
import {
  clearNotes,
  clearStores,
  dropSealed,
  finishClearing,
  markCleared,
  openSealedStore,
  openWorkStore,
  readUnsentRecords,
  seal,
  withoutChanges,
} from '../store/safekeeping/sealed-store.lazy.ts';
import { withSyncLock } from './sync-lock.ts';

/** Handing over must not hold up the clearing: what did not go in this time (ms) is sealed. */
const HAND_OVER_MS = 25_000;
/** Letters of one request. */
const MAX_CHARS = 500_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** It is for this very phone, and the office signed it: with a key that it gave this phone when it was signed in. */
async function isOurs(order: WipeOrder, phone: PhoneKey | undefined): Promise<boolean> {
  if (phone?.deviceId !== order.deviceId) return false;
  const key = await crypto.subtle.importKey('raw', bytesOf(phone.orderKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, fromBase64Url(order.mac), bytesOf(wipeOrderText(order)));
}

function* pagesOf(mutations: readonly Mutation[]): Generator<Mutation[]> {
  let page: Mutation[] = [];
  let chars = 0;
  for (const mutation of mutations) {
    const length = JSON.stringify(mutation).length;
    if (page.length > 0 && (page.length >= MAX_MUTATIONS || chars + length > MAX_CHARS)) {
      yield page;
      [page, chars] = [[], 0];
    }
    page.push(mutation);
    chars += length;
  }
  if (page.length > 0) yield page;
}

/** Offers what was never sent; tells which changes the office has now. Nothing but its word for each of them counts. */
async function handOver(deviceId: string, records: readonly UnsentRecord[]): Promise<ReadonlySet<MutationId>> {
  const had = new Set<MutationId>();
  const mutations = records.flatMap(({ changes }) => changes.map(({ mutation }) => mutation));
  const work = async (): Promise<void> => {
    for (const page of pagesOf(mutations)) {
      const answer = await askOffice(HAND_OVER, { params: { id: deviceId }, body: { mutations: page } });
      if (!answer.ok) return;
      const said = new Map(answer.value.results.map(({ id, status }) => [id, status]));
      for (const { id } of page) if (['quarantined', 'received'].includes(said.get(id) ?? '')) had.add(id);
    }
  };
  await Promise.race([work(), new Promise((resolve) => setTimeout(resolve, HAND_OVER_MS))]);
  return had;
}

const keyIn = async (db: AppDb | undefined): Promise<PhoneKey | undefined> => db && readMeta(db, 'phone');

/**
 * Hands over, seals what could not go, and clears the rest. `now`: milliseconds since 1970. Tells whether anything of the account
 * went; an order that is not ours changes nothing.
 */
async function obey(order: WipeOrder, now: () => number): Promise<boolean> {
  const { accountId, deviceId, leftMs } = order;
  const [work, sealed] = [await openWorkStore(accountId), await openSealedStore(accountId)];
  try {
    const isWorkOurs = await isOurs(order, await keyIn(work));
    const phone = isWorkOurs ? await keyIn(work) : await keyIn(sealed);
    if (!phone || !(isWorkOurs || (await isOurs(order, phone)))) {
      // A worker has cleared the store already, and this page has its own notes still.
      return work !== undefined && finishClearing(work);
    }
    // In this browser nobody works on with what is about to go: other tabs hear of it at once.
    if (currentPerson()?.id === accountId) forgetCurrent();
    const records = [...(sealed ? await readUnsentRecords(sealed) : []), ...(work && isWorkOurs ? await readUnsentRecords(work) : [])];
    const left = withoutChanges(records, await handOver(deviceId, records));
    sealed?.close();
    if (left.length > 0 && leftMs > 0) await seal(accountId, left, phone);
    work?.close();
    await clearStores(accountId);
    if (left.length === 0 || leftMs <= 0) await dropSealed(accountId);
    const staying = leftMs > 0 ? left.length : 0;
    const state = { accountId, at: now(), handed: records.length - left.length, left: staying, clearAt: now() + leftMs };
    if (typeof localStorage === 'undefined') await markCleared(state);
    rememberLostState(state);
    clearNotes(accountId);
    const cleared = { left: staying, destroyed: left.length - staying };
    await askOffice(HAND_OVER, { params: { id: deviceId }, body: { mutations: [], cleared } });
    return true;
  } finally {
    work?.close();
    sealed?.close();
  }
}

/** Obeys those of the orders that are for this phone, one after the other and in one tab at a time. */
export async function obeyOrders(raw: unknown, now: () => number): Promise<boolean> {
  let isAny = false;
  for (const said of Array.isArray(raw) ? raw : []) {
    const order = WipeOrder.safeParse(said);
    if (order.success && (await withSyncLock(order.data.accountId, true, () => obey(order.data, now)))) isAny = true;
  }
  return isAny;
}
