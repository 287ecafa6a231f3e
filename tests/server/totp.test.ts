import { describe, expect, test } from 'vitest';
import { matchTotp, newTotpSecret, stepAt, toBase32, totpCode, totpUri } from '../../src/server/auth/totp.ts';
import { fillRandom } from './helpers.ts';

/** The secret of RFC 6238, appendix B, for SHA-1. */
const SECRET = toBase32(Buffer.from('12345678901234567890'));

describe('the digits of an authenticator app', () => {
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238 at second %d', (second, digits) => {
    expect(totpCode(SECRET, stepAt(second * 1_000), 8)).toBe(digits);
    expect(totpCode(SECRET, stepAt(second * 1_000))).toBe(digits.slice(2));
  });

  test('are taken a step early and a step late, and no further off', () => {
    const now = 1_234_567_890_000;
    const taken = [-2, -1, 0, 1, 2].map((off) => matchTotp(SECRET, totpCode(SECRET, stepAt(now) + off), now, 0) !== undefined);
    expect(taken).toEqual([false, true, true, true, false]);
  });

  test('of a step that was taken, or of one before it, are taken no more', () => {
    const now = 1_234_567_890_000;
    const step = stepAt(now);
    expect(matchTotp(SECRET, totpCode(SECRET, step), now, step)).toBeUndefined();
    expect(matchTotp(SECRET, totpCode(SECRET, step - 1), now, step)).toBeUndefined();
    expect(matchTotp(SECRET, totpCode(SECRET, step + 1), now, step)).toBe(step + 1);
  });

  test('come from a secret of 160 bits in the letters that apps read, and its address names the office and the account', () => {
    expect(newTotpSecret(fillRandom)).toMatch(/^[A-Z2-7]{32}$/);
    expect(SECRET).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(totpUri('ABC', 'Cột Mốc', 'VP-01')).toBe(
      'otpauth://totp/C%E1%BB%99t%20M%E1%BB%91c:VP-01?secret=ABC&issuer=C%E1%BB%99t%20M%E1%BB%91c',
    );
  });
});
