import { readAttribute } from './attribute-line.ts';
import type { Paragraph, Table } from './blocks.ts';
import { type Marker, readMarker } from './marker.ts';
import type { Doubt } from './reading.ts';
import { markedText } from './sections.ts';
import { beginsLower, endsSentence, isCutHeading } from './sentence.ts';

/** A paragraph with its marker read and its cut parts joined. */
export interface Piece {
  readonly marker: Marker | undefined;
  readonly text: string;
  readonly lines: readonly number[];
  readonly strong: boolean;
  readonly doubts: readonly Doubt[];
}

function toPiece(paragraph: Paragraph): Piece {
  const whole = markedText(paragraph);
  const marker = readMarker(whole);
  return { marker, text: marker?.rest ?? whole, lines: paragraph.lines, strong: paragraph.strong ?? false, doubts: [] };
}

const RUNNING = ['dash', 'plus'];

/** Whether the paragraph goes on where a page break cut it. */
function isCut(above: Piece, next: Piece): boolean {
  if (next.marker || readAttribute(next.text)) return false;
  if (above.text === '') return false;
  const kind = above.marker?.kind;
  if (kind !== undefined && !RUNNING.includes(kind)) return isCutHeading(above.text, next.text);
  // A line all in bold that stands over plain text is a heading, however it ends.
  if (above.strong && !next.strong && !beginsLower(next.text)) return false;
  return !endsSentence(above.text);
}

const join = (above: Piece, next: Piece): Piece => ({
  ...above,
  text: `${above.text} ${next.text}`,
  lines: [...above.lines, ...next.lines],
  doubts: beginsLower(next.text) ? above.doubts : ['joined'],
});

/** Reads the markers of the body and joins sentences that page breaks cut. Tables pass as they are. */
export function joinCut(body: readonly (Paragraph | Table)[]): (Piece | Table)[] {
  const pieces: (Piece | Table)[] = [];
  for (const block of body) {
    if (block.kind === 'table') {
      pieces.push(block);
      continue;
    }
    const next = toPiece(block);
    const above = pieces.at(-1);
    if (above && !('kind' in above) && isCut(above, next)) pieces[pieces.length - 1] = join(above, next);
    else pieces.push(next);
  }
  return pieces;
}
