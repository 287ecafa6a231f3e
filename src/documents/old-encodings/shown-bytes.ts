import { strFromU8 } from 'fflate';

/** Letters that programs of Windows show for the bytes 80 to 9F; a gap where they show none. */
const SHOWN = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const BYTES = new Map([...SHOWN].flatMap((letter, at) => (letter === ' ' ? [] : [[letter, 0x80 + at] as const])));

/** UTF-8 whose bytes were shown as a letter each, "Káº¿ hoáº¡ch": the text it was; undefined for any other text. */
export function fromShownBytes(text: string): string | undefined {
  // "à" ends with the byte of a hard blank, which many programs turn into a plain one.
  const bytes = Uint8Array.from(text.replace(/\u00C3 /g, '\u00C3\u00A0'), (letter) => BYTES.get(letter) ?? letter.charCodeAt(0));
  const isOfBytes = Array.from(text).every((letter) => BYTES.has(letter) || letter.charCodeAt(0) < 0x100);
  if (!isOfBytes) return undefined;
  const read = strFromU8(bytes);
  return read.includes('\uFFFD') ? undefined : read;
}
