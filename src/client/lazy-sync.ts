import { createEffect, createSignal, onCleanup } from 'solid-js';
import { createIdle } from './idle.ts';
import type { SyncLoop, SyncLoopDeps, SyncStatus } from './sync/sync-loop.lazy.ts';

const isOnline = (): boolean => navigator.onLine !== false;

/**
 * The sync loop, whose code is fetched once the first screen is drawn and the phone has been idle for a moment. It is fetched at
 * once where the screen waits for what the office has, or something was saved. Until then nothing is lost: what is saved is in
 * the outbox, where the loop looks when it starts.
 */
export function createLazySync(deps: SyncLoopDeps, isWaiting: () => boolean): SyncLoop {
  const [loop, setLoop] = createSignal<SyncLoop>();
  let isStopped = false;
  let fetching: Promise<SyncLoop> | undefined;

  const fetchLoop = (): Promise<SyncLoop> => {
    fetching ??= import('./sync/sync-loop.lazy.ts').then(({ createSyncLoop }) => {
      const made = createSyncLoop(deps);
      if (isStopped) made.stop();
      setLoop(made);
      return made;
    });
    // There is no signal and the code is not cached yet: it is asked for again with a signal, or when the person presses "send".
    fetching.catch(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const start = (): void => {
    if (!loop() && !isStopped) void fetchLoop().catch(() => undefined);
  };
  const calm = createIdle(() => true);
  createEffect(() => {
    if (calm() || isWaiting()) start();
  });
  addEventListener('online', start);
  onCleanup(() => removeEventListener('online', start));
  const before = (): SyncStatus => ({ phase: 'idle', online: isOnline() });
  return {
    status: () => loop()?.status() ?? before(),
    syncNow: () =>
      fetchLoop().then(
        (made) => made.syncNow(),
        () => ({ kind: 'offline' as const }),
      ),
    nudge: () => (loop() ? loop()?.nudge() : start()),
    lost: () => loop()?.lost() ?? 0,
    regained: () => loop()?.regained() ?? 0,
    lossSeen: () => loop()?.lossSeen(),
    stop: () => {
      isStopped = true;
      loop()?.stop();
    },
  };
}
