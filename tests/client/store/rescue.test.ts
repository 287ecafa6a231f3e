import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDb } from '../../../src/client/store/open-db.ts';
import { openOwnDb } from '../../../src/client/store/own-db.ts';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import { isRescuable, makeRescueStore, takeInFirstStore } from '../../../src/client/store/safekeeping/rescue.lazy.ts';
import { rescueStore } from '../../../src/client/store/safekeeping/rescue-store.ts';
import { AccountId } from '../../../src/domain/ids.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { acknowledgeAll, openPhone, TestPhone } from '../../helpers/phone.ts';

beforeEach(() => void vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const broken = (): DOMException => new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');

/** Databases of these names do not open; says how to mend them. */
function breakDatabases(isBroken: (name: string) => boolean): () => void {
  const open = indexedDB.open.bind(indexedDB);
  const spy = vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    if (isBroken(name)) throw broken();
    return open(name, version);
  });
  return () => spy.mockRestore();
}

test('a second store goes on beside one that does not open, and what waits in the first comes over once', async () => {
  const first = await openPhone('rescue-1');
  await first.record({ note: 'trong sổ cũ' });
  first.db.close();
  const mend = breakDatabases((name) => name === 'cotmoc-rescue-1');
  const trouble = await openDb(AccountId.parse('rescue-1')).catch((error: unknown) => error);
  expect(isRescuable(trouble)).toBe(true);
  await makeRescueStore(AccountId.parse('rescue-1'));
  const second = new TestPhone(await openOwnDb(AccountId.parse('rescue-1')));
  expect(second.db.name).not.toBe('cotmoc-rescue-1');
  await second.record({ note: 'trong sổ mới' });
  expect(await takeInFirstStore(second.db, 'CB-07')).toBeUndefined();
  mend();
  expect(await takeInFirstStore(second.db, 'CB-07')).toMatchObject({ records: 1 });
  expect(await takeInFirstStore(second.db, 'CB-07')).toMatchObject({ records: 0 });
  await second.sync(acknowledgeAll);
  expect(await takeInFirstStore(second.db, 'CB-07')).toMatchObject({ records: 0 });
  expect(await readUploadStatus(second.db)).toMatchObject({ onPhone: 0, received: 2 });
});

test('where no second database opens either, one in a storage of its own does', async () => {
  breakDatabases((name) => name.startsWith('cotmoc-rescue-2'));
  const apart = new IDBFactory();
  const open = vi.fn(async () => ({ indexedDB: apart }));
  vi.stubGlobal('navigator', { storageBuckets: { open } });
  await makeRescueStore(AccountId.parse('rescue-2'));
  expect(rescueStore(AccountId.parse('rescue-2'))).toBe('bucket');
  const phone = new TestPhone(await openOwnDb(AccountId.parse('rescue-2')));
  await phone.record();
  expect((await apart.databases()).map((one) => one.name)).toEqual([phone.db.name]);
});

test('where nothing opens it says so and notes nothing', async () => {
  breakDatabases(() => true);
  await expect(makeRescueStore(AccountId.parse('rescue-3'))).rejects.toBeDefined();
  expect(rescueStore(AccountId.parse('rescue-3'))).toBeUndefined();
});

test('a store of a later app is not broken', () => {
  expect(isRescuable(new DOMException('The requested version is less than the existing version.', 'VersionError'))).toBe(false);
});
