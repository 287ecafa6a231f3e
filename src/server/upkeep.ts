import { PUT_AWAY_DAYS } from '../protocol/endpoints/quarantine.ts';
import type { AppDeps } from './deps.ts';
import { describeError } from './log.ts';
import { dropPutAway } from './store/quarantine.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What was put away since then is still shown. Milliseconds since 1970. */
export const putAwaySince = (now: number): number => now - PUT_AWAY_DAYS * DAY_MS;

/** Removes what has had its time, now and every hour, whether or not anybody does anything; gives how to stop. */
export function startUpkeep({ store, clock, log }: Pick<AppDeps, 'store' | 'clock' | 'log'>): () => void {
  const run = (): void => {
    store
      .write((tx) => dropPutAway(tx, putAwaySince(clock())))
      .catch((error: unknown) => log({ event: 'upkeepFailed', ...describeError(error) }));
  };
  run();
  const timer = setInterval(run, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
