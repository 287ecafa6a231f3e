import { err, ok, type Result } from '../../domain/result.ts';
import { createBucket, type Limit, spend, waitOf } from './bucket.ts';
import type { Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;
const MEGABYTE = 1_024 * 1_024;

/**
 * What one account may ask for. A person at the desk asks some thousand times on a long day; a phone that was away for months sends a
 * few thousand records, which are as many kilobytes. Ten to twenty times as much is no work of people any more.
 */
const A_DAY = {
  requests: { burst: 20_000, refillMs: DAY_MS / 20_000 },
  bytes: { burst: 128 * MEGABYTE, refillMs: DAY_MS / (128 * MEGABYTE) },
} as const satisfies Record<string, Limit>;
/**
 * How fast it may go on once it has asked for much: nothing is refused for that, it waits for its turn, so that whoever sends without
 * end takes a small part of the server and no more. The first push of seven thousand records goes through without waiting, and
 * eighty a second behind them.
 */
const A_WHILE = {
  requests: { burst: 300, refillMs: 250 },
  bytes: { burst: 6 * MEGABYTE, refillMs: 1_000 / (64 * 1_024) },
} as const satisfies Record<string, Limit>;
/** Longer than this nobody is left without an answer (ms): a phone's patience is longer. */
const MAX_WAIT_MS = 10_000;
/** Requests of one account that are worked on at a time, and that wait behind them: a screen of the desk asks for a dozen things. */
const PLACES = 2;
const MAX_WAITING = 60;
/** What is refused is told after a pause (ms), so that asking again at once costs who asks and not the server; at most so many at a time. */
const REFUSAL_PAUSE_MS = 1_000;
const MAX_PAUSED = 500;
/** Above this the accounts that have asked for little lately are forgotten. */
const MAX_KNOWN = 5_000;

export interface AccountPace {
  /** Runs the work of an account in its turn, or says why not now. `charge` is told of the bytes that were read. */
  run<T>(accountId: string, work: (charge: (bytes: number) => void) => Promise<T>): Promise<Result<T, Refusal>>;
}

/** Lets everybody ask at any pace: for tests and measurements, which ask as no person does. */
export const anyPace: AccountPace = { run: async (_, work) => ok(await work(() => undefined)) };

interface World {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

interface Account {
  readonly buckets: ReturnType<typeof freshBuckets>;
  active: number;
  readonly waiting: (() => void)[];
}

const freshBuckets = (now: number) => ({
  dayRequests: createBucket(A_DAY.requests, now),
  dayBytes: createBucket(A_DAY.bytes, now),
  requests: createBucket(A_WHILE.requests, now),
  bytes: createBucket(A_WHILE.bytes, now),
});

export function createAccountPace({ clock, pause }: World): AccountPace {
  const accounts = new Map<string, Account>();
  let paused = 0;

  const forgetIdle = (): void => {
    for (const [id, { active, waiting }] of accounts) {
      if (accounts.size <= MAX_KNOWN) return;
      if (active + waiting.length === 0) accounts.delete(id);
    }
  };
  /** The account, as the one touched last. */
  const accountOf = (id: string): Account => {
    const account = accounts.get(id) ?? { buckets: freshBuckets(clock()), active: 0, waiting: [] };
    accounts.delete(id);
    accounts.set(id, account);
    forgetIdle();
    return account;
  };

  async function refused(retryAfterMs: number): Promise<Refusal> {
    if (paused < MAX_PAUSED) {
      paused += 1;
      await pause(REFUSAL_PAUSE_MS).finally(() => {
        paused -= 1;
      });
    }
    return { code: 'tooMuch', retryAfterMs };
  }

  async function enter(account: Account): Promise<void> {
    if (account.active < PLACES) account.active += 1;
    // Whoever leaves hands on the place.
    else await new Promise<void>((resolve) => account.waiting.push(resolve));
  }
  function leave(account: Account): void {
    const next = account.waiting.shift();
    if (next) next();
    else account.active -= 1;
  }

  return {
    async run(accountId, work) {
      const account = accountOf(accountId);
      const { dayRequests, dayBytes, requests, bytes } = account.buckets;
      if (account.waiting.length >= MAX_WAITING) return err(await refused(MAX_WAIT_MS));
      await enter(account);
      try {
        const now = clock();
        const ofDay = Math.max(waitOf(dayRequests, now), waitOf(dayBytes, now));
        const ofWhile = Math.max(waitOf(requests, now), waitOf(bytes, now));
        if (ofDay > 0 || ofWhile > MAX_WAIT_MS) return err(await refused(Math.max(ofDay, ofWhile)));
        for (const bucket of [dayRequests, requests]) spend(bucket, 1, now);
        if (ofWhile > 0) await pause(ofWhile);
        return ok(
          await work((read) => {
            for (const bucket of [dayBytes, bytes]) spend(bucket, read, clock());
          }),
        );
      } finally {
        leave(account);
      }
    },
  };
}
