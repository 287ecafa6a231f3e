import { readAttributes } from './attribute-line.ts';
import type { Paragraph, Table } from './blocks.ts';
import { isUpper } from './clean-text.ts';
import { isWorded, type Marker, ROMAN_NUMBERS, readMarker } from './marker.ts';
import type { NodeDoubt } from './reading.ts';
import { isDayLine } from './row-label.ts';
import { markedText } from './sections.ts';
import { beginsLower, endsBeforeFigure, endsSentence, endsWithColon, hasOpenEnd, isCutHeading, isCutNumber } from './sentence.ts';
import { eitherWay } from './toneless.ts';
import { isUnitName } from './units.ts';

/** A paragraph with its marker read and its cut parts joined. */
export interface Piece {
  readonly marker: Marker | undefined;
  readonly text: string;
  readonly lines: readonly number[];
  readonly strong: boolean;
  readonly afterBlank: boolean;
  /** A short line alone over the paragraphs or the table it names. */
  readonly isHeading: boolean;
  readonly doubts: readonly NodeDoubt[];
}

function toPiece(paragraph: Paragraph): Piece {
  const whole = markedText(paragraph);
  const marker = readMarker(whole);
  return {
    marker,
    text: marker?.rest ?? whole,
    lines: paragraph.lines,
    strong: paragraph.strong ?? false,
    afterBlank: paragraph.afterBlank,
    isHeading: false,
    doubts: [],
  };
}

const RUNNING = ['dash', 'plus'];
const LONGEST_HEADING_LINE = 80;

/** "Ủy ban nhân dân" over "Tỉnh An Giang" is a single name. */
const AREA = eitherWay(/^(?:tỉnh|huyện|thành phố|thị xã|xã|phường)\s/iu);

const isAttribute = (text: string): boolean => readAttributes(text) !== undefined;

/** The name of a unit alone behind a blank line: what it does stands below. */
const isUnitLine = ({ text, afterBlank }: Piece): boolean =>
  afterBlank && isUnitName(text.replace(/:$/, '')) && !AREA.test(text) && (!endsSentence(text) || endsWithColon(text));

/** A short line without an end, which the paragraph or the table below it does not go on with. */
function namesWhatFollows(line: Piece, next: Piece | Table | undefined): boolean {
  const { marker, text } = line;
  if (marker || text === '' || text.length > LONGEST_HEADING_LINE || beginsLower(text) || isAttribute(text)) return false;
  const isUnit = isUnitName(text.replace(/:$/, ''));
  if ((endsSentence(text) && !((isUnit || isDayLine(text)) && endsWithColon(text))) || hasOpenEnd(text) || next === undefined) return false;
  if ('kind' in next) return isDayLine(text) || isUpper(text) || line.strong;
  // What a unit does may stand in dashes below its name.
  if (next.marker && RUNNING.includes(next.marker.kind)) return isUnitLine(line) && next.afterBlank;
  if (next.marker || beginsLower(next.text) || isAttribute(next.text) || isUnitLine(next)) return false;
  if (isUnit && next.afterBlank && !isUnitName(next.text) && !AREA.test(next.text)) return true;
  // Two short lines one over the other are parts of one sentence as likely as not.
  if (!endsSentence(next.text) && next.text.length <= LONGEST_HEADING_LINE) return false;
  return next.afterBlank || (line.strong && !next.strong) || isDayLine(text) || (isUpper(text) && !isUpper(next.text));
}

/** Whether a line is a heading for certain: by its letters, or because it is the name of a unit. */
const isPlainHeading = ({ text, strong }: Piece): boolean => strong || isUpper(text) || isDayLine(text) || isUnitName(text);

/** No paragraph of a plan is longer: what stands behind so many letters is no longer looked at as a part of it. */
const LONGEST_JOINED = 4_000;

/** Whether the paragraph goes on where a page break cut it. `after` stands behind the two. */
function isCut(above: Piece, next: Piece, after: Piece | Table | undefined, counted: Counted): boolean {
  if (above.text.length > LONGEST_JOINED) return false;
  if (isCutMarker(above, next, counted) || isCutAtDash(above, next, after)) return true;
  if (next.marker || isAttribute(next.text)) return false;
  if ((isDayLine(next.text) || (isUnitLine(next) && !above.marker)) && !beginsLower(next.text) && !hasOpenEnd(above.text)) return false;
  // "Phần I" alone on its line: its name is printed below it.
  if (above.marker && above.text === '') return isWorded(above.marker);
  if (above.text === '' || namesWhatFollows(above, next)) return false;
  const kind = above.marker?.kind;
  if (isWrapped(above, next) || isCutNumber(above.text, next.text)) return true;
  if (kind !== undefined && !RUNNING.includes(kind)) {
    // A heading in capitals behind a blank line, over what it names, is one of its own.
    const isOwnHeading = next.afterBlank && isUpper(next.text) && namesWhatFollows(next, after);
    return !isOwnHeading && isCutHeading(above.text, next.text);
  }
  // A line all in bold that stands over plain text is a heading, however it ends.
  if (above.strong && !next.strong && !beginsLower(next.text)) return false;
  return !endsSentence(above.text);
}

/** The numbers of sections and of items printed last, by which a number that is none of theirs is known. */
interface Counted {
  roman: number;
  num: number;
}

const numberOf = ({ kind, marker }: Marker): number => (kind === 'roman' ? ROMAN_NUMBERS.indexOf(marker) + 1 : Number(marker));

/**
 * "… trong quý" over "I. Giao Văn phòng …", "… trước tháng" over "6. Đài …": a number behind its word, which goes on with no number
 * printed before. Items may begin anew at 1, sections do not.
 */
function isCutMarker(above: Piece, { marker }: Piece, counted: Counted): boolean {
  if (!marker || (marker.kind !== 'roman' && marker.kind !== 'num') || !endsBeforeFigure(above.text)) return false;
  const number = numberOf(marker);
  return number !== counted[marker.kind] + 1 && (marker.kind === 'roman' || number !== 1);
}

const NARROWEST_PRINTED_LINE = 50;

/** "… Việt Nam - Lào, Việt Nam" over "- Campuchia …": a dash between two names at the start of a line, where no other dash stands below. */
function isCutAtDash(above: Piece, next: Piece, after: Piece | Table | undefined): boolean {
  if (next.marker?.kind !== 'dash' || next.afterBlank || above.strong) return false;
  // Among other dashes, the one that ends no sentence is cut where the next one does.
  const isAlone =
    above.marker?.kind === 'dash' ? endsSentence(next.text) : after === undefined || 'kind' in after || after.marker?.kind !== 'dash';
  const isBetweenNames =
    /\s\p{Lu}\p{Ll}+$/u.test(above.text) &&
    /^(?:\p{Lu}\p{Ll}*\s){1,3}\p{Ll}/u.test(next.text) &&
    !isUnitName(next.text.slice(0, LONGEST_HEADING_LINE - 1));
  return isAlone && isBetweenNames && above.text.length >= NARROWEST_PRINTED_LINE;
}

/** A marked line that ends as part of a list, over a line in small letters: printed over two lines, as far as anyone can tell. */
const isWrapped = (above: Piece, next: Piece): boolean =>
  above.marker !== undefined && above.text !== '' && /[;.,…]$/.test(above.text) && beginsLower(next.text);

const joinDoubts = (above: Piece, next: Piece): readonly NodeDoubt[] => {
  if (above.marker && isWorded(above.marker) && above.text === '') return above.doubts;
  if (isCutNumber(above.text, next.text)) return above.doubts;
  return beginsLower(next.text) && !(isWrapped(above, next) && /[;.…]$/.test(above.text)) ? above.doubts : ['joined'];
};

const printedMarker = (marker: Marker | undefined): string =>
  marker === undefined ? '' : RUNNING.includes(marker.kind) ? `${marker.marker} ` : `${marker.marker}. `;

const join = (above: Piece, next: Piece): Piece => ({
  ...above,
  text: above.text === '' ? next.text : `${above.text} ${printedMarker(next.marker)}${next.text}`,
  lines: [...above.lines, ...next.lines],
  doubts: joinDoubts(above, next),
});

/** Reads the markers of the body and joins sentences that page breaks cut. Tables pass as they are. */
export function joinCut(body: readonly (Paragraph | Table)[]): (Piece | Table)[] {
  const pieces: (Piece | Table)[] = [];
  const counted: Counted = { roman: 0, num: 0 };
  const printed = body.map((block) => (block.kind === 'table' ? block : toPiece(block)));
  for (const [at, next] of printed.entries()) {
    const above = pieces.at(-1);
    if ('kind' in next) pieces.push(next);
    else if (above && !('kind' in above) && isCut(above, next, printed[at + 1], counted)) pieces[pieces.length - 1] = join(above, next);
    else {
      if (next.marker?.kind === 'roman' || next.marker?.kind === 'num') counted[next.marker.kind] = numberOf(next.marker);
      pieces.push(next);
    }
  }
  return pieces.map((piece, at): Piece | Table => {
    if ('kind' in piece || !namesWhatFollows(piece, pieces[at + 1])) return piece;
    return { ...piece, isHeading: true, doubts: isPlainHeading(piece) ? piece.doubts : [...piece.doubts, 'headingGuessed'] };
  });
}
