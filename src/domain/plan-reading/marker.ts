import { isUpper } from './clean-text.ts';

export type MarkerKind = 'part' | 'roman' | 'num' | 'sub' | 'letter' | 'dash' | 'plus';

export interface Marker {
  readonly kind: MarkerKind;
  /** As printed, without the dot or bracket behind it: 'II', '1.2', 'a', '-'. */
  readonly marker: string;
  /** Smaller stands higher in the tree. */
  readonly rank: number;
  readonly rest: string;
}

const SUB_RANK = 2;
const LETTER_RANK = 10;
export const DASH_RANK = 11;
const PLUS_RANK = 12;

interface Form {
  readonly kind: MarkerKind;
  readonly pattern: RegExp;
  readonly rank: (marker: string) => number;
  readonly fits?: (rest: string) => boolean;
}

/** A number below 40: enough for sections, and it keeps "C." and "D." letters. */
const ROMAN = '(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})';
const WORD = '["“‘(«\\p{L}]';

const FORMS: readonly Form[] = [
  { kind: 'roman', pattern: new RegExp(`^(${ROMAN})(?:\\s*[.)/:]\\s*|\\s*[-–—]\\s+)(.*)$`, 'u'), rank: () => 1 },
  // Only in capitals: "A. Nguyễn" is a person, "A. MỤC TIÊU" a part.
  { kind: 'part', pattern: /^([A-HĐ])\s*[.)/]\s*(.+)$/u, rank: () => 0, fits: isUpper },
  {
    kind: 'sub',
    pattern: new RegExp(`^(\\d{1,3}(?:\\.\\d{1,3}){1,4})(?:[.)/]\\s*|\\s+)(?=${WORD}|\\d+\\s)(.*)$`, 'u'),
    rank: (marker) => SUB_RANK + marker.split('.').length - 1,
  },
  // No white space is needed before a word, but before a figure: "1.250 bản" is no item.
  {
    kind: 'num',
    pattern: new RegExp(`^(\\d{1,3})(?:\\s*[.)/](?:\\s*(?=${WORD})|\\s+)|\\s*[-–]\\s+(?=\\p{Lu})|\\s*[.)/]$)(.*)$`, 'u'),
    rank: () => SUB_RANK,
  },
  { kind: 'letter', pattern: /^([a-zđ])(?:\)\s*|\.\s+|\/\s*)(.*)$/u, rank: () => LETTER_RANK },
  { kind: 'dash', pattern: new RegExp(`^([-–—−•●▪◦○·])(?:\\s+|(?=${WORD}))(.*)$`, 'u'), rank: () => DASH_RANK },
  { kind: 'plus', pattern: new RegExp(`^(\\+)(?:\\s+|(?=${WORD}))(.*)$`, 'u'), rank: () => PLUS_RANK },
];

const DASHES = /[–—−•●▪◦○·]/;

/** The marker a cleaned paragraph begins with; undefined for plain text. */
export function readMarker(text: string): Marker | undefined {
  for (const { kind, pattern, rank, fits } of FORMS) {
    const found = pattern.exec(text);
    const printed = found?.[1];
    const rest = found?.[2]?.trim() ?? '';
    if (!printed || (fits && !fits(rest))) continue;
    const marker = printed.replace(DASHES, '-');
    return { kind, marker, rank: rank(marker), rest };
  }
  return undefined;
}
