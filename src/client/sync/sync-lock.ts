import type { AccountId } from '../../domain/ids.ts';

const PREFIX = 'cotmoc-sync-';

/** Who asks for the lock waits so long (ms) at most: a browser may hand out none any more, and who has it may hang. */
const WAIT_MS = 60_000;
/** Who does not get it at any try is sent away so long (ms) at most: no sync takes as long as this. */
const AWAY_MS = 900_000;

/** Since when (ms of this page) the lock was not had at any try. */
let takenSince: number | undefined;

/**
 * One sync at a time per phone and account, across tabs and the service worker. Undefined when another holds it and
 * `wait` is false. Without Web Locks the server's idempotency has to do,
 * and so it has where the lock never comes free. A page that goes lets go of the lock: WebKit keeps
 * that of a page left during a slow sync, and then nothing is ever sent again. `isAlone`: the work must not meet a sync, and is sent
 * away (undefined) where it did not get the lock, even when it has waited: what moves a whole store, say.
 */
export async function withSyncLock<T>(
  accountId: AccountId,
  wait: boolean,
  work: () => Promise<T>,
  isAlone = !wait,
): Promise<T | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return work();
  const over = new AbortController();
  const left = new Promise<void>((resolve) => globalThis.addEventListener?.('pagehide', () => resolve(), { signal: over.signal }));
  let running: Promise<T> | undefined;
  takenSince ??= performance.now();
  await new Promise<unknown>((resolve, reject) => {
    const limit = setTimeout(resolve, WAIT_MS);
    const held = locks.request(PREFIX + accountId, { ifAvailable: !wait }, (lock) => {
      clearTimeout(limit);
      // It may come after all, when nobody waits for it any more.
      if (!lock || over.signal.aborted) return;
      takenSince = undefined;
      running = work();
      return Promise.race([running, left]);
    });
    held.then(resolve, reject);
  }).finally(() => over.abort());
  const isSentAway = isAlone && !(takenSince !== undefined && performance.now() - takenSince > AWAY_MS);
  return running || isSentAway ? running : work();
}

/** Settles once no sync of any account is under way, or when the signal says that it was waited for long enough. */
export async function whenSyncRests(signal: AbortSignal): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  const tired = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  const { held = [] } = (await Promise.race([locks?.query(), tired])) ?? {};
  const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? name : []));
  await Promise.all(names.map((name) => locks?.request(name, { mode: 'shared', signal }, () => undefined))).catch(() => undefined);
}
