import { eitherWay } from './toneless.ts';

/** A plain text shows the gap between two columns as spaces or a tab. */
const GAP = /\t+|\s{3,}/u;
/** What such a gap does not end: a marker before its words, "Số:" and "ngày" before a blank number. */
const OPEN = eitherWay(/^(?:Số\s*:?|[-–+•])$|,\s*ngày$|(?:^|\s)(?:ngày|tháng|năm)$/u);

/** The columns of a printed line, left to right. */
export function splitAtGaps(line: string): string[] {
  const parts: string[] = [];
  for (const part of line.trim().split(GAP)) {
    const last = parts.at(-1);
    if (last !== undefined && OPEN.test(last)) parts[parts.length - 1] = `${last} ${part}`;
    else parts.push(part);
  }
  return parts;
}
