import { Dexie } from 'dexie';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { AppDb } from '../../../../src/client/store/db.ts';
import { readMeta, writeMeta } from '../../../../src/client/store/meta.ts';
import { isStorageError, openDb } from '../../../../src/client/store/open-db.ts';
import { searchJournal } from '../../../../src/client/store/records/search-journal.ts';
import { openBytes, sealBytes } from '../../../../src/client/store/seal/cipher.ts';
import { createStoreSeal } from '../../../../src/client/store/seal/store-seal.ts';
import { AccountId } from '../../../../src/domain/ids.ts';
import { acknowledgeAll, TestPhone } from '../../../helpers/phone.ts';

const KEY = crypto.getRandomValues(new Uint8Array(32));
const CANARY = 'Chuyện chỉ mình tôi biết';
let stores = 0;
let id: AccountId;
beforeEach(() => {
  stores += 1;
  id = AccountId.parse(`sealed-${stores}`);
});

const openSealed = (key = KEY): Promise<AppDb> => openDb(id, undefined, new AppDb(id, { suffix: '', seal: createStoreSeal(key) }));

/** The rows as they lie in the database. */
async function readRaw(table: string): Promise<Record<string, unknown>[]> {
  const raw = await new Dexie(`cotmoc-${id}`).open();
  try {
    return await raw.table(table).toArray();
  } finally {
    raw.close();
  }
}

async function putRaw(table: string, row: object): Promise<void> {
  const raw = await new Dexie(`cotmoc-${id}`).open();
  await raw.table(table).put(row);
  raw.close();
}

const everything = async (): Promise<string> => {
  const raw = await new Dexie(`cotmoc-${id}`).open();
  const rows = await Promise.all(raw.tables.map((table) => table.toArray()));
  raw.close();
  return JSON.stringify(rows, (_key, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
};

test('a text comes out as it went in, whatever it is, and only at its own place and with its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, place, other) => {
      // Half a letter of two halves is no text that bytes can carry.
      fc.pre(text.isWellFormed() && place !== other && place.isWellFormed() && other.isWellFormed());
      const sealed = sealBytes(KEY, place, text);
      expect(openBytes(KEY, place, sealed)).toBe(text);
      expect(() => openBytes(KEY, other, sealed)).toThrow('Does not open');
      expect(() => openBytes(new Uint8Array(32), place, sealed)).toThrow('Does not open');
    }),
  );
});

test('a changed byte, a shortened or an empty text is refused by name, wherever it is', () => {
  const sealed = sealBytes(KEY, 'place', CANARY);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openBytes(KEY, 'place', changed)).toThrow(expect.objectContaining({ name: 'SealBrokenError' }));
    expect(() => openBytes(KEY, 'place', sealed.subarray(0, at))).toThrow(expect.objectContaining({ name: 'SealBrokenError' }));
  }
});

test('any row comes out of the database as it went in, by every way of reading it', async () => {
  const db = await openSealed();
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.jsonValue(), async (key, value) => {
      fc.pre(key !== 'lock' && key.isWellFormed());
      const row = JSON.parse(JSON.stringify({ key, value }));
      await db.meta.clear();
      await db.meta.put(row);
      expect(await db.meta.get(key)).toEqual(row);
      expect(await db.meta.bulkGet([key])).toEqual([row]);
      expect(await db.meta.toArray()).toEqual([row]);
      expect(await db.meta.filter(() => true).first()).toEqual(row);
      const seen: unknown[] = [];
      await db.meta.reverse().each((each) => seen.push(each));
      expect(seen).toEqual([row]);
    }),
    { numRuns: 60 },
  );
});

test('what a person writes lies nowhere in the database as it was written, and works as before', async () => {
  const phone = new TestPhone(await openSealed());
  const record = await phone.record({ note: CANARY });
  await phone.record({ note: `${CANARY} lần hai` }, record);
  await phone.db.drafts.put({
    id: record,
    draft: { id: record, type: 'broadcast', values: { note: CANARY } },
    savedAt: '2024-06-12T03:00:00.000Z',
  } as never);
  await writeMeta(phone.db, 'favourites', [CANARY]);
  expect(await everything()).not.toMatch(/Chuyện chỉ|chuyen chi/i);
  expect((await readRaw('outbox'))[0]).toEqual({ seq: 1, activityId: record, sealed: expect.any(Uint8Array) });
  expect(await readMeta(phone.db, 'favourites')).toEqual([CANARY]);
  expect([...(await searchJournal(phone.db, 'chuyen', {}, 10))].length).toBe(1);
  expect((await phone.mutations(record)).length).toBeGreaterThan(0);
  expect(await phone.sync(acknowledgeAll)).toMatchObject({ kind: 'done' });
  expect(await phone.row(record)).toMatchObject({ where: 'received', content: { note: `${CANARY} lần hai` } });
  expect(await everything()).not.toMatch(/Chuyện chỉ|chuyen chi/i);
});

test('a row that was put in the place of another one is refused, and so is one that was never sealed', async () => {
  const db = await openSealed();
  await db.meta.bulkPut([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ]);
  const [a, b] = await readRaw('meta');
  await putRaw('meta', { ...b, sealed: a?.['sealed'] });
  await putRaw('meta', { key: 'c', value: 'let in by somebody else' });
  const moved: unknown = await db.meta.get('b').catch((error: unknown) => error);
  expect(moved).toMatchObject({ name: 'SealBrokenError' });
  expect(String(moved)).toContain('meta "b"');
  expect(isStorageError(moved)).toBe(true);
  await expect(db.meta.get('c')).rejects.toMatchObject({ name: 'SealBrokenError' });
  expect(await db.meta.get('a')).toEqual({ key: 'a', value: 1 });
});

test('another key opens nothing, and says so instead of showing nothing', async () => {
  const db = await openSealed();
  await writeMeta(db, 'favourites', ['x']);
  db.close();
  const other = await openSealed(new Uint8Array(32));
  await expect(readMeta(other, 'favourites')).rejects.toMatchObject({ name: 'SealBrokenError' });
});

test('what is left readable of each table: keys, days, states, codes', async () => {
  const phone = new TestPhone(await openSealed());
  await phone.record({ note: CANARY });
  const [row] = await readRaw('activities');
  const { sealed: _, ...readable } = row as Record<string, unknown>;
  expect(Object.keys(readable).sort()).toEqual(['authorId', 'content', 'date', 'id', 'savedAt', 'state', 'where']);
  expect(Object.keys(readable['content'] as object).sort()).toEqual(['alsoItemCodes', 'itemCode', 'planId', 'type', 'unitId']);
  expect(Object.keys((await readRaw('search'))[0] ?? {}).sort()).toEqual(['id', 'sealed', 'seq']);
});
