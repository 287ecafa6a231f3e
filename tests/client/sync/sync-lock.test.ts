import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSyncRests, withSyncLock } from '../../../src/client/sync/sync-lock.ts';
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
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test('who asks a browser that hands out no lock any more works without it after a minute, and once', async () => {
  vi.useFakeTimers();
  let handOut = (_lock: object): unknown => undefined;
  const silent = { request: (_name: string, _options: unknown, work: (lock: object) => unknown) => new Promise(() => (handOut = work)) };
  vi.stubGlobal('navigator', { locks: silent });
  const work = vi.fn(async () => 'done');
  const synced = withSyncLock(ACCOUNT, true, work);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await synced).toBe('done');
  handOut({});
  expect(work).toHaveBeenCalledOnce();
});

test('what moves a whole store does not begin beside a sync, however long that holds the lock; only a lock that nobody lets go of is none', async () => {
  vi.useFakeTimers();
  let handOut = (_lock: object): unknown => undefined;
  const silent = { request: (_name: string, _options: unknown, work: (lock: object) => unknown) => new Promise(() => (handOut = work)) };
  vi.stubGlobal('navigator', { locks: silent });
  const work = vi.fn(async () => 'sealed');
  const moved = withSyncLock(ACCOUNT, true, work, true);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await moved).toBeUndefined();
  handOut({});
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(850_000);
  const later = withSyncLock(ACCOUNT, true, work, true);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await later).toBe('sealed');
});

test('a sync under the lock may take longer than anybody waits for the lock', async () => {
  vi.useFakeTimers();
  const work = vi.fn(() => new Promise<string>((resolve) => setTimeout(resolve, 300_000, 'done')));
  const synced = withSyncLock(ACCOUNT, false, work);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(await synced).toBe('done');
  expect(work).toHaveBeenCalledOnce();
});

test('a lock that is found taken for a quarter of an hour keeps nobody away any more, and one that was free meanwhile does', async () => {
  vi.useFakeTimers();
  const account = AccountId.parse('other');
  const look = () => withSyncLock(account, false, async () => 'mine');
  locks.held = true;
  expect(await look()).toBeUndefined();
  vi.advanceTimersByTime(600_000);
  expect(await look()).toBeUndefined();
  locks.held = false;
  expect(await look()).toBe('mine');
  locks.held = true;
  vi.advanceTimersByTime(600_000);
  expect(await look()).toBeUndefined();
  vi.advanceTimersByTime(901_000);
  expect(await look()).toBe('mine');
});

test('a browser that does not say who holds a lock is not asked for longer than was meant', async () => {
  vi.stubGlobal('navigator', { locks: { query: () => new Promise(() => undefined), request: () => new Promise(() => undefined) } });
  await expect(whenSyncRests(AbortSignal.timeout(5))).resolves.toBeUndefined();
});
