import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { FREE_TRIES, type Unlocked } from '../../store/seal/unlock.ts';

const MINUTE_MS = 60_000;

function duration(ms: number): string {
  const words = labels().lock;
  return ms < MINUTE_MS ? words.seconds(formatNumber(Math.ceil(ms / 1_000))) : words.minutes(formatNumber(Math.ceil(ms / MINUTE_MS)));
}

/** Why a PIN did not open the store, and how long to wait. */
export function triesText({ tries }: Exclude<Unlocked, { kind: 'open' }>, now: number): string {
  const words = labels().lock;
  if (tries.notBefore > now) return words.wait(duration(tries.notBefore - now));
  const left = FREE_TRIES - tries.count;
  return left > 0 && left < FREE_TRIES - 1 ? words.wrongLeft(formatNumber(left)) : words.wrong;
}
