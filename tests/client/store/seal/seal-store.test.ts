import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppDb } from '../../../../src/client/store/db.ts';
import { readMeta, writeMeta } from '../../../../src/client/store/meta.ts';
import { openOwnDb } from '../../../../src/client/store/own-db.ts';
import { checkLedger } from '../../../../src/client/store/safekeeping/held-ledger.ts';
import { saveUnloadDraft } from '../../../../src/client/store/safekeeping/unload-draft.ts';
import {
  newRecoverySecret,
  newStoreKey,
  unwrapByPin,
  unwrapByRecovery,
  wrapByPin,
  wrapByRecovery,
} from '../../../../src/client/store/seal/lock-key.ts';
import type { StoreLock } from '../../../../src/client/store/seal/lock-row.ts';
import { sealStore } from '../../../../src/client/store/seal/seal-store.ts';
import { countSealed, writeLock } from '../../../../src/client/store/seal/sealed-db.ts';
import { StoreLockedError } from '../../../../src/client/store/seal/store-locked.ts';
import { openWithKey, tryPin, waitAfter } from '../../../../src/client/store/seal/unlock.ts';
import { unsealStore } from '../../../../src/client/store/seal/unseal-store.ts';
import { AccountId } from '../../../../src/domain/ids.ts';
import { fakeStorage } from '../../../helpers/fake-storage.ts';
import { acknowledgeAll, NOW, newActivityId, TestPhone } from '../../../helpers/phone.ts';

const PIN = '739205';
/** So few that a test need not wait; a phone takes a million at least. */
const ROUNDS = 1_000;
const CANARY = 'Chuyện chỉ mình tôi biết';
let stores = 0;
let id: AccountId;
beforeEach(() => {
  stores += 1;
  id = AccountId.parse(`pin-${stores}`);
  vi.stubGlobal('localStorage', fakeStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const makeLock = async (key: Uint8Array<ArrayBuffer>): Promise<StoreLock> => ({ pin: await wrapByPin(id, key, PIN, ROUNDS), minutes: 5 });

async function openLocked(): Promise<StoreLockedError> {
  const error: unknown = await openOwnDb(id).then(
    () => new Error('The store is open'),
    (reason: unknown) => reason,
  );
  if (error instanceof StoreLockedError) return error;
  throw error;
}

async function unlock(pin = PIN): Promise<AppDb> {
  const { base, lock } = await openLocked();
  const tried = await tryPin(base, lock, pin, () => NOW);
  if (tried.kind !== 'open') throw new Error(tried.kind);
  return openWithKey(base, tried.key);
}

/** A phone with a waiting record and a draft, sealed. */
async function sealPhone() {
  const phone = new TestPhone(await openOwnDb(id));
  const record = await phone.record({ note: CANARY });
  await checkLedger(phone.db, NOW);
  const key = newStoreKey();
  expect(await sealStore(phone.db, await makeLock(key), key)).toBe(true);
  return { record, key };
}

const inEverything = async (text: string): Promise<boolean> => {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.includes(id) ? [name] : []));
  const found = await Promise.all(
    names.map(async (name) => {
      const raw = await new Dexie(name).open();
      const rows = await Promise.all(raw.tables.map((table) => table.toArray()));
      raw.close();
      return JSON.stringify(rows).includes(text);
    }),
  );
  return found.includes(true) || JSON.stringify(Object.entries(localStorage)).includes(text);
};

test('a sealed store is locked until its PIN is said, and then holds what it held', async () => {
  const { record } = await sealPhone();
  expect(await inEverything(CANARY)).toBe(false);
  const phone = new TestPhone(await unlock());
  expect(await phone.row(record)).toMatchObject({ content: { note: CANARY }, where: 'phone' });
  expect(await checkLedger(phone.db, NOW)).toBe(0);
  expect(await readMeta(phone.db, 'lost')).toBeUndefined();
  await phone.record({ note: `${CANARY} hai` });
  expect(await phone.sync(acknowledgeAll)).toMatchObject({ kind: 'done' });
  expect(await inEverything(CANARY)).toBe(false);
});

test('what waits is counted without the PIN', async () => {
  await sealPhone();
  const { base } = await openLocked();
  expect(await countSealed(base)).toEqual({ records: 1, verdicts: 0 });
});

test('tries in several windows at once are counted one after another', async () => {
  await sealPhone();
  for (let count = 1; count < 5; count += 1) await expect(unlock('000001')).rejects.toThrow('wrong');
  const windows = await Promise.all([openLocked(), openLocked(), openLocked()]);
  const outcomes = await Promise.all(windows.map(({ base, lock }) => tryPin(base, lock, '000002', () => NOW)));
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['wait', 'wait', 'wrong']);
  for (const { base } of windows) base.close();
});

test('five wrong PINs are free, then each costs a longer wait, which a new start does not shorten', async () => {
  await sealPhone();
  for (let count = 1; count < 5; count += 1) await expect(unlock('000001')).rejects.toThrow('wrong');
  const { base, lock } = await openLocked();
  expect(await tryPin(base, lock, '000002', () => NOW)).toMatchObject({ kind: 'wrong', tries: { count: 5, notBefore: NOW + 30_000 } });
  base.close();
  await expect(unlock()).rejects.toThrow('wait');
  const again = await openLocked();
  expect(await tryPin(again.base, again.lock, PIN, () => NOW + 30_000)).toMatchObject({ kind: 'open' });
  again.base.close();
  expect([1, 4, 5, 6, 20].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 3_600_000]);
  await expect(unlock('000001')).rejects.toThrow('wrong');
});

test('the key comes out with the PIN or with the secret of the office, for this account and nobody else', async () => {
  const key = newStoreKey();
  const secret = newRecoverySecret();
  const [pin, recovery] = [await wrapByPin(id, key, 'mật khẩu dài', ROUNDS), await wrapByRecovery(id, key, 'r1', secret)];
  const other = AccountId.parse('somebody-else');
  expect(await unwrapByPin(id, pin, 'mật khẩu dài'.normalize('NFD'))).toEqual(key);
  expect(await unwrapByPin(id, pin, 'mật khẩu')).toBeUndefined();
  expect(await unwrapByPin(other, pin, 'mật khẩu dài')).toBeUndefined();
  expect(await unwrapByRecovery(id, recovery, secret)).toEqual(key);
  expect(await unwrapByRecovery(id, recovery, newRecoverySecret())).toBeUndefined();
  expect(await unwrapByRecovery(id, { ...recovery, id: 'r2' }, secret)).toBeUndefined();
  expect(secret).toMatch(/^[\w-]{43}$/);
});

test('another PIN opens the same store, and the former one does no more', async () => {
  const { record, key } = await sealPhone();
  const { base } = await openLocked();
  await writeLock(base, { pin: await wrapByPin(id, key, '840571', ROUNDS), minutes: 5 });
  base.close();
  await expect(unlock(PIN)).rejects.toThrow('wrong');
  expect(await new TestPhone(await unlock('840571')).row(record)).toMatchObject({ where: 'phone' });
});

test('a phone that stops at any moment of the sealing has its record, in one store or in the other', async () => {
  const total = await countSteps();
  expect(total).toBeGreaterThan(10);
  for (let step = 1; step <= total; step += 1) {
    stores += 1;
    id = AccountId.parse(`pin-${stores}`);
    const phone = new TestPhone(await openOwnDb(id));
    const record = await phone.record({ note: CANARY });
    const key = newStoreKey();
    const lock = await makeLock(key);
    const stop = stopAt(step);
    await sealStore(phone.db, lock, key).catch(() => undefined);
    stop.end();
    phone.db.close();
    const db = await openOwnDb(id).catch((error: unknown) => {
      if (error instanceof StoreLockedError) return unlock();
      throw error;
    });
    const after = new TestPhone(db);
    expect(await after.row(record), `stopped at ${step}`).toMatchObject({ content: { note: CANARY }, where: 'phone' });
    expect(await after.mutations(record), `stopped at ${step}`).toHaveLength(1);
    db.close();
  }
});

/** From the given write on each fails, as where the phone was switched off; a transaction with one that failed comes to nothing. */
function stopAt(step: number) {
  let steps = 0;
  const count = (): void => {
    steps += 1;
    if (steps >= step) throw new DOMException('The phone was switched off', 'UnknownError');
  };
  const before = <T extends object, K extends 'put' | 'add' | 'delete' | 'clear' | 'deleteDatabase'>(of: T, name: K & keyof T): void => {
    const original = of[name] as (...args: unknown[]) => unknown;
    vi.spyOn(of as Record<string, () => unknown>, name).mockImplementation(function (this: unknown, ...args: unknown[]) {
      count();
      return original.apply(this, args);
    });
  };
  before(IDBObjectStore.prototype, 'put');
  before(IDBObjectStore.prototype, 'add');
  before(IDBObjectStore.prototype, 'delete');
  before(IDBObjectStore.prototype, 'clear');
  before(IDBFactory.prototype, 'deleteDatabase');
  return { end: () => void vi.restoreAllMocks(), steps: () => steps };
}

async function countSteps(): Promise<number> {
  const phone = new TestPhone(await openOwnDb(id));
  await phone.record();
  const key = newStoreKey();
  const lock = await makeLock(key);
  const counting = stopAt(Number.POSITIVE_INFINITY);
  await sealStore(phone.db, lock, key);
  const steps = counting.steps();
  counting.end();
  return steps;
}

test('the lock comes back from the sealed store where the phone stopped before it was in the outer one again', async () => {
  const { record } = await sealPhone();
  await Dexie.delete(`cotmoc-${id}`);
  expect(await new TestPhone(await unlock()).row(record)).toMatchObject({ where: 'phone' });
});

test('what a window wrote that did not know of the sealing yet comes in, and lies outside no more', async () => {
  const { record } = await sealPhone();
  const { base } = await openLocked();
  const stray = new TestPhone(base);
  const late = await stray.record({ note: `${CANARY} lạc` });
  base.close();
  const phone = new TestPhone(await unlock());
  expect(await phone.row(late)).toMatchObject({ content: { note: `${CANARY} lạc` }, where: 'phone' });
  expect(await phone.row(record)).toMatchObject({ where: 'phone' });
  expect(await phone.mutations()).toHaveLength(2);
  expect(await inEverything(CANARY)).toBe(false);
});

test('a save in the middle of the sealing is not left behind', async () => {
  const phone = new TestPhone(await openOwnDb(id));
  await phone.record({ note: CANARY });
  const key = newStoreKey();
  const lock = await makeLock(key);
  const sealing = sealStore(phone.db, lock, key);
  const late = await phone.record({ note: 'giữa chừng' });
  expect(await sealing).toBe(true);
  const after = new TestPhone(await unlock());
  expect(await after.row(late)).toMatchObject({ content: { note: 'giữa chừng' } });
  expect(await after.mutations()).toHaveLength(2);
});

test('what was typed last and the copies beside the store are sealed too, and come back', async () => {
  await sealPhone();
  const db = await unlock();
  const phone = new TestPhone(db);
  const draft = newActivityId();
  saveUnloadDraft(db, {
    id: draft,
    draft: { id: draft, type: 'broadcast', values: { note: CANARY } },
    savedAt: '2024-06-12T03:00:00.000Z',
  } as never);
  await phone.record({ note: CANARY });
  await checkLedger(db, NOW);
  expect(Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-copy-'))).toHaveLength(2);
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain(CANARY);
});

test('a store is unsealed again with all it holds, and nothing of the lock is left', async () => {
  const { record } = await sealPhone();
  const sealed = await unlock();
  const late = await new TestPhone(sealed).record({ note: 'sau khi đặt mã' });
  await writeMeta(sealed, 'favourites', ['broadcast']);
  expect(await unsealStore(sealed)).toBe(true);
  const phone = new TestPhone(await openOwnDb(id));
  expect(phone.db.seal).toBeUndefined();
  expect(await phone.row(record)).toMatchObject({ content: { note: CANARY } });
  expect(await phone.row(late)).toMatchObject({ where: 'phone' });
  expect(await readMeta(phone.db, 'favourites')).toEqual(['broadcast']);
  expect(await readMeta(phone.db, 'lock')).toBeUndefined();
  expect((await indexedDB.databases()).filter(({ name }) => name?.startsWith(`cotmoc-${id}`))).toHaveLength(1);
  expect(await phone.sync(acknowledgeAll)).toMatchObject({ kind: 'done' });
});

test('an unsealing that ended halfway leaves the sealed store as it was', async () => {
  const { record } = await sealPhone();
  const sealed = await unlock();
  const { base } = await openLocked();
  // What a copying had brought over when the phone stopped.
  await writeMeta(base, 'lockEnding', true);
  await new TestPhone(base).record({ note: CANARY });
  base.close();
  sealed.close();
  const phone = new TestPhone(await unlock());
  expect(await phone.mutations()).toHaveLength(1);
  expect(await phone.row(record)).toMatchObject({ where: 'phone' });
  expect(await inEverything(CANARY)).toBe(false);
});
