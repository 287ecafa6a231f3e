/** A plain text shows the gap between two columns as spaces or a tab. */
const GAP = /\t+|\s{3,}/u;
/** What such a gap does not end: a marker before its words, "Số:" before a blank number. */
const OPEN = /^(?:Số\s*:?|[-–+•])$/u;

/** The columns of a printed line, left to right. */
export const splitAtGaps = (line: string): string[] =>
  line
    .trim()
    .split(GAP)
    .reduce<string[]>((parts, part) => (OPEN.test(parts.at(-1) ?? '') ? [...parts.slice(0, -1), `${parts.at(-1)} ${part}`] : [...parts, part]), []);
