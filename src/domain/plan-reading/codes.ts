import type { Draft } from './draft.ts';
import { eitherWay, plainOf } from './toneless.ts';

/** Codes have at most 40 letters; a label printed again needs some of them for its count. */
export const LONGEST_CODE = 34;

/** Without tones, since a paper may be typed without them. */
const ORDINALS = ['nhat', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];
/** Those that differ where no "thứ" stands before them. */
const CARDINALS: Readonly<Record<string, string>> = { mot: 'nhat', bon: 'tu' };

const WORD_BEFORE = eitherWay(/^(?:phần|chương|mục|điều)\s+/iu);
const ORDINAL = eitherWay(/^(?:thứ\s+)?(\p{L}+)$/iu);

/** "Phần thứ hai" and "Chương II" are 2 and II among their siblings. */
function withoutWord(marker: string): string {
  const number = marker.replace(WORD_BEFORE, '');
  const word = plainOf(ORDINAL.exec(number)?.[1]?.toLowerCase() ?? '');
  const at = ORDINALS.indexOf(CARDINALS[word] ?? word);
  return at < 0 ? number.replace(/\s+/g, '') : `${at + 1}`;
}

const lastFigure = (marker: string): string => withoutWord(marker.split('.').at(-1) ?? marker);

/** a to z, then aa, ab. */
function letters(count: number): string {
  const last = String.fromCharCode(97 + ((count - 1) % 26));
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last;
}

const ROMAN_VALUES = { I: 1, V: 5, X: 10 } as const;

/** "II" as figures number what stands below it; other markers are as printed. */
function inFigures(marker: string): string {
  const letters = withoutWord(marker).replace(/^0+(?=\d)/, '');
  if (!/^[IVX]+$/.test(letters)) return letters;
  const values = [...letters].map((letter) => ROMAN_VALUES[letter as keyof typeof ROMAN_VALUES]);
  return `${values.reduce<number>((sum, value, at) => (value < (values[at + 1] ?? 0) ? sum - value : sum + value), 0)}`;
}

/** A row says its whole number: what the number above it says already is left out, and where that is not there nothing is. */
function rowLabel(marker: string, above: string | null | undefined): string {
  const bare = marker.replace(/^0+(?=\d)/, '');
  const start = above ? `${inFigures(above)}.` : '';
  return start !== '' && bare.startsWith(start) ? bare.slice(start.length) : marker;
}

type Counts = Map<string, number>;

interface Labelled {
  readonly kind: string;
  readonly marker: string | null;
}

/** Nothing, or only a dash, is printed before it. */
export const isCountedByPosition = ({ marker }: Labelled): boolean => marker === null || marker === '-' || marker === '+';

/** The label of a node among its siblings, below a parent with the given marker: as printed, or counted. */
export function ownLabel({ kind, marker }: Labelled, counts: Counts, above?: string | null): string {
  if (marker !== null && !isCountedByPosition({ kind, marker })) return kind === 'row' ? rowLabel(marker, above) : lastFigure(marker);
  const series = kind === 'grouprow' || kind === 'row' ? (marker ?? 'para') : kind;
  const count = (counts.get(series) ?? 0) + 1;
  counts.set(series, count);
  if (marker === '-') return letters(count);
  return marker === '+' ? `${count}` : `p${count}`;
}

const isCounting = (marker: string | null): number | undefined =>
  marker !== null && /^[\d.]+$/.test(marker) ? Number(lastFigure(marker)) : undefined;

/** Marks numbers that skip one: the printed number stays. */
function markGaps(siblings: readonly Draft[]): void {
  let before: number | undefined;
  for (const node of siblings) {
    const number = isCounting(node.marker);
    if (number === undefined) continue;
    if (before !== undefined && number > before + 1) node.doubts.add('gap');
    before = number;
  }
}

/** "2.1" under "3.": the number says it belongs elsewhere. */
function markElsewhere(parent: Draft | undefined, node: Draft): void {
  if (node.kind !== 'sub' || node.marker === null) return;
  const above = node.marker.split('.').slice(0, -1).join('.');
  if (parent?.marker === undefined || parent.marker === null || withoutWord(parent.marker) !== above) node.doubts.add('numberElsewhere');
}

/** Gives every node its code, parents first, in printed order. */
export function assignCodes(roots: readonly Draft[]): Map<Draft, string> {
  const codes = new Map<Draft, string>();
  /** How often a code was wanted. */
  const used = new Map<string, number>();
  const assign = (siblings: readonly Draft[], parent: Draft | undefined): void => {
    const counts: Counts = new Map();
    markGaps(siblings);
    for (const node of siblings) {
      markElsewhere(parent, node);
      const label = ownLabel(node, counts, parent?.marker);
      const wanted = parent ? `${codes.get(parent)}.${label}` : label;
      const base = wanted.length > LONGEST_CODE ? `n${codes.size + 1}` : wanted;
      const times = (used.get(base) ?? 0) + 1;
      used.set(base, times);
      const code = times === 1 ? base : `${base}(${times})`;
      if (code !== wanted) node.doubts.add('labelTwice');
      codes.set(node, code);
      assign(node.children, node);
    }
  };
  assign(roots, undefined);
  return codes;
}
