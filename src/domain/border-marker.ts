/** Main positions of a land border, both ends included. */
export interface MarkerRange {
  readonly from: number;
  readonly to: number;
}

/** Form of a marker number: `287`, `302(1)`, `304/6`, `302/1(2)`. No list of them by commune is known. */
export const MARKER_FORM = /^([1-9]\d{0,3})(\([1-3]\)|\/[1-9]\d{0,2}(\([1-3]\))?)?$/;

/** Whether the text is a marker number, and of one of these ranges where there are any: which border it is, the office says. */
export function isBorderMarker(text: string, ranges: readonly MarkerRange[] = []): boolean {
  const position = Number(MARKER_FORM.exec(text)?.[1]);
  return ranges.length === 0 ? position > 0 : ranges.some(({ from, to }) => from <= position && position <= to);
}

/** "287–314; 400–410"; empty where any number is taken. */
export const rangesText = (ranges: readonly MarkerRange[] = []): string =>
  ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join('; ');

/** The markers of a typed or pasted list, parted by commas, semicolons, spaces or lines; "302 (1)" and "304 / 6" are one each. */
export const splitMarkers = (text: string): string[] =>
  text
    .replace(/\s*([(/])\s*/g, '$1')
    .split(/[,;\s]+/)
    .filter(Boolean);
