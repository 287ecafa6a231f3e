import type { FillRandom } from '../../domain/ids.ts';
import { DEFAULT_CODE_HOURS } from '../../protocol/account.ts';
import type { OneTimeCode } from '../store/accounts.ts';
import { codeHash, codeSelector, newCode } from './secrets.ts';

const HOUR_MS = 3_600_000;

/** A code for a person, and what is kept of it. */
export function newOneTimeCode(
  fillRandom: FillRandom,
  now: number,
  hours: number = DEFAULT_CODE_HOURS,
): { readonly code: string; readonly stored: OneTimeCode } {
  const code = newCode(fillRandom);
  return { code, stored: { hash: codeHash(code), selector: codeSelector(code), expiresAt: now + hours * HOUR_MS } };
}
