import type { Limit } from './bucket.ts';

/** What an attempt is taken from. */
export interface Bucket {
  readonly key: string;
  readonly limit: Limit;
  /**
   * It belongs to something in the database (an account, a phone, a key). There are only so many of these, and nothing that a
   * stranger makes up pushes such a bucket out.
   */
  readonly lasting?: true;
  /** When it will be full again, as far as the database knows from before this process was started, or from another one. */
  readonly fullAt?: number | undefined;
}

export interface RateLimiter {
  /** In how many milliseconds all of them will grant one, as far as is known here without the database; 0 where they do now. */
  waitFor(buckets: readonly Bucket[], now: number): number;
  /** Takes an attempt from each of them, or, where one is empty, from none: then says in how many milliseconds all will grant one. */
  take(buckets: readonly Bucket[], now: number): number;
  /** Gives one back to each: a good sign-in is no attempt. */
  giveBack(buckets: readonly Bucket[], now: number): void;
}

/** Of what strangers make up (names, networks) so many are remembered, some ten megabytes; those untouched for longest go first. */
const MAX_MADE_UP = 50_000;
/** Lasting buckets looked at for each request: those that are full again say nothing and go. */
const SWEPT_AT_ONCE = 2;

export function createRateLimiter(): RateLimiter {
  // When each bucket will be full again. A map keeps the order of insertion, and what is touched is put in anew: the first entry
  // is the one untouched for longest.
  const lasting = new Map<string, number>();
  const madeUp = new Map<string, number>();

  const hereOf = ({ key }: Bucket): number | undefined => lasting.get(key) ?? madeUp.get(key);
  const fullAtOf = (bucket: Bucket, now: number): number => {
    const emptyNow = now + bucket.limit.burst * bucket.limit.refillMs;
    const here = Math.min(hereOf(bucket) ?? now, emptyNow);
    // Several processes may have granted a little more, but twice as much was stored under a clock that was ahead.
    const stored = bucket.fullAt !== undefined && bucket.fullAt - now <= 2 * (emptyNow - now) ? bucket.fullAt : now;
    return Math.max(now, here, stored);
  };
  const waitOf = ({ limit }: Bucket, fullAt: number, now: number): number => fullAt - now - (limit.burst - 1) * limit.refillMs;
  const put = (bucket: Bucket, fullAt: number, now: number): void => {
    // Somebody who asked before the account was there, or does not know of it, makes none of its buckets one that can be pushed out.
    const map = lasting.delete(bucket.key) || bucket.lasting ? lasting : madeUp;
    madeUp.delete(bucket.key);
    if (fullAt > now) map.set(bucket.key, fullAt);
  };
  const makeRoom = (now: number): void => {
    for (const key of madeUp.keys()) {
      if (madeUp.size <= MAX_MADE_UP) break;
      madeUp.delete(key);
    }
    let swept = 0;
    for (const [key, fullAt] of lasting) {
      if (swept === SWEPT_AT_ONCE) break;
      swept += 1;
      if (fullAt <= now) lasting.delete(key);
    }
  };
  return {
    waitFor: (buckets, now) => Math.ceil(Math.max(0, ...buckets.map((bucket) => waitOf(bucket, fullAtOf(bucket, now), now)))),
    take(buckets, now) {
      const found = buckets.map((bucket) => ({ bucket, fullAt: fullAtOf(bucket, now) }));
      const wait = Math.max(0, ...found.map(({ bucket, fullAt }) => waitOf(bucket, fullAt, now)));
      // Who is refused takes nothing, and what is full needs no entry.
      for (const { bucket, fullAt } of found) put(bucket, wait > 0 ? fullAt : fullAt + bucket.limit.refillMs, now);
      makeRoom(now);
      return Math.ceil(wait);
    },
    giveBack(buckets, now) {
      for (const bucket of buckets) put(bucket, (hereOf(bucket) ?? now) - bucket.limit.refillMs, now);
    },
  };
}
