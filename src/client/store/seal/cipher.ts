import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

const FORMAT = 1;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** Something sealed cannot be opened: another key, another place, or changed bytes. Says where, never what. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Seals a text under a key, bound to the place it lies in: moved elsewhere it does not open. It answers at once, unlike
 * WebCrypto: a transaction of the database ends while that is awaited. A random nonce of 24 bytes does not come twice.
 */
export function sealBytes(key: Uint8Array, place: string, text: string): Uint8Array<ArrayBuffer> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = xchacha20poly1305(key, nonce, encoder.encode(place)).encrypt(encoder.encode(text));
  const bytes = new Uint8Array(1 + NONCE_BYTES + sealed.length);
  bytes[0] = FORMAT;
  bytes.set(nonce, 1);
  bytes.set(sealed, 1 + NONCE_BYTES);
  return bytes;
}

/** Throws `SealBrokenError` for anything but what `sealBytes` made for this place. */
export function openBytes(key: Uint8Array, place: string, bytes: Uint8Array): string {
  if (bytes[0] !== FORMAT || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new SealBrokenError(`Not sealed: ${place}`);
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  try {
    return decoder.decode(xchacha20poly1305(key, nonce, encoder.encode(place)).decrypt(bytes.subarray(1 + NONCE_BYTES)));
  } catch (cause) {
    throw new SealBrokenError(`Does not open: ${place}`, { cause });
  }
}
