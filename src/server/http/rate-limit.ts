/** A bucket of attempts that fills up again by itself. */
export interface Limit {
  readonly burst: number;
  /** Milliseconds until one more attempt is granted. */
  readonly refillMs: number;
}

export interface RateLimiter {
  /** Takes one attempt; otherwise says in how many milliseconds the next is granted. */
  take(key: string, limit: Limit, now: number): number;
  /** Gives one back: a good sign-in is no attempt. */
  giveBack(key: string): void;
}

interface Bucket {
  left: number;
  at: number;
  readonly limit: Limit;
}

/** Above this the fullest buckets are forgotten, so that nobody can fill the memory with made-up names. */
const MAX_BUCKETS = 20_000;
/** As many are left then: looking through all of them for each new name would cost more than the names. */
const BUCKETS_LEFT = 18_000;

function refill(bucket: Bucket, now: number): void {
  const gained = Math.max(0, now - bucket.at) / bucket.limit.refillMs;
  bucket.left = Math.min(bucket.limit.burst, bucket.left + gained);
  bucket.at = now;
}

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
      const bucket = buckets.get(key) ?? { left: limit.burst, at: now, limit };
      buckets.set(key, bucket);
      refill(bucket, now);
      if (bucket.left < 1) return Math.ceil((1 - bucket.left) * limit.refillMs);
      bucket.left -= 1;
      return 0;
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket) bucket.left = Math.min(bucket.limit.burst, bucket.left + 1);
    },
  };
}
