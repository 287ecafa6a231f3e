import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withSyncLock } from '../../../src/client/sync/sync-lock.ts';
import { AccountId } from '../../../src/domain/ids.ts';

const ACCOUNT = AccountId.parse('officer');
const page = new EventTarget();

/** One lock as a browser hands it out that does not look after pages that are gone: held until what holds it has ended. */
class OneLock {
  held = false;
  async request<T>(_name: string, _options: unknown, work: (lock: object | null) => T): Promise<Awaited<T>> {
    if (this.held) return await work(null);
    this.held = true;
    try {
      return await work({});
    } finally {
      this.held = false;
    }
  }
}
let locks = new OneLock();

beforeEach(() => {
  locks = new OneLock();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

test('while one syncs another does not, and the lock is free afterwards', async () => {
  const inside = await withSyncLock(ACCOUNT, false, async () => withSyncLock(ACCOUNT, false, async () => 'second'));
  expect(inside).toBeUndefined();
  expect(await withSyncLock(ACCOUNT, false, async () => 'later')).toBe('later');
});

test('a page that goes during a slow sync lets go of the lock at once', async () => {
  let end = (_text: string): void => undefined;
  const slow = withSyncLock(ACCOUNT, false, () => new Promise<string>((resolve) => (end = resolve)));
  page.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(async () => expect(await withSyncLock(ACCOUNT, false, async () => 'next page')).toBe('next page'));
  end('answered after all');
  expect(await slow).toBe('answered after all');
});

test('a sync that fails gives its failure and the lock back', async () => {
  await expect(withSyncLock(ACCOUNT, false, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  expect(locks.held).toBe(false);
});
