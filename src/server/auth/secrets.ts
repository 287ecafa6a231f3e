import { createHash } from 'node:crypto';
import type { FillRandom } from '../../domain/ids.ts';

/** Letters and digits that are not mistaken for one another: no I, L, O, U. */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** `count` readable letters of five bits each. */
export const readable = (count: number, fillRandom: FillRandom): string =>
  Array.from(fillRandom(new Uint8Array(count)), (byte) => READABLE[byte & 31]).join('');

/** An opaque proof of 256 bits. */
export const newToken = (fillRandom: FillRandom): string => Buffer.from(fillRandom(new Uint8Array(32))).toString('base64url');

/** A short name for a row: 60 bits, in small letters. */
export const newRowId = (fillRandom: FillRandom): string => readable(12, fillRandom).toLowerCase();

const grouped = (letters: string): string => letters.replace(/(.{5})(?=.)/g, '$1-');

/** A code of 100 bits that opens an account once: 'K3V9T-…'. */
export const newCode = (fillRandom: FillRandom): string => grouped(readable(20, fillRandom));
/** A code of 75 bits that stands in for a lost factor once. */
export const newRecoveryCode = (fillRandom: FillRandom): string => grouped(readable(15, fillRandom));
/** A password of 75 bits to be read from a screen and typed. */
export const newPassword = (fillRandom: FillRandom): string => grouped(readable(15, fillRandom)).toLowerCase();

/** Codes are typed by hand: case and dashes do not matter, and neither does O for 0 or I and L for 1. */
const codeLetters = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

export const codeHash = (typed: string): string => sha256(codeLetters(typed));

/** The first group of a code says which code is meant, so that guesses at it can be counted; the 75 bits behind it open the account. */
const SELECTOR_LETTERS = 5;
export const codeSelector = (typed: string): string => codeLetters(typed).slice(0, SELECTOR_LETTERS);
