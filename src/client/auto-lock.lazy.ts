import type { App } from './app-context.ts';
import { completeRecovery } from './recovery.ts';
import { readMeta } from './store/meta.ts';

const MINUTE_MS = 60_000;
/** How often it is looked whether anybody still works here (ms). */
const LOOK_MS = 5_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'];

/**
 * Locks a sealed store again once nobody has touched the app, or seen it, for as long as its person chose. The page is loaded
 * anew, which takes out of memory what was read; forms write down what is typed as their page goes. Gives back how to stop.
 */
export function watchIdle({ db, now, newId }: App): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let last = now();
  const look = async (): Promise<void> => {
    const minutes = (await readMeta(db, 'lock'))?.minutes;
    if (minutes === undefined || signal.aborted || now() - last < minutes * MINUTE_MS) return;
    // Whoever comes back to it must not see for a moment what stood here.
    document.documentElement.hidden = true;
    location.reload();
  };
  const live = (): void => {
    if (document.visibilityState === 'visible') last = now();
  };
  for (const name of SIGNS_OF_LIFE) addEventListener(name, live, { signal, passive: true, capture: true });
  document.addEventListener('visibilitychange', () => void look().catch(() => undefined), { signal });
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_MS);
  const complete = (): void => void completeRecovery(db, newId).catch(() => undefined);
  addEventListener('online', complete, { signal });
  complete();
  return () => {
    clearInterval(timer);
    ended.abort();
  };
}
