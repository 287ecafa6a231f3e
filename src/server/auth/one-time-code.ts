import type { FillRandom } from '../../domain/ids.ts';
import type { OneTimeCode } from '../store/accounts.ts';
import { codeHash, newCode } from './secrets.ts';

const DAY_MS = 86_400_000;
/** An invitation must survive a holiday. */
const CODE_LIFE_MS = 14 * DAY_MS;

/** A code for a person, and the hash of it that is kept. */
export function newOneTimeCode(fillRandom: FillRandom, now: number): { readonly code: string; readonly stored: OneTimeCode } {
  const code = newCode(fillRandom);
  return { code, stored: { hash: codeHash(code), expiresAt: now + CODE_LIFE_MS } };
}
