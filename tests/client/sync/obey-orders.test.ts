import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppDb } from '../../../src/client/store/db.ts';
import { readLost } from '../../../src/client/store/lost-state.ts';
import { writeMeta } from '../../../src/client/store/meta.ts';
import { openDb } from '../../../src/client/store/open-db.ts';
import { newStoreKey } from '../../../src/client/store/seal/lock-key.ts';
import { createStoreSeal } from '../../../src/client/store/seal/store-seal.ts';
import { obeyOrders } from '../../../src/client/sync/obey-orders.lazy.ts';
import { AccountId } from '../../../src/domain/ids.ts';
import { type WipeOrder, wipeOrderText } from '../../../src/protocol/wipe-order.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { NOW } from '../../helpers/phone.ts';

const PHONE = { deviceId: 'phone', orderKey: 'key-of-this-phone' };
const now = (): number => NOW;
let stores = 0;
let id: AccountId;
beforeEach(() => {
  stores += 1;
  id = AccountId.parse(`ordered-${stores}`);
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('fetch', async () => Response.error());
});
afterEach(() => vi.unstubAllGlobals());

function orderFor(orderKey: string): WipeOrder {
  const said = { deviceId: PHONE.deviceId, accountId: id, leftMs: 0 };
  return { ...said, mac: createHmac('sha256', orderKey).update(wipeOrderText(said)).digest('base64url') };
}

async function openUnlocked(): Promise<AppDb> {
  const db = await openDb(id, undefined, new AppDb(id, { suffix: '-pin', seal: createStoreSeal(newStoreKey()) }));
  await writeMeta(db, 'phone', PHONE);
  return db;
}

const openStore = async (): Promise<AppDb> => {
  throw new Error('A store under a PIN is not opened a second time');
};

test('an order that the office did not sign leaves the store open in which the page works', async () => {
  const inUse = await openUnlocked();
  expect(await obeyOrders([orderFor('another-key')], { now, openStore, inUse })).toBe(false);
  expect(await inUse.meta.count()).toBeGreaterThan(0);
  inUse.close();
});

test('an order of the office clears an unlocked store and all that lies beside it', async () => {
  const inUse = await openUnlocked();
  const own = ['cotmoc-copy-ID-1', 'cotmoc-last-words-ID-1', 'cotmoc-plan-ID', 'cotmoc-held-ID', 'cotmoc.reference.ID.settings'];
  for (const key of own) localStorage.setItem(key.replace('ID', id), 'x');
  localStorage.setItem('cotmoc.reference.somebody-else.settings', 'x');
  expect(await obeyOrders([orderFor(PHONE.orderKey)], { now, openStore, inUse })).toBe(true);
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(id))).toEqual([]);
  expect(Object.keys(localStorage).filter((key) => key !== 'cotmoc-lost')).toEqual(['cotmoc.reference.somebody-else.settings']);
  expect(readLost()).toMatchObject([{ accountId: id, left: 0 }]);
});

test('an order clears nothing of a store that cannot be read where it is heard', async () => {
  const outer = await openDb(id);
  await writeMeta(outer, 'phone', PHONE);
  outer.close();
  expect(await obeyOrders([orderFor(PHONE.orderKey)], { now, openStore: async () => undefined })).toBe(false);
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(id))).toHaveLength(1);
});
