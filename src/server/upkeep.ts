import type { AppDeps } from './deps.ts';
import { describeError } from './log.ts';
import { dropPutAway, putAwaySince } from './store/quarantine.ts';

const HOUR_MS = 3_600_000;

/** Removes what has had its time, now and every hour unless it is still at it, whether or not anybody does anything; gives how to stop. */
export function startUpkeep({ store, clock, log }: Pick<AppDeps, 'store' | 'clock' | 'log'>): () => void {
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await store.write((tx) => dropPutAway(tx, putAwaySince(clock())));
    } catch (error) {
      log({ event: 'upkeepFailed', ...describeError(error) });
    }
    isRunning = false;
  };
  void run();
  const timer = setInterval(() => void run(), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
