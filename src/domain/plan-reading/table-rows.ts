import type { Table, TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { createDraft, type Draft, joinTexts } from './draft.ts';
import { addCells, type Cells, readCells } from './table-cells.ts';
import { type Column, findHeading, gridTexts, guessColumns, isHeadingAgain } from './table-columns.ts';

const LETTER_GROUP_RANK = -1;
const GROUP_RANK = 0;
const ROW_RANK = 1;
const LETTER_ROW_RANK = 5;
const DASH_ROW_RANK = 6;

/** A Roman number, or the capital letter of a part, alone or with the name of the group behind it in the same cell. */
const GROUP = /^((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-H])[.)]?(?:\s+(.+))?$/;

/** Label and rank of a numbered row; undefined where the first cell holds no number. */
function readLabel(number: string): { readonly marker: string; readonly rank: number } | undefined {
  const label = number.replace(/[.)\s]+$/, '');
  if (/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(label)) return { marker: label, rank: ROW_RANK + label.split('.').length - 1 };
  if (/^[a-zđ]$/.test(label)) return { marker: label, rank: LETTER_ROW_RANK };
  if (/^[-–—+]$/.test(label)) return { marker: label === '+' ? '+' : '-', rank: DASH_ROW_RANK };
  return undefined;
}

/** Turns the rows of one table into nodes under a section. */
class TableReader {
  readonly #section: { readonly children: Draft[] };
  readonly #columns: readonly (Column | undefined)[];
  readonly #isGuessed: boolean;
  readonly #rows: readonly TableRow[];
  /** Some row has a figure in the number column: one without is part of the row above. */
  readonly #isNumbered: boolean;
  readonly #open: Draft[] = [];
  #last: Draft | undefined;
  #above: Cells | undefined;
  /** Lines of the heading, also where it is printed again: they belong to the section. */
  readonly headingLines: number[];

  constructor({ rows }: Table, section: { readonly children: Draft[] }) {
    const heading = findHeading(rows);
    this.#section = section;
    this.#columns = heading?.columns ?? guessColumns(rows);
    this.#isGuessed = heading === undefined;
    this.#rows = rows.slice(heading?.next ?? 0);
    this.#isNumbered = this.#rows.some((row) => /^\d/.test(readCells(row, this.#columns).number));
    this.headingLines = rows.slice(0, heading?.next ?? 0).map(({ line }) => line);
  }

  read(): void {
    for (const row of this.#rows) {
      const texts = gridTexts(row).map(cleanText).filter(Boolean);
      if (texts.length === 0) continue;
      if (isHeadingAgain(row, this.#columns)) this.headingLines.push(row.line);
      else this.#readRow(row, texts.length === 1 ? texts[0] : undefined);
    }
  }

  /** `lone` is the text of a row in which only one cell is filled. */
  #readRow(row: TableRow, lone: string | undefined): void {
    const cells = readCells(row, this.#columns, this.#above);
    const label = readLabel(cells.number);
    if (!this.#addGroup(row, cells, lone)) {
      if (label) this.#addRow(row, label.marker, label.rank, cells);
      else if (this.#continues(row, cells)) this.#continue(row);
      else this.#addRow(row, null, ROW_RANK, cells);
    }
    this.#above = cells;
  }

  #put(draft: Draft): void {
    while ((this.#open.at(-1)?.rank ?? Number.NEGATIVE_INFINITY) >= draft.rank) this.#open.pop();
    if (this.#isGuessed) draft.doubts.add('columnsGuessed');
    (this.#open.at(-1) ?? this.#section).children.push(draft);
    this.#open.push(draft);
    this.#last = draft;
  }

  #addRow({ line }: TableRow, marker: string | null, rank: number, cells: Cells): void {
    const draft = createDraft('row', marker, rank, marker === null ? joinTexts(cells.number, cells.task) : cells.task, [line]);
    if (marker === null && this.#isNumbered) draft.doubts.add('rowWithoutNumber');
    addCells(draft, cells);
    this.#put(draft);
  }

  #addGroup(row: TableRow, cells: Cells, lone: string | undefined): boolean {
    const isWide = row.cells.length === 1 && this.#columns.length > 1;
    const [, marker, name = ''] = (lone === undefined || cells.number !== '' || isWide ? GROUP.exec(lone ?? cells.number) : null) ?? [];
    const isNamed = lone !== undefined && !readLabel(lone) && (cells.number !== '' || isWide);
    if (marker === undefined && !isNamed) return false;
    const rank = marker !== undefined && /^[A-H]$/.test(marker) ? LETTER_GROUP_RANK : GROUP_RANK;
    const text = marker === undefined ? (lone ?? '') : joinTexts(name, cells.number === '' ? '' : cells.task);
    const group = createDraft('grouprow', marker ?? null, rank, text, [row.line]);
    addCells(group, cells);
    this.#put(group);
    return true;
  }

  #continues(row: TableRow, { number, task }: Cells): boolean {
    if (number !== '' || !this.#last) return false;
    return this.#columns.includes('number') ? this.#isNumbered || row.cells[0]?.above === true : task === '';
  }

  /** A page break cut the row: what is printed here goes on in the cells above. */
  #continue(row: TableRow): void {
    const last = this.#last;
    if (!last) return;
    // Without the cells merged downwards: the row has them already.
    const cells = readCells(row, this.#columns);
    last.text = cleanText(joinTexts(last.text, cells.task));
    last.lines.push(row.line);
    if (last.kind === 'grouprow' && cells.lead !== '') last.doubts.add('rowWithoutNumber');
    addCells(last, cells);
  }
}

/** Puts the rows of a table under a section. Gives the lines that belong to the section itself, those of the heading. */
export function addTable(table: Table, section: { readonly children: Draft[] }): readonly number[] {
  const reader = new TableReader(table, section);
  reader.read();
  return reader.headingLines;
}
