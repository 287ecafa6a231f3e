import type { AccountId } from '../../domain/ids.ts';

/**
 * One sync at a time per phone and account, across tabs and the service worker. Undefined when another holds it and
 * `wait` is false. Without Web Locks the server's idempotency has to do. A page that goes lets go of the lock: WebKit keeps
 * that of a page left during a slow sync, and then nothing is ever sent again.
 */
export async function withSyncLock<T>(accountId: AccountId, wait: boolean, work: () => Promise<T>): Promise<T | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return work();
  const held = new AbortController();
  const left = new Promise<void>((resolve) => globalThis.addEventListener?.('pagehide', () => resolve(), { signal: held.signal }));
  let running: Promise<T> | undefined;
  try {
    await locks.request(`cotmoc-sync-${accountId}`, { ifAvailable: !wait }, (lock) => {
      if (!lock) return;
      running = work();
      return Promise.race([running, left]);
    });
  } finally {
    held.abort();
  }
  return running;
}
