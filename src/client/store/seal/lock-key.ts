import type { AccountId } from '../../../domain/ids.ts';
import { toBase64Url } from '../../base64url.ts';
import { KEY_BYTES } from './cipher.ts';
import type { PinWrap, RecoveryWrap } from './lock-row.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const LEAST_ROUNDS = 1_000_000;
const MOST_ROUNDS = 10_000_000;
/** How long one guess takes this phone at least (ms). A faster machine guesses faster. */
const GUESS_MS = 400;
const PROBE_ROUNDS = 100_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

const encode = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
const random = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

export const newStoreKey = (): Bytes => random(KEY_BYTES);

/** A secret for the office to keep, as text. */
export const newRecoverySecret = (): string => toBase64Url(random(KEY_BYTES));

/** Over plain http a browser has no WebCrypto, and then there is no PIN. */
export const canLock = (): boolean => globalThis.crypto?.subtle !== undefined;

/** What is typed on one keyboard must open what was chosen on another. */
const pinBytes = (pin: string): Bytes => encode(pin.normalize('NFC'));

async function keyFromPin(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', pinBytes(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function keyFromSecret(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encode('cotmoc recovery') };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function wrap(under: CryptoKey, key: Bytes, place: string): Promise<Bytes> {
  const nonce = random(NONCE_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: encode(place) }, under, key);
  const wrapped = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  wrapped.set(nonce);
  wrapped.set(new Uint8Array(sealed), NONCE_BYTES);
  return wrapped;
}

/** Undefined where it was wrapped under another key. */
async function unwrap(under: CryptoKey, wrapped: Bytes, place: string): Promise<Bytes | undefined> {
  const how = { name: 'AES-GCM', iv: wrapped.subarray(0, NONCE_BYTES), additionalData: encode(place) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, under, wrapped.subarray(NONCE_BYTES)));
  } catch {
    return undefined;
  }
}

const pinPlace = (accountId: AccountId): string => `pin ${accountId}`;
const recoveryPlace = (accountId: AccountId, id: string): string => `recovery ${accountId} ${id}`;

/** As many rounds as make a guess slow on this phone, and never fewer than make it slow on a better one. */
export async function measureRounds(): Promise<number> {
  const start = performance.now();
  await keyFromPin('probe', random(SALT_BYTES), PROBE_ROUNDS);
  const rounds = (PROBE_ROUNDS * GUESS_MS) / Math.max(1, performance.now() - start);
  return Math.round(Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, rounds)));
}

export async function wrapByPin(accountId: AccountId, key: Bytes, pin: string, rounds: number): Promise<PinWrap> {
  const salt = random(SALT_BYTES);
  return { salt, rounds, wrapped: await wrap(await keyFromPin(pin, salt, rounds), key, pinPlace(accountId)) };
}

/** Undefined where the PIN is wrong. */
export const unwrapByPin = async (accountId: AccountId, { salt, rounds, wrapped }: PinWrap, pin: string): Promise<Bytes | undefined> =>
  unwrap(await keyFromPin(pin, salt, rounds), wrapped, pinPlace(accountId));

export async function wrapByRecovery(accountId: AccountId, key: Bytes, id: string, secret: string): Promise<RecoveryWrap> {
  return { id, wrapped: await wrap(await keyFromSecret(secret), key, recoveryPlace(accountId, id)) };
}

/** Undefined where the secret is another one. */
export const unwrapByRecovery = async (accountId: AccountId, { id, wrapped }: RecoveryWrap, secret: string): Promise<Bytes | undefined> =>
  unwrap(await keyFromSecret(secret), wrapped, recoveryPlace(accountId, id));
