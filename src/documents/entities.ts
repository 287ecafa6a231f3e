const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', deg: '°', eth: 'ð', ETH: 'Ð' },
};
const MARKS: Readonly<Record<string, string>> = { grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308' };
const HIGHEST_LETTER = 0x10_ff_ff;
/** Halves of letters, which stand for nothing by themselves. */
const isHalf = (number: number): boolean => number >= 0xd8_00 && number <= 0xdf_ff;

/** "&agrave;" and "&#224;" are "à"; what is none of the known names stays as it is. */
export const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name = '') => {
    const number = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (number > 0 && number <= HIGHEST_LETTER && !isHalf(number)) return String.fromCodePoint(number);
    const [, letter, mark = ''] = /^([a-z])(grave|acute|circ|tilde|uml)$/i.exec(name) ?? [];
    return (
      (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ??
      (letter === undefined ? whole : (letter + MARKS[mark.toLowerCase()]).normalize('NFC'))
    );
  });

const LONGEST_ENTITY = 10;

/** The known entity that begins at a place of a text, as it is typed. */
export function entityAt(text: string, at: number): string | undefined {
  const [found] = /^&[#a-z\d]+;/i.exec(text.slice(at, at + LONGEST_ENTITY)) ?? [];
  return found !== undefined && withoutEntities(found) !== found ? found : undefined;
}
