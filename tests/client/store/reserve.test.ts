import { Dexie } from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { writeOnce } from '../../../src/client/store/open-db.ts';
import { allocateReserve } from '../../../src/client/store/safekeeping/keep-reserve.lazy.ts';
import { giveUpReserve } from '../../../src/client/store/safekeeping/reserve.ts';
import { openPhone } from '../../helpers/phone.ts';

afterEach(() => vi.unstubAllGlobals());

/** A disk of so many bytes; its files by name. */
function stubDisk(room: number): Map<string, number> {
  const files = new Map<string, number>();
  const used = (): number => [...files.values()].reduce((sum, size) => sum + size, 0);
  const folder = {
    getFileHandle: async (name: string) => {
      files.set(name, files.get(name) ?? 0);
      return {
        getFile: async () => ({ size: files.get(name) }),
        createWritable: async () => ({
          write: async ({ length }: Uint8Array) => {
            if (used() + length > room) throw new DOMException('full', 'QuotaExceededError');
            files.set(name, length);
          },
          close: async () => undefined,
        }),
      };
    },
    removeEntry: async (name: string) => {
      if (!files.delete(name)) throw new DOMException(name, 'NotFoundError');
    },
  };
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder } });
  return files;
}

const full = new Dexie.AbortError('aborted', new Dexie.QuotaExceededError());

test('on a full disk what a person writes gets the room that was held for it', async () => {
  const files = stubDisk(4 * 2 ** 20);
  const { db } = await openPhone();
  await allocateReserve();
  const write = vi.fn(async () => {
    if (files.size > 0) throw full;
    return 'written';
  });
  expect(await writeOnce(db, write)).toBe('written');
  expect(write).toHaveBeenCalledTimes(2);
});

test('without a reserve the person hears that the disk is full', async () => {
  stubDisk(4 * 2 ** 20);
  const { db } = await openPhone();
  const write = vi.fn(() => Promise.reject(full));
  await expect(writeOnce(db, write)).rejects.toBe(full);
  expect(write).toHaveBeenCalledOnce();
});

test('a reserve is laid down once, and again after it was needed', async () => {
  const files = stubDisk(4 * 2 ** 20);
  await allocateReserve();
  const [[, size] = []] = files;
  await allocateReserve();
  expect([...files.values()]).toEqual([size]);
  expect(await giveUpReserve()).toBe(true);
  expect(await giveUpReserve()).toBe(false);
  await allocateReserve();
  expect([...files.values()]).toEqual([size]);
});

test('a browser that keeps no files for pages has no reserve', async () => {
  vi.stubGlobal('navigator', { storage: {} });
  await allocateReserve();
  expect(await giveUpReserve()).toBe(false);
});
