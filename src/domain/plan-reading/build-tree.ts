import { arrangeParagraphs } from './arrange-paragraphs.ts';
import { type AttributeValue, attributesAtEnd, readAttributes } from './attribute-line.ts';
import type { Table, TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Piece } from './join-cut.ts';
import { DASH_RANK, HEADING_RANK, ROMAN_NUMBERS, readMarker, SUB_RANK } from './marker.ts';
import { endsWithColon } from './sentence.ts';
import { setAttribute } from './set-attribute.ts';
import { TableReader } from './table-rows.ts';

const PARA_RANK = 20;

const isRunning = ({ rank }: Draft): boolean => rank >= DASH_RANK;

/** The text of a row in which only one cell is filled. */
function loneText({ cells }: TableRow): string {
  const filled = cells.filter(({ text }) => text.trim() !== '');
  return filled.length === 1 ? (filled[0]?.text ?? '') : '';
}

/** The row of a table that is the section behind the given one; none where the table numbers groups of its own from I. */
function nextSectionIn({ rows }: Table, marker: string | null): number {
  const next = ROMAN_NUMBERS[ROMAN_NUMBERS.indexOf(marker ?? '') + 1];
  if (marker === null || next === undefined || !ROMAN_NUMBERS.includes(marker)) return -1;
  const markers = rows.map((row) => readMarker(cleanText(loneText(row))));
  const begins = rows.some(({ cells }) => /^I(?:[.)]|\s|$)/.test(cells.find(({ text }) => text.trim() !== '')?.text.trim() ?? ''));
  return begins ? -1 : markers.findIndex((found) => found?.kind === 'roman' && found.marker === next);
}

/** Builds the tree piece by piece; `open` is the path from the root to the node last begun. */
class TreeBuilder {
  readonly root = createDraft('part', null, -1, 'root', []);
  readonly #open: Draft[] = [];
  #last: Draft | undefined;
  #table: TableReader | undefined;
  /** Lines that come before the first node and belong to none. */
  readonly strayLines: number[] = [];

  add(piece: Piece | Table): void {
    if ('kind' in piece) this.#addTable(piece);
    else if (!this.#addAttribute(piece)) this.#addNode(piece);
  }

  #top(): Draft {
    return this.#open.at(-1) ?? this.root;
  }

  #closeTo(rank: number): void {
    while (this.#open.length > 0 && this.#top().rank >= rank) this.#open.pop();
  }

  #addAttribute({ marker, text, lines }: Piece): boolean {
    const found = marker && marker.rank <= SUB_RANK ? undefined : readAttributes(text);
    const node = found && this.#nodeAbove(marker?.rank, found);
    if (!node) return false;
    for (const { attribute, value } of found) setAttribute(node, attribute, value);
    node.lines.push(...lines);
    return true;
  }

  /** With a dash: the node the dash stands under. Without: the one just printed. */
  #nodeAbove(rank: number | undefined, [first]: readonly AttributeValue[]): Draft | undefined {
    if (rank === undefined) return first?.attribute === 'body' && this.#last !== this.#top() ? undefined : this.#last;
    return this.#open.findLast((node) => node.rank < rank);
  }

  #addNode({ marker, text, lines, strong, isHeading, doubts }: Piece): void {
    if (marker) this.#closeTo(marker.rank);
    else if (isHeading) this.#closeTo(HEADING_RANK);
    else this.#closeForParagraph();
    const node = marker
      ? createDraft(marker.kind, marker.marker, marker.rank, text, lines, strong)
      : createDraft('para', null, isHeading ? HEADING_RANK : PARA_RANK, text, lines, strong);
    for (const doubt of doubts) node.doubts.add(doubt);
    this.#top().children.push(node);
    if (marker || isHeading) this.#open.push(node);
    this.#last = node;
  }

  /** A paragraph stands under the last number, or under a dash that is a heading of its own: "- Văn phòng Sở:". */
  #closeForParagraph(): void {
    while (isRunning(this.#top())) {
      const { text, children, strong } = this.#top();
      if ((endsWithColon(text) || (strong && text.length < 120)) && (children.at(-1)?.kind ?? 'para') === 'para') return;
      this.#open.pop();
    }
  }

  /** A sheet prints its sections as rows: "II. THỰC HIỆN" in a table below section I is the next section, no group of the first. */
  #addTable(table: Table): void {
    const section = this.#open.find(({ kind }) => kind === 'roman');
    const at = section === undefined ? -1 : nextSectionIn(table, section.marker);
    const [row] = table.rows.slice(at, at + 1);
    const marker = at < 0 || !row ? undefined : readMarker(cleanText(loneText(row)));
    if (!row || !marker) {
      this.#addRows(table);
      return;
    }
    if (at > 0) this.#addRows({ kind: 'table', rows: table.rows.slice(0, at) });
    this.#addNode({ marker, text: marker.rest, lines: [row.line], strong: false, afterBlank: false, isHeading: false, doubts: [] });
    if (at + 1 < table.rows.length) this.#addTable({ kind: 'table', rows: table.rows.slice(at + 1) });
  }

  #addRows(table: Table): void {
    this.#closeTo(DASH_RANK);
    const section = this.#top();
    const reader = new TableReader(table, section, this.#table);
    reader.read();
    this.#table = reader;
    (section === this.root ? this.strayLines : section.lines).push(...reader.headingLines);
    this.#last = section === this.root ? this.#last : section;
  }
}

/** What a sentence says at its end of who does it and when, where no line below says so. Its words stay as printed. */
function takeOwnWords(node: Draft): void {
  if (node.kind !== 'row' && node.kind !== 'grouprow') {
    const { leadUnit, coUnits, time } = node;
    for (const { attribute, value } of attributesAtEnd(node.text)) {
      const isFree = { lead: leadUnit === '', co: coUnits === '', time: time === '', body: false, target: false, note: false }[attribute];
      if (isFree) setAttribute(node, attribute, value);
    }
  }
  for (const child of node.children) takeOwnWords(child);
}

/** The tree of a plan's body, and the lines that belong to no node of it. */
export function buildTree(pieces: readonly (Piece | Table)[]): { roots: readonly Draft[]; strayLines: readonly number[] } {
  const builder = new TreeBuilder();
  for (const piece of pieces) builder.add(piece);
  for (const node of builder.root.children) {
    takeOwnWords(node);
    arrangeParagraphs(node);
  }
  return { roots: builder.root.children, strayLines: builder.strayLines };
}
