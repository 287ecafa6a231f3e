import { officeDay } from '../../domain/day.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { AppDeps } from '../deps.ts';
import type { Limit } from '../http/bucket.ts';
import type { Bucket } from '../http/rate-limit.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { findFeedToken, touchFeedToken } from '../store/feed-tokens.ts';
import { type Asker, seenOn } from './asker.ts';
import { sha256 } from './secrets.ts';

const MINUTE_MS = 60_000;
/** A table of a hundred thousand records is a hundred pages; after that one page a second. */
const READING: Limit = { burst: 150, refillMs: 1_000 };
/** A spreadsheet whose key was ended asks on: it is no guess, but it is held up. */
const REFUSED: Limit = { burst: 30, refillMs: MINUTE_MS / 6 };
const TOUCH_STEP_MS = 5 * MINUTE_MS;

/**
 * The key of a request. A program that sets its own headers sends it as a bearer token. Excel and Power BI ask a person for a
 * name and a password and keep them encrypted: there the key is the password, under any name. It is taken from no address, since
 * addresses stand in logs, in histories and in the files that people send each other.
 */
export function keyOf(authorization: string | undefined): string | undefined {
  const [, scheme, said] = /^(Bearer|Basic)\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (said === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return said;
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(said, 'base64').toString('utf8')) ?? [];
  return password || undefined;
}

export async function readFeedAsker(
  { store, limiter }: AppDeps,
  authorization: string | undefined,
  network: string,
  now: number,
): Promise<Result<Asker, Refusal>> {
  const key = keyOf(authorization);
  const token = key === undefined ? undefined : await findFeedToken(store.reader, sha256(key), now);
  const bucket: Bucket = token
    ? { key: `feed ${token.id}`, limit: READING, lasting: true }
    : { key: `feed from ${network}`, limit: REFUSED };
  const retryAfterMs = limiter.take([bucket], now);
  if (retryAfterMs > 0) return refuse('tooManyAttempts', { retryAfterMs });
  if (!token) return refuse('notSignedIn');
  // Not at every page: a write costs a flush of the disk.
  if (token.usedAt === null || now - token.usedAt > TOUCH_STEP_MS) await touchFeedToken(store, token.id, now);
  return ok(seenOn(token.maker, officeDay(now)));
}
