import type { DBCore, Middleware } from 'dexie';
import { openBytes, sealBytes } from './cipher.ts';
import { sealRows } from './seal-rows.ts';

/** What seals a store and the notes beside it. A store without one lies there as it was written. */
export interface StoreSeal {
  /** Wrapped anew where the PIN is changed. It lies in the memory of an open page and nowhere else. */
  readonly key: Uint8Array<ArrayBuffer>;
  readonly rows: Middleware<DBCore>;
  /** For a storage of texts: `place` is the name under which the text lies there. */
  readonly sealText: (place: string, text: string) => string;
  /** Undefined for a text that was not sealed for this place. */
  readonly openText: (place: string, text: string) => string | undefined;
}

const MARK = 'sealed:';
/** Bytes handed to one call: more arguments than a browser takes would fail. */
const SLICE = 8_192;

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += SLICE) letters += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(letters);
}

export const createStoreSeal = (key: Uint8Array<ArrayBuffer>): StoreSeal => ({
  key,
  rows: sealRows(key),
  sealText: (place, text) => MARK + toBase64(sealBytes(key, place, text)),
  openText(place, text) {
    if (!text.startsWith(MARK)) return undefined;
    try {
      return openBytes(
        key,
        place,
        Uint8Array.from(atob(text.slice(MARK.length)), (letter) => letter.charCodeAt(0)),
      );
    } catch {
      return undefined;
    }
  },
});
