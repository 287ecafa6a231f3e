/** A bucket that fills up again by itself. */
export interface Limit {
  readonly burst: number;
  /** Milliseconds until one more is granted. */
  readonly refillMs: number;
}

export interface TokenBucket {
  /** Below zero: that much was granted ahead. */
  left: number;
  at: number;
  readonly limit: Limit;
}

export const createBucket = (limit: Limit, now: number): TokenBucket => ({ left: limit.burst, at: now, limit });

function refill(bucket: TokenBucket, now: number): void {
  const gained = Math.max(0, now - bucket.at) / bucket.limit.refillMs;
  bucket.left = Math.min(bucket.limit.burst, bucket.left + gained);
  bucket.at = now;
}

/** Milliseconds until one more is there; 0 where it is. */
export function waitOf(bucket: TokenBucket, now: number): number {
  refill(bucket, now);
  return bucket.left >= 1 ? 0 : Math.ceil((1 - bucket.left) * bucket.limit.refillMs);
}

/** Takes so many, whether they are there or not. */
export function spend(bucket: TokenBucket, count: number, now: number): void {
  refill(bucket, now);
  bucket.left -= count;
}
