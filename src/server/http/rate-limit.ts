import { type Bucket, createBucket, type Limit, refill, spend, waitOf } from './bucket.ts';

export interface RateLimiter {
  /** Takes one attempt; otherwise says in how many milliseconds the next is granted. */
  take(key: string, limit: Limit, now: number): number;
  /** Gives one back: a good sign-in is no attempt. */
  giveBack(key: string): void;
}

/** Above this the fullest buckets are forgotten, so that nobody can fill the memory with made-up names. */
const MAX_BUCKETS = 20_000;
/** As many are left then: looking through all of them for each new name would cost more than the names. */
const BUCKETS_LEFT = 18_000;

export function createRateLimiter(): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const makeRoom = (now: number): void => {
    for (const [key, bucket] of buckets) {
      refill(bucket, now);
      if (bucket.left >= bucket.limit.burst) buckets.delete(key);
    }
    // Still too many: those longest untouched go first, as a map keeps the order of insertion.
    for (const key of buckets.keys()) {
      if (buckets.size <= BUCKETS_LEFT) break;
      buckets.delete(key);
    }
  };
  return {
    take(key, limit, now) {
      if (buckets.size >= MAX_BUCKETS) makeRoom(now);
      const bucket = buckets.get(key) ?? createBucket(limit, now);
      // The last in the order of the map is the one touched last.
      buckets.delete(key);
      buckets.set(key, bucket);
      const wait = waitOf(bucket, now);
      if (wait === 0) spend(bucket, 1, now);
      return wait;
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket) bucket.left = Math.min(bucket.limit.burst, bucket.left + 1);
    },
  };
}
