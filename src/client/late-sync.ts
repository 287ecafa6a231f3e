import { createSignal, onCleanup } from 'solid-js';
import type { SyncLoop, SyncLoopDeps, SyncStatus } from './sync/sync-loop.ts';

const isOnline = (): boolean => navigator.onLine !== false;

/**
 * The sync loop, fetched once the first screen stands: a form is usable before the code that sends it has come. Until then
 * nothing is lost: what is saved lies in the outbox, and the loop looks there when it starts.
 */
export function createLateSync(deps: SyncLoopDeps): SyncLoop {
  const [loop, setLoop] = createSignal<SyncLoop>();
  let isStopped = false;
  let fetching: Promise<SyncLoop> | undefined;

  const fetchLoop = (): Promise<SyncLoop> => {
    fetching ??= import('./sync/sync-loop.ts').then(({ createSyncLoop }) => {
      const made = createSyncLoop(deps);
      if (isStopped) made.stop();
      setLoop(made);
      return made;
    });
    // Without signal and not kept yet: asked for again when there is signal or the person presses "send".
    fetching.catch(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const start = (): void => {
    if (!loop() && !isStopped) void fetchLoop().catch(() => undefined);
  };
  const frame = requestAnimationFrame(() => setTimeout(start));
  addEventListener('online', start);
  onCleanup(() => {
    cancelAnimationFrame(frame);
    removeEventListener('online', start);
  });
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
    noteLossSeen: () => loop()?.noteLossSeen(),
    stop: () => {
      isStopped = true;
      loop()?.stop();
    },
  };
}
