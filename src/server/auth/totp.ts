import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FillRandom } from '../../domain/ids.ts';

/** RFC 6238 as every authenticator app reads it: SHA-1, steps of 30 seconds, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** A clock that is a step early or late is still believed. */
const SKEW_STEPS = 1;
/** RFC 4226 recommends as many bits as SHA-1 gives. */
const SECRET_BYTES = 20;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits in base32, 32 letters, as apps take it. */
export const newTotpSecret = (fillRandom: FillRandom): string => toBase32(fillRandom(new Uint8Array(SECRET_BYTES)));

export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export const stepAt = (now: number): number => Math.floor(now / STEP_MS);

/** The digits of a step (RFC 4226). */
export function totpCode(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step that these digits are of: near now, and after the last that was taken. Undefined where they are of none. */
export function matchTotp(secret: string, code: string, now: number, lastStep: number): number | undefined {
  const steps = Array.from({ length: 2 * SKEW_STEPS + 1 }, (_, at) => stepAt(now) - SKEW_STEPS + at);
  // All are compared, so that the time taken tells nothing.
  const right = steps.filter((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)));
  return right.find((step) => step > lastStep);
}

/** What the picture for an app says. */
export function totpUri(secret: string, issuer: string, account: string): string {
  const label = [issuer, account].map(encodeURIComponent).join(':');
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
