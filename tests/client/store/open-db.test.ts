import { Dexie } from 'dexie';
import { expect, test, vi } from 'vitest';
import { isStorageError, openDb, storageTrouble } from '../../../src/client/store/open-db.ts';
import { readJournal } from '../../../src/client/store/records/journal.ts';
import { searchJournal } from '../../../src/client/store/records/search-journal.ts';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import { AccountId, type ActivityId } from '../../../src/domain/ids.ts';
import { makeContent } from '../../domain/make.ts';
import { acknowledgeAll, newActivityId, openPhone } from '../../helpers/phone.ts';

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

/** The stores of version 1 as they were shipped: name, key path, whether the key counts up, indexes. Never edit: add a version. */
const VERSION_1: readonly (readonly [string, string, boolean, readonly string[]])[] = [
  [
    'activities',
    'id',
    false,
    [
      '[date+id]',
      '[where+date+id]',
      '[content.type+date+id]',
      '[content.planId+content.itemCode+date]',
      '[authorId+savedAt]',
      '*content.alsoItemCodes',
      '[state+where+content.unitId+date+id]',
    ],
  ],
  ['search', 'id', false, ['seq']],
  ['outbox', 'seq', true, ['activityId']],
  ['drafts', 'id', false, ['savedAt']],
  ['plans', 'id', false, []],
  ['units', 'id', false, []],
  ['localities', 'id', false, []],
  ['partners', 'id', false, []],
  ['people', 'id', false, []],
  ['cells', 'key', false, ['planId']],
  ['declared', 'seq', true, ['planId']],
  ['meta', 'key', false, []],
];

/** What version 2 added. */
const VERSION_2: typeof VERSION_1 = [
  ['targets', 'key', false, ['planId']],
  ['marks', 'key', false, ['planId']],
  ['planDrafts', 'id', false, ['savedAt']],
];

/** What version 3 added. */
const VERSION_3: typeof VERSION_1 = [['parked', '[list+key]', false, []]];
const VERSION_4: typeof VERSION_1 = [['settings', 'id', false, []]];
const VERSION_5: typeof VERSION_1 = [['closings', 'id', false, ['planId']]];
const VERSION_6: typeof VERSION_1 = [['planSettings', 'key', false, []]];

const pathOf = (path: string): string | string[] => (path.startsWith('[') ? path.slice(1, -1).split('+') : path);

function createStores(db: IDBDatabase, stores: typeof VERSION_1): void {
  for (const [name, keyPath, autoIncrement, indexes] of stores) {
    const store = db.createObjectStore(name, { keyPath: pathOf(keyPath), autoIncrement });
    for (const index of indexes) {
      const plain = index.replace(/^\*/, '');
      const path = pathOf(plain);
      store.createIndex(plain, path, { multiEntry: index.startsWith('*') });
    }
  }
}

/** A phone that was filled by the first release. */
async function fillVersion1(accountId: string, id: ActivityId): Promise<void> {
  const opening = indexedDB.open(`cotmoc-${accountId}`, 10);
  opening.onupgradeneeded = () => createStores(opening.result, VERSION_1);
  const db = await request(opening);
  const content = makeContent({ note: 'từ bản đầu' });
  const savedAt = '2024-06-01T01:00:00.000Z';
  const transaction = db.transaction(['activities', 'outbox', 'search', 'meta'], 'readwrite');
  transaction
    .objectStore('activities')
    .put({ id, content, state: 'sent', authorId: accountId, version: 0, where: 'phone', date: content.date, savedAt });
  transaction.objectStore('search').put({ id, date: content.date, type: content.type, folded: 'tu ban dau', seq: 1 });
  transaction.objectStore('meta').put({ key: 'searchSeq', value: 1 });
  transaction.objectStore('outbox').put({
    activityId: id,
    offered: false,
    mutation: { id: newActivityId(), activityId: id, action: 'record', base: 0, patch: { ...content.own }, at: savedAt },
  });
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  db.close();
}

test('a store written by the first release opens, shows, searches and sends', async () => {
  const id = newActivityId();
  await fillVersion1('first-release', id);
  const phone = await openPhone('first-release');
  expect(await readJournal(phone.db, { filter: { where: 'phone', type: 'borderSession' }, limit: 5 })).toMatchObject([{ id }]);
  expect(await searchJournal(phone.db, 'ban dau', {}, 5)).toMatchObject([{ id }]);
  expect(await readUploadStatus(phone.db)).toMatchObject({ onPhone: 1 });
  await phone.sync(acknowledgeAll);
  expect(await phone.row(id)).toMatchObject({ where: 'received', version: 1 });
});

test('every version still has the shape it was shipped with', async () => {
  const phone = await openPhone();
  const fresh = phone.db.backendDB();
  expect(fresh.version).toBe(60);
  const shipped = indexedDB.open('shape-of-version-6', 1);
  shipped.onupgradeneeded = () =>
    createStores(shipped.result, [...VERSION_1, ...VERSION_2, ...VERSION_3, ...VERSION_4, ...VERSION_5, ...VERSION_6]);
  const expected = await request(shipped);
  const shapeOf = (db: IDBDatabase) => {
    const names = [...db.objectStoreNames];
    const transaction = db.transaction(names);
    return names.map((name) => {
      const store = transaction.objectStore(name);
      const indexes = [...store.indexNames].map((index) => [index, store.index(index).keyPath, store.index(index).multiEntry]);
      return { name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes };
    });
  };
  expect(shapeOf(fresh)).toEqual(shapeOf(expected));
});

test('a newer app in another tab is let in, after the person’s half-typed words were saved', async () => {
  const onNewerApp = vi.fn();
  const accountId = AccountId.parse('newer');
  const db = await openDb(accountId, onNewerApp);
  await db.drafts.put({ id: newActivityId(), draft: { id: newActivityId(), type: 'broadcast', values: {} }, savedAt: '' });
  const opening = indexedDB.open('cotmoc-newer', 70);
  opening.onupgradeneeded = () => void opening.result.createObjectStore('later');
  const newer = await request(opening);
  expect(onNewerApp).toHaveBeenCalledOnce();
  newer.close();
  // The older app goes on with what it knows.
  expect(await db.drafts.count()).toBe(1);
});

test('a database the browser closed under us is opened again, and the write happens', async () => {
  const phone = await openPhone();
  phone.db.close();
  const id = await phone.record();
  expect(await phone.row(id)).toMatchObject({ where: 'phone' });
  expect(await phone.db.outbox.count()).toBe(1);
});

test('a full disk, a closed and a broken database are told apart', () => {
  const full = new Dexie.AbortError('aborted', new Dexie.QuotaExceededError());
  expect(storageTrouble(full)).toBe('full');
  expect(storageTrouble(new Dexie.DatabaseClosedError())).toBe('closed');
  expect(storageTrouble(new Dexie.UnknownError('Internal error opening backing store'))).toBe('broken');
  expect(isStorageError(full)).toBe(true);
  expect(isStorageError(new RangeError('ours'))).toBe(false);
});
