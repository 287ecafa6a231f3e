import type { AccountId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { AppDeps } from '../deps.ts';
import type { Limit } from '../http/bucket.ts';
import type { Bucket } from '../http/rate-limit.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { findGuessedAt, type GuessedAt, saveGuess, takeBackGuess } from '../store/guesses.ts';
import type { HashAsker } from './hash-queue.ts';

const MINUTE_MS = 60_000;
/**
 * In any hour strangers get 16 guesses at an account, all together, and who holds a phone of its owner 14: no more than 30. The
 * two never take from each other, so that strangers do not hold up the owner on that phone.
 */
const LIMITS = {
  account: { burst: 10, refillMs: 10 * MINUTE_MS },
  device: { burst: 8, refillMs: 10 * MINUTE_MS },
  /** Three of a million codes are right at a time: at this pace they are found once in some two thousand days. */
  factor: { burst: 10, refillMs: 10 * MINUTE_MS },
  /** Less than the account grants, at once and later: strangers in one place do not shut it for the owner in another. */
  place: { burst: 5, refillMs: 15 * MINUTE_MS },
  /** A whole office may sit behind one address. */
  network: { burst: 100, refillMs: 3_000 },
} as const satisfies Record<string, Limit>;

/** How long who finds the queue for hashes full is asked to wait. */
export const QUEUE_RETRY_MS = 10_000;

/** What a guess takes from, and its turn among others. */
export interface Guess {
  readonly asker: HashAsker;
  readonly buckets: readonly Bucket[];
  /** Where the first bucket is stored; a name nobody bears has none. */
  readonly at: GuessedAt | undefined;
}

/** The guess of who holds a phone of the account. */
export const guessOnDevice = (at: GuessedAt): Guess => ({
  asker: 'known',
  buckets: [{ key: `device ${at.id}`, limit: LIMITS.device, lasting: true, fullAt: at.fullAt }],
  at,
});

/** Whoever knows the password of an account guesses at its second answer. Its own phones, which are not asked, are not held up. */
const guessAtFactor = (at: GuessedAt): Guess => ({
  asker: 'known',
  buckets: [{ key: `factor ${at.id}`, limit: LIMITS.factor, lasting: true, fullAt: at.fullAt }],
  at,
});

interface Asking {
  readonly deps: AppDeps;
  readonly network: string;
  readonly now: number;
}

/** The guess of somebody who names an account, or a name nobody bears: that is limited alike, so that nobody learns which it is. */
export async function guessAtAccount(
  { deps, network }: Asking,
  name: string,
  accountId: AccountId | undefined,
  keyHash: string | undefined,
): Promise<Guess> {
  const at = await findGuessedAt(deps.store.reader, accountId, keyHash);
  if (at?.table === 'devices') return guessOnDevice(at);
  const owner = at ? ({ key: `account ${at.id}`, lasting: true, fullAt: at.fullAt } as const) : { key: `name ${name}` };
  const buckets: readonly Bucket[] = [
    { ...owner, limit: LIMITS.account },
    { ...owner, key: `${owner.key} from ${network}`, limit: LIMITS.place, fullAt: undefined },
    { key: `network ${network}`, limit: LIMITS.network },
  ];
  return { asker: { network }, buckets, at };
}

/** What a guess comes to, where it is granted. What was right is no guess and gives back what it took. */
async function checkGranted(
  { deps: { limiter, store }, now }: Asking,
  { buckets, at }: Guess,
  check: () => Promise<boolean>,
): Promise<Result<boolean, Refusal>> {
  const retryAfterMs = limiter.take(buckets, now);
  if (retryAfterMs > 0) return refuse('tooManyAttempts', { retryAfterMs });
  const { refillMs } = (buckets[0] as Bucket).limit;
  const verdict = check();
  // Beside the hash, which takes longer: an account must not answer later than a name nobody bears. Where the database does not
  // take it, this process still knows.
  const saved =
    at &&
    saveGuess(store, at, refillMs, now).then(
      () => true,
      () => false,
    );
  if (!(await verdict)) return ok(false);
  limiter.giveBack(buckets, now);
  if (at && (await saved)) await takeBackGuess(store, at, refillMs);
  return ok(true);
}

/** Whether the password is right, where the guess is granted. */
export async function checkGuess(asking: Asking, guess: Guess, stored: string | null, password: string): Promise<Result<boolean, Refusal>> {
  const { passwords } = asking.deps;
  if (!passwords.hasRoom(guess.asker)) return refuse('busy', { retryAfterMs: QUEUE_RETRY_MS });
  return checkGranted(asking, guess, () => passwords.verify(stored, password, guess.asker));
}

/** Whether a second answer is right, where the guess is granted: on a phone of the account, or by somebody who knows its password. */
export const checkFactorGuess = (asking: Asking, at: GuessedAt, check: () => Promise<boolean>): Promise<Result<boolean, Refusal>> =>
  checkGranted(asking, at.table === 'devices' ? guessOnDevice(at) : guessAtFactor(at), check);
