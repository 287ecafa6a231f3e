import { BULLET } from './bullet.ts';
import { isUpper } from './clean-text.ts';
import { isHeadingText } from './sentence.ts';
import { eitherWay } from './toneless.ts';

export type MarkerKind = 'part' | 'roman' | 'num' | 'sub' | 'letter' | 'dash' | 'plus';

export interface Marker {
  readonly kind: MarkerKind;
  /** As printed, without the dot or bracket behind it: 'II', '1.2', 'a', '-'. */
  readonly marker: string;
  /** Smaller stands higher in the tree. */
  readonly rank: number;
  readonly rest: string;
}

/** Below Roman numbers, above "1.". */
const ARTICLE_RANK = 1.5;
export const SUB_RANK = 2;
const LETTER_RANK = 10;
/** A short line alone above its text: under the letter printed above it, over dashes. */
export const HEADING_RANK = 10.5;
/** "(1)" divides what a letter holds. */
const BRACKET_RANK = 10.7;
export const DASH_RANK = 11;
const PLUS_RANK = 12;

interface Form {
  readonly kind: MarkerKind;
  readonly pattern: RegExp;
  readonly rank: (marker: string) => number;
  readonly fits?: (rest: string) => boolean;
}

/** The numbers of sections, in their order. */
export const ROMAN_NUMBERS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** A number below 40: enough for sections, and it keeps "C." and "D." letters. */
const ROMAN = '(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})';
const WORD = '["“‘(«\\p{L}]';

const COUNTED = 'một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười';
const NUMBERED = `(?:[Tt]hứ|THỨ)\\s+\\p{L}+|${COUNTED}|${COUNTED.toUpperCase()}|${ROMAN}|\\d{1,2}|[A-H]`;
/** What stands behind the number of a part: nothing, a mark, or its name. */
const NAME_BEHIND = '(?:\\s*[.:–—-]\\s*|\\s+(?=["“«\\p{Lu}])|\\s*$)';
/** "Mục 1" and "Điều 5" are cited in sentences too: there no full stop stands behind the number. */
const NAME_BEHIND_MARK = '(?:\\s*[.:]\\s*|\\s*$)';

const worded = (kind: MarkerKind, word: string, behind: string, rank: number): Form => ({
  kind,
  pattern: eitherWay(new RegExp(`^((?:${word}|${word.toUpperCase()})\\s+(?:${NUMBERED}))${behind}(.*)$`, 'u')),
  rank: () => rank,
  fits: (rest) => kind !== 'part' || isHeadingText(rest),
});

/** "☐ 1. Họp dân": a box to tick before the number. */
const BOX_BEFORE_NUMBER = eitherWay(
  /^[☐☑☒□■▢✓✔✅✗✘⬜\u{1F5F5}-\u{1F5F9}\uF052-\uF054\uF06F\uF0A8\uF0FB-\uF0FE]\s*(?=(?:[IVX]+|\d{1,3}|[a-zđ])(?:\.\d{1,3})*[.)]\s)/u,
);

const FORMS: readonly Form[] = [
  worded('part', 'Phần', NAME_BEHIND, -3),
  worded('part', 'Chương', NAME_BEHIND, -2),
  worded('part', 'Mục', NAME_BEHIND_MARK, -1),
  worded('num', 'Điều', NAME_BEHIND_MARK, ARTICLE_RANK),
  // "II.1." prints the number of its section again.
  {
    kind: 'sub',
    pattern: new RegExp(`^((?:${ROMAN}|[A-H])(?:\\.\\d{1,3}){1,3})(?:[.)/]\\s*|\\s+)(?=${WORD})(.*)$`, 'u'),
    rank: (marker) => SUB_RANK + marker.split('.').length - 2,
  },
  // "V/v …" says what a letter is about.
  { kind: 'roman', pattern: new RegExp(`^(?!V\\/v)(${ROMAN})(?:\\s*[.)/:]\\s*|\\s*[-–—]\\s+)(.*)$`, 'u'), rank: () => 1 },
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
  { kind: 'num', pattern: /^\((\d{1,2})\)\s*(.*)$/u, rank: () => BRACKET_RANK },
  { kind: 'letter', pattern: /^\(([a-hđk]|i{1,3}|iv|vi{0,3}|ix|x)\)\s*(.*)$/u, rank: () => BRACKET_RANK },
  { kind: 'letter', pattern: /^(?!v\/v)([a-zđ])(?:\)\s*|\.\s+|\/\s*)(.*)$/u, rank: () => LETTER_RANK },
  { kind: 'dash', pattern: new RegExp(`^(${BULLET})(?:\\s+|(?=${WORD}))(.*)$`, 'u'), rank: () => DASH_RANK },
  // The hollow bullet of one font is the letter o: no Vietnamese sentence begins with it.
  { kind: 'dash', pattern: /^(o)\s+(?=\p{Lu})(.*)$/u, rank: () => DASH_RANK },
  { kind: 'plus', pattern: new RegExp(`^([+＋])(?:\\s+|(?=${WORD}))(.*)$`, 'u'), rank: () => PLUS_RANK },
];

/** A marker that is a word and a number: "Phần I", "Điều 5". Its name may stand on the line below. */
export const isWorded = ({ marker }: Marker): boolean => /^\p{L}{3}/u.test(marker);

/** The marker a cleaned paragraph begins with; undefined for plain text. */
export function readMarker(printed: string): Marker | undefined {
  const text = printed.replace(BOX_BEFORE_NUMBER, '');
  for (const { kind, pattern, rank, fits } of FORMS) {
    const found = pattern.exec(text);
    const label = found?.[1];
    const rest = found?.[2]?.trim() ?? '';
    if (!label || (fits && !fits(rest))) continue;
    const marker = kind === 'dash' ? '-' : kind === 'plus' ? '+' : label;
    return { kind, marker, rank: rank(marker), rest };
  }
  return undefined;
}
