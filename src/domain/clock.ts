import { type Day, officeDay } from './day.ts';

/** Clocks further apart than this are named (ms): a slow answer explains less. */
export const FAR_OFF_MS = 15 * 60_000;

/** The last day that may have come at this moment (ms), where the server's clock is `skewMs` ahead of the phone's: of both days the later. */
export const latestDay = (now: number, skewMs = 0): Day => officeDay(now + Math.max(0, skewMs));

/**
 * The day by the server's clock, where the phone's clock has it wrong. Undefined where both have the same day, and where the
 * phone's clock was set back since they were compared (`comparedAt`, by the phone): how far off it is now is not known.
 */
export function dayByServer(now: number, skewMs: number, comparedAt: number): Day | undefined {
  const today = officeDay(now + skewMs);
  return now < comparedAt || today === officeDay(now) ? undefined : today;
}
