import type { Budget } from '../limits.ts';
import type { XmlElement } from '../xml.ts';
import { closedCell, EMPTY_CELL, type WordCell, type WordContent, type WordTable } from './content.ts';

interface OpenCell {
  readonly content: WordContent[];
  span: number;
  above: boolean;
}

interface OpenTable {
  readonly rows: WordCell[][];
  cells: WordCell[];
  cell: OpenCell | undefined;
}

const spanOf = (value: string | undefined): number => Math.min(63, Math.max(1, Number(value) || 1));

/** The tables that are open while a document is read, each in a cell of the one around it. */
export class OpenTables {
  readonly #tables: OpenTable[] = [];
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** What the cell that is open holds; undefined outside of cells. */
  get content(): WordContent[] | undefined {
    return this.#tables.at(-1)?.cell?.content;
  }

  open(): void {
    this.#tables.push({ rows: [], cells: [], cell: undefined });
  }

  openCell(): void {
    const table = this.#tables.at(-1);
    if (table) table.cell = { content: [], span: 1, above: false };
  }

  /** Takes a property of the row or the cell that is open; any other element changes nothing. */
  take(element: XmlElement): void {
    const table = this.#tables.at(-1);
    const cell = table?.cell;
    const value = element.attribute('val');
    if (table && !cell && element.name === 'gridBefore') this.putEmptyCell(spanOf(value));
    if (cell && element.name === 'gridSpan') cell.span = spanOf(value);
    if (cell && element.name === 'vMerge') cell.above = value !== 'restart';
  }

  putEmptyCell(span = 1): void {
    this.#budget.pieces(span);
    this.#tables.at(-1)?.cells.push({ ...EMPTY_CELL, span });
  }

  closeCell(): void {
    const table = this.#tables.at(-1);
    if (!table?.cell) return;
    this.#budget.pieces(table.cell.span);
    table.cells.push(closedCell(table.cell, this.#budget));
    table.cell = undefined;
  }

  closeRow(): void {
    const table = this.#tables.at(-1);
    if (table && table.cells.length > 0) table.rows.push(table.cells);
    if (table) table.cells = [];
  }

  /** The table that has come to its end; undefined where it has no rows. */
  close(): WordTable | undefined {
    const table = this.#tables.pop();
    return table && table.rows.length > 0 ? { kind: 'table', rows: table.rows } : undefined;
  }
}
