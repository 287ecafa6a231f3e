import { foldForSearch, tidyLine } from './text.ts';

/** A row of a pasted list, with the line it began in. */
export interface PastedRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The columns of a list: what each may be called in a heading row, folded. */
export type Headings<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** A spreadsheet parts its cells by tabs; what is typed or saved as CSV, by semicolons or commas. */
const separatorOf = (text: string): string => ['\t', ';'].find((separator) => text.includes(separator)) ?? ',';

/** Cells of a text; a cell in quotes may hold separators, lines and doubled quotes. */
function rowsOf(text: string): PastedRow[] {
  const separator = separatorOf(text);
  const rows: PastedRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let line = 1;
  let begunAt = 1;
  const endCell = (): void => {
    cells.push(tidyLine(cell));
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((cell) => cell !== '')) rows.push({ line: begunAt, cells });
    cells = [];
    begunAt = line;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\n') line++;
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += letter;
      at++;
    } else if (letter === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += letter;
    else if (letter === separator) endCell();
    else if (letter === '\n') endRow();
    else cell += letter;
  }
  endRow();
  return rows;
}

const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d+\.?$/.test(text);

/** Where each column stands, as a heading row says; undefined where the row is none. */
function headingRow<Column extends string>(row: PastedRow | undefined, headings: Headings<Column>): Map<Column, number> | undefined {
  const found = new Map<Column, number>();
  for (const [at, cell] of (row?.cells ?? []).entries())
    for (const [column, words] of Object.entries(headings) as [Column, readonly string[]][])
      if (!found.has(column) && words.includes(foldForSearch(cell))) found.set(column, at);
  return found.size > 0 ? found : undefined;
}

/**
 * The rows of a pasted list by column. A heading row is followed; without one the columns stand in the given order, behind a
 * column of numbers where every row begins with its number.
 */
export function readPastedTable<Column extends string>(
  text: string,
  headings: Headings<Column>,
  orderOf: (columns: number) => readonly Column[],
): (Readonly<Partial<Record<Column, string>>> & { readonly line: number })[] {
  const rows = rowsOf(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const places = headingRow(rows[0], headings);
  const body = places ? rows.slice(1) : rows;
  const isNumbered = !places && body.length > 0 && body.every(({ cells }) => isNumber(cells[0]) && (cells[1] ?? '') !== '');
  const width = Math.max(0, ...body.map(({ cells }) => cells.length)) - (isNumbered ? 1 : 0);
  const columns = places ?? new Map(orderOf(width).map((column, at) => [column, isNumbered ? at + 1 : at]));
  return body.map(({ line, cells }) => {
    const values = Object.fromEntries([...columns].map(([column, at]) => [column, cells[at] ?? '']));
    return { ...(values as Partial<Record<Column, string>>), line };
  });
}
