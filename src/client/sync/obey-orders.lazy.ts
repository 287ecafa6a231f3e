import type { AccountId, MutationId } from '../../domain/ids.ts';
import { HAND_OVER } from '../../protocol/endpoints/hand-over.ts';
import { MAX_MUTATIONS } from '../../protocol/limits.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import { WipeOrder, wipeOrderText } from '../../protocol/wipe-order.ts';
import { fromBase64Url } from '../base64url.ts';
import { answerTo } from '../office/answer-to.ts';
import type { AppDb } from '../store/db.ts';
import { currentPerson, forgetCurrent } from '../store/known-accounts.ts';
import { rememberLostState } from '../store/lost-state.ts';
import { type PhoneKey, readMeta } from '../store/meta.ts';
import {
  clearNotes,
  clearStores,
  dropSealed,
  finishClearing,
  markCleared,
  openSealedStore,
  openWorkStore,
  readUnsentRows,
  recordsIn,
  seal,
  type UnsentRows,
  withoutChanges,
} from '../store/safekeeping/sealed-store.lazy.ts';
import { withSyncLock } from './sync-lock.ts';

/** Handing over must not hold up the clearing: what did not go in this time (ms) is sealed. */
const HAND_OVER_MS = 25_000;
/** Letters of one request. */
const MAX_CHARS = 500_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

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
async function handOver(deviceId: string, { outbox }: UnsentRows): Promise<ReadonlySet<MutationId>> {
  const had = new Set<MutationId>();
  const work = async (): Promise<void> => {
    for (const page of pagesOf(outbox.map(({ mutation }) => mutation))) {
      const answer = await answerTo(HAND_OVER, { params: { id: deviceId }, body: { mutations: page } });
      const reply = HAND_OVER.reply.safeParse(answer.ok && answer.value.body);
      if (!reply.success) return;
      const said = new Map(reply.data.results.map(({ id, status }) => [id, status]));
      for (const { id } of page) if (['quarantined', 'received'].includes(said.get(id) ?? '')) had.add(id);
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOver = new Promise((resolve) => {
    timer = setTimeout(resolve, HAND_OVER_MS);
  });
  await Promise.race([work(), timeOver]).finally(() => clearTimeout(timer));
  return had;
}

/** What a worker and a page do differently. */
export interface ObeyDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Undefined for a store that cannot be read here: the order is carried out where it can. */
  readonly openStore: (accountId: AccountId) => Promise<AppDb | undefined>;
  /** The store that the page works in. A store under a PIN is open there and nowhere else. */
  readonly inUse?: AppDb;
}

/** The stores of an account on this phone. */
interface Stores {
  readonly work: AppDb | undefined;
  readonly sealed: AppDb | undefined;
}

const NOTHING: UnsentRows = { outbox: [], activities: [] };

async function unsentIn({ work, sealed }: Stores): Promise<UnsentRows> {
  const [before, rows] = [sealed ? await readUnsentRows(sealed) : NOTHING, work ? await readUnsentRows(work) : NOTHING];
  return { outbox: [...before.outbox, ...rows.outbox], activities: [...before.activities, ...rows.activities] };
}

/** Hands over, seals what could not go, and clears the rest; the office hears how much is left. */
async function carryOut(order: WipeOrder, stores: Stores, phone: PhoneKey, now: () => number): Promise<void> {
  const { accountId, deviceId, leftMs } = order;
  // In this browser nobody works on with what is about to go: other tabs hear of it at once.
  if (currentPerson()?.id === accountId) forgetCurrent();
  const rows = await unsentIn(stores);
  const left = withoutChanges(rows, await handOver(deviceId, rows));
  const [held, unsent] = [recordsIn(rows.outbox).size, recordsIn(left.outbox).size];
  const staying = leftMs > 0 ? unsent : 0;
  stores.sealed?.close();
  if (staying > 0) await seal(accountId, left, phone);
  stores.work?.close();
  await clearStores(accountId);
  if (staying === 0) await dropSealed(accountId);
  const state = { accountId, at: now(), handed: held - unsent, left: staying, clearAt: now() + leftMs };
  if (typeof localStorage === 'undefined') await markCleared(state);
  rememberLostState(state);
  clearNotes(accountId);
  const cleared = { left: staying, destroyed: unsent - staying };
  await answerTo(HAND_OVER, { params: { id: deviceId }, body: { mutations: [], cleared } });
}

/** Tells whether anything of the account went; an order that is not ours changes nothing. */
async function obey(order: WipeOrder, { now, openStore, inUse }: ObeyDeps): Promise<boolean> {
  const { accountId } = order;
  const unlocked = inUse?.seal && inUse.accountId === accountId ? inUse : undefined;
  const [work, sealed] = [unlocked ?? (await openWorkStore(accountId, openStore)), await openSealedStore(accountId)];
  try {
    for (const db of [work, sealed]) {
      const phone = db && (await readMeta(db, 'phone'));
      if (!phone || !(await isOurs(order, phone))) continue;
      await carryOut(order, { work: db === work ? work : undefined, sealed }, phone, now);
      return true;
    }
    // A worker has cleared the store already, and this page has its own notes still.
    return work !== undefined && finishClearing(work);
  } finally {
    // The page works on in its own store where the order was not for it.
    if (work !== unlocked) work?.close();
    sealed?.close();
  }
}

/** Obeys those of the orders that are for this phone, one after the other and in one tab at a time. */
export async function obeyOrders(raw: unknown, deps: ObeyDeps): Promise<boolean> {
  let isAny = false;
  for (const said of Array.isArray(raw) ? raw : []) {
    const order = WipeOrder.safeParse(said);
    if (order.success && (await withSyncLock(order.data.accountId, true, () => obey(order.data, deps), true))) isAny = true;
  }
  return isAny;
}
