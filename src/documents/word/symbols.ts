/** Letters of symbol fonts lie at F000 and above, or at their plain place. */
const PRIVATE = 0xf000;

/** Minus and plus of the Symbol font have their plain places; every other picture of such a font stands as a bullet. */
export function symbolText(font: string, char: string): string {
  const code = Number.parseInt(char, 16);
  if (Number.isNaN(code)) return '';
  const place = code >= PRIVATE && code <= PRIVATE + 0xff ? code - PRIVATE : code;
  if (/^symbol$/i.test(font)) return place === 0x2d ? '-' : place === 0x2b ? '+' : '•';
  return /wingdings|webdings|dingbats/i.test(font) || code >= PRIVATE ? '•' : String.fromCodePoint(place);
}
