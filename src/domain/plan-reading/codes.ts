import type { Draft } from './draft.ts';

/** Codes have at most 40 letters; a label printed again needs some of them for its count. */
export const LONGEST_CODE = 34;

const ORDINALS = ['nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];

/** "Phần thứ hai" and "Chương II" are 2 and II among their siblings. */
function withoutWord(marker: string): string {
  const number = marker.replace(/^(?:phần|chương|mục|điều)\s+/iu, '');
  const ordinal = /^thứ\s+(\p{L}+)$/iu.exec(number)?.[1]?.toLowerCase();
  const at = ordinal === undefined ? -1 : ORDINALS.indexOf(ordinal);
  return at < 0 ? number.replace(/\s+/g, '') : `${at + 1}`;
}

const lastFigure = (marker: string): string => withoutWord(marker.split('.').at(-1) ?? marker);

/** a to z, then aa, ab. */
function letters(count: number): string {
  const last = String.fromCharCode(97 + ((count - 1) % 26));
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last;
}

type Counts = Map<string, number>;

interface Labelled {
  readonly kind: string;
  readonly marker: string | null;
}

/** Nothing, or only a dash, is printed before it. */
export const isCounted = ({ marker }: Labelled): boolean => marker === null || marker === '-' || marker === '+';

/** The label of a node among its siblings: as printed, or counted. */
export function ownLabel({ kind, marker }: Labelled, counts: Counts): string {
  if (!isCounted({ kind, marker })) return lastFigure(marker ?? '');
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
      const label = ownLabel(node, counts);
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
