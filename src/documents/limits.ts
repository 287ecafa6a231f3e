import { DocumentRefused, type RefusalReason } from './refusal.ts';

/** A plan has a few hundred lines of a few hundred letters; the longest known has 165 lines and 30,000 letters. */
const MOST_LINES = 10_000;
const LONGEST_LINE = 100_000;
const MOST_LETTERS = 2_000_000;
/** Cells of all tables, those inside other cells and blank ones between filled ones too, and the paragraphs of a Word file. */
const MOST_PIECES = 100_000;
/** Line breaks and page breaks, those in cells too. */
const MOST_BREAKS = 4 * MOST_LINES;
/** Letters that are looked at and need not be shown. */
const MOST_LOOKS = 4 * MOST_LETTERS;

/**
 * What a document may hold in all. A reader spends it while it reads, since a small file may stand for a large document:
 * by packing, by one text that many cells point at, by cells merged over each other.
 */
export class Budget {
  readonly #reason: RefusalReason;
  #pieces = MOST_PIECES;
  #letters = MOST_LETTERS;
  #looks = MOST_LOOKS;
  #lines = MOST_LINES;
  #breaks = MOST_BREAKS;

  constructor(reason: RefusalReason) {
    this.#reason = reason;
  }

  pieces(count: number): void {
    this.#pieces -= count;
    if (this.#pieces < 0) throw new DocumentRefused(this.#reason, `over ${MOST_PIECES} cells and paragraphs`);
  }

  letters(count: number): void {
    this.#letters -= count;
    if (this.#letters < 0) throw new DocumentRefused(this.#reason, `over ${MOST_LETTERS} letters`);
  }

  looks(count: number): void {
    this.#looks -= count;
    if (this.#looks < 0) throw new DocumentRefused(this.#reason, `over ${MOST_LOOKS} letters to look at`);
  }

  lineBreak(): void {
    this.#breaks--;
    if (this.#breaks < 0) throw new DocumentRefused('tooLarge', `over ${MOST_BREAKS} breaks of lines and pages`);
  }

  line(): void {
    this.#lines--;
    if (this.#lines < 0) throw new DocumentRefused('tooLarge', `over ${MOST_LINES} lines`);
  }
}

/** Refuses text that is too long before anything looks for a plan in it. */
export function refuseLongLines(lines: readonly string[]): void {
  if (lines.length > MOST_LINES) throw new DocumentRefused('tooLarge', `over ${MOST_LINES} lines`);
  if (lines.some(({ length }) => length > LONGEST_LINE)) throw new DocumentRefused('tooLarge', `a line of over ${LONGEST_LINE} letters`);
}
