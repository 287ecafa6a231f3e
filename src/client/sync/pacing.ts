import { assertNever } from '../../domain/result.ts';
import type { SyncOutcome } from './outcome.ts';

const MIN_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 300_000;
/** While nothing waits, the office's news is fetched this often (ms) as long as somebody looks. */
const HEARTBEAT_MS = 240_000;
/** The same where the person told the browser to spare data: they still get the news when they come back, save or ask. */
const SPARING_HEARTBEAT_MS = 1_800_000;

/** The pause after so many failures in a row, with chance in it so that phones do not come back all at once. */
export const backoffMs = (failures: number, random: () => number): number =>
  Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + random() / 2);

/** How many changes wait on this phone, and when the first of them may go (ms since 1970). */
export interface Waiting {
  readonly count: number;
  readonly due: number;
}

export interface Pacing {
  /** Attempts in a row that came to nothing. */
  failures: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly savesData: () => boolean;
}

/** The pause after one more attempt that came to nothing (ms). */
export function pauseAfterFailure(pacing: Pacing): number {
  pacing.failures += 1;
  return backoffMs(pacing.failures, pacing.random);
}

/** When to try again by itself (ms); undefined: not before the person did something. */
export function pauseAfter(outcome: SyncOutcome, { count, due }: Waiting, pacing: Pacing): number | undefined {
  switch (outcome.kind) {
    case 'done':
      if (count > 0 && due <= pacing.now()) return pauseAfterFailure(pacing);
      pacing.failures = 0;
      return (count > 0 ? due - pacing.now() : pacing.savesData() ? SPARING_HEARTBEAT_MS : HEARTBEAT_MS) * (1 + pacing.random() / 4);
    case 'busy':
    case 'too-much':
      return Math.max((outcome.retryAfterMs ?? 0) * (1 + pacing.random() / 10), pauseAfterFailure(pacing));
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'captive':
    case 'too-large':
    case 'storage':
      return pauseAfterFailure(pacing);
    case 'signed-out':
    case 'wrong-account':
    case 'update-required':
      return undefined;
    default:
      return assertNever(outcome);
  }
}
