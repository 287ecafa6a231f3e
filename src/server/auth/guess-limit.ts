import { ok, type Result } from '../../domain/result.ts';
import type { AppDeps } from '../deps.ts';
import type { Limit } from '../http/bucket.ts';
import type { Bucket } from '../http/rate-limit.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { StoredAccount } from '../store/accounts.ts';
import { type GuessedAt, guessedAtAccount, saveGuess } from '../store/guesses.ts';
import type { WriteTx } from '../store/store.ts';
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

/** A name is limited alike whether or not anybody bears it, so that nobody learns which it is. */
const bucketsOfStranger = (network: string, nameKey: string, at: GuessedAt | undefined): readonly Bucket[] => {
  const owner = { key: `name ${nameKey}`, ...(at && { lasting: true as const }) };
  return [
    { ...owner, limit: LIMITS.account, fullAt: at?.fullAt },
    { ...owner, key: `${owner.key} from ${network}`, limit: LIMITS.place },
    { key: `network ${network}`, limit: LIMITS.network },
  ];
};

const roomFor = ({ passwords }: AppDeps, asker: HashAsker): Refusal | undefined =>
  passwords.hasRoom(asker) ? undefined : { code: 'busy', retryAfterMs: QUEUE_RETRY_MS };

/**
 * Why a stranger's guess at a name is refused, as far as that is known without a look into the database, which would cost others more
 * than the refusal. Who is let through here may be refused yet: what the database knows is not asked.
 */
export function refuseStranger({ deps, network, now }: Asking, nameKey: string): Refusal | undefined {
  const retryAfterMs = deps.limiter.waitFor(bucketsOfStranger(network, nameKey, undefined), now);
  return roomFor(deps, { network }) ?? (retryAfterMs > 0 ? { code: 'tooManyAttempts', retryAfterMs } : undefined);
}

/** The guess of a stranger who names an account, or a name nobody bears. */
export function guessAtAccount({ network }: Asking, nameKey: string, account: StoredAccount | undefined): Guess {
  const at = account && guessedAtAccount(account);
  return { asker: { network }, buckets: bucketsOfStranger(network, nameKey, at), at };
}

/** Writes down a guess that was wrong, in the transaction that says so in the log of what was done. */
type SaveWrong = (tx: WriteTx) => Promise<void>;

/** What a guess comes to, where it is granted. What was right is no guess and gives back what it took. */
async function checkGranted(
  { deps: { limiter }, now }: Asking,
  { buckets, at }: Guess,
  check: (saveWrong: SaveWrong) => Promise<boolean>,
): Promise<Result<boolean, Refusal>> {
  const retryAfterMs = limiter.take(buckets, now);
  if (retryAfterMs > 0) return refuse('tooManyAttempts', { retryAfterMs });
  const { refillMs } = (buckets[0] as Bucket).limit;
  const isRight = await check((tx) => saveGuess(tx, at, refillMs, now));
  if (isRight) limiter.giveBack(buckets, now);
  return ok(isRight);
}

/** Whether the password is right, where the guess is granted. `noteWrong` is told of one that was not, before anybody hears of it. */
export async function checkGuess(
  asking: Asking,
  guess: Guess,
  { stored, typed }: { readonly stored: string | null; readonly typed: string },
  noteWrong: (saveWrong: SaveWrong) => Promise<void>,
): Promise<Result<boolean, Refusal>> {
  const { deps } = asking;
  const busy = roomFor(deps, guess.asker);
  if (busy) return { ok: false, error: busy };
  return checkGranted(asking, guess, async (saveWrong) => {
    const isRight = await deps.passwords.verify(stored, typed, guess.asker);
    if (!isRight) await noteWrong(saveWrong);
    return isRight;
  });
}

/** Whether a second answer is right, where the guess is granted: on a phone of the account, or by somebody who knows its password. */
export const checkFactorGuess = (
  asking: Asking,
  at: GuessedAt,
  check: (saveWrong: SaveWrong) => Promise<boolean>,
): Promise<Result<boolean, Refusal>> => checkGranted(asking, at.table === 'devices' ? guessOnDevice(at) : guessAtFactor(at), check);
