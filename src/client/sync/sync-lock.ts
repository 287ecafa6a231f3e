import type { AccountId } from '../../domain/ids.ts';

/**
 * One sync at a time per phone and account, across tabs and the service worker. Undefined when another holds it and
 * `wait` is false. Without Web Locks the server's idempotency has to do.
 */
export async function withSyncLock<T>(accountId: AccountId, wait: boolean, work: () => Promise<T>): Promise<T | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(`cotmoc-sync-${accountId}`, { ifAvailable: !wait }, (lock) => (lock ? work() : undefined));
}
