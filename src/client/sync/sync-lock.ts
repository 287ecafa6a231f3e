import type { AccountId } from '../../domain/ids.ts';

const PREFIX = 'cotmoc-sync-';

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
    await locks.request(PREFIX + accountId, { ifAvailable: !wait }, (lock) => {
      if (!lock) return;
      running = work();
      return Promise.race([running, left]);
    });
  } finally {
    held.abort();
  }
  return running;
}

/** Settles once no sync of any account is under way, or when the signal says that it was waited for long enough. */
export async function whenSyncRests(signal: AbortSignal): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  const { held = [] } = (await locks?.query()) ?? {};
  const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? name : []));
  await Promise.all(names.map((name) => locks?.request(name, { mode: 'shared', signal }, () => undefined))).catch(() => undefined);
}
