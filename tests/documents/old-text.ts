import { type Encoding, lettersOf } from '../../src/documents/old-encodings/tables.ts';

const LETTERS = [...'aăâeêioôơuưyđ'].flatMap((letter) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].flatMap((tone) => [
    (letter + tone).normalize('NFC'),
    (letter + tone).normalize('NFC').toUpperCase(),
  ]),
);
const ONE = Array.from({ length: 0x100 }, (_, at) => String.fromCharCode(at)).filter((place) => !/[\t\n\r -~]/.test(place));
/** What an encoding writes for one letter: a place, or a letter and a place behind it. */
const WRITTEN = [...ONE, ...[...'AaEeOoUuYyIiÂâÊêÔôÖöÃãÕõÝý'].flatMap((letter) => ONE.map((place) => letter + place))];

/** Letters that an encoding can write, and how: found by trying, so that it is the other way round of reading. */
function findWritten(encoding: Encoding): ReadonlyMap<string, string> {
  const wanted = new Set(LETTERS);
  const written = new Map<string, string>();
  for (const places of WRITTEN) {
    const letter = lettersOf(places, encoding);
    if (wanted.has(letter) && !written.has(letter) && (letter !== places || encoding !== 'vni')) written.set(letter, places);
  }
  return written;
}

const found = new Map<Encoding, ReadonlyMap<string, string>>();
export function writtenIn(encoding: Encoding): ReadonlyMap<string, string> {
  const written = found.get(encoding) ?? findWritten(encoding);
  found.set(encoding, written);
  return written;
}

/** A text in an old encoding, a letter of the result for a place of the encoding. */
export function toOldText(text: string, encoding: Encoding): string {
  const written = writtenIn(encoding);
  return Array.from(text.normalize('NFC'), (letter) => written.get(letter) ?? letter).join('');
}

export const toOldBytes = (text: string, encoding: Encoding): Uint8Array =>
  Uint8Array.from(toOldText(text, encoding), (letter) => letter.charCodeAt(0));
