import { arrangeParagraphs } from './arrange-paragraphs.ts';
import { type Attribute, readAttribute } from './attribute-line.ts';
import type { Table } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { createDraft, type Draft, joinTexts } from './draft.ts';
import type { Piece } from './join-cut.ts';
import { DASH_RANK } from './marker.ts';
import { endsWithColon } from './sentence.ts';
import { addTable } from './table-rows.ts';

const PARA_RANK = 20;

const isRunning = ({ rank }: Draft): boolean => rank >= DASH_RANK;

function setAttribute(node: Draft, attribute: Attribute, value: string): void {
  switch (attribute) {
    case 'body':
      node.body = joinTexts(node.body, value);
      break;
    case 'lead':
      node.leadUnit = joinTexts(node.leadUnit, cleanText(value).replace(/[.;]$/, ''));
      break;
    case 'co':
      node.coUnits = joinTexts(node.coUnits, value);
      break;
    case 'time':
      node.time = joinTexts(node.time, value);
      break;
    case 'target':
      node.target = joinTexts(node.target, value);
      break;
    case 'note':
      node.notes.push(value);
  }
}

/** Builds the tree piece by piece; `open` is the path from the root to the node last begun. */
class TreeBuilder {
  readonly root = createDraft('part', null, -1, 'root', []);
  readonly #open: Draft[] = [];
  #last: Draft | undefined;
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
    const found = marker && marker.rank < DASH_RANK ? undefined : readAttribute(text);
    const node = found && this.#nodeAbove(marker?.rank, found.attribute);
    if (!node) return false;
    setAttribute(node, found.attribute, found.value);
    node.lines.push(...lines);
    return true;
  }

  /** With a dash: the node the dash stands under. Without: the one just printed. */
  #nodeAbove(rank: number | undefined, attribute: Attribute): Draft | undefined {
    if (rank === undefined) return attribute === 'body' && this.#last !== this.#top() ? undefined : this.#last;
    return this.#open.findLast((node) => node.rank < rank);
  }

  #addNode({ marker, text, lines, strong, doubts }: Piece): void {
    if (!marker) this.#closeForParagraph();
    else this.#closeTo(marker.rank);
    const node = marker
      ? createDraft(marker.kind, marker.marker, marker.rank, text, lines, strong)
      : createDraft('para', null, PARA_RANK, text, lines, strong);
    for (const doubt of doubts) node.doubts.add(doubt);
    this.#top().children.push(node);
    if (marker) this.#open.push(node);
    this.#last = node;
  }

  /** A paragraph stands under the last number, or under a dash that is a heading of its own: "- Văn phòng Sở:". */
  #closeForParagraph(): void {
    while (isRunning(this.#top())) {
      const { text, children, strong } = this.#top();
      if ((endsWithColon(text) || (strong && text.length < 120)) && children.every(({ kind }) => kind === 'para')) return;
      this.#open.pop();
    }
  }

  #addTable(table: Table): void {
    this.#closeTo(DASH_RANK);
    const section = this.#top();
    const lines = addTable(table, section);
    (section === this.root ? this.strayLines : section.lines).push(...lines);
    this.#last = section === this.root ? this.#last : section;
  }
}

/** The tree of a plan's body, and the lines that belong to no node of it. */
export function buildTree(pieces: readonly (Piece | Table)[]): { roots: readonly Draft[]; strayLines: readonly number[] } {
  const builder = new TreeBuilder();
  for (const piece of pieces) builder.add(piece);
  for (const node of builder.root.children) arrangeParagraphs(node);
  return { roots: builder.root.children, strayLines: builder.strayLines };
}
