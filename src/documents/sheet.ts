import type { Block, SourceDocument, TableCell, TableRow } from '../domain/plan-reading/blocks.ts';
import { findHeading } from '../domain/plan-reading/table-columns.ts';

/** Stands where a formula has no value or fails, so that its row is not taken for the rest of the row above. */
export const NO_VALUE = '?';

export type SheetRow = readonly TableCell[];

const filled = (row: TableRow): number => row.cells.filter(({ text }) => text.trim() !== '').length;

/** Above its heading a sheet prints a title, or all of a plan, one paragraph in a row: those rows are no table. */
const isParagraph = (row: TableRow): boolean => filled(row) === 1;

/** A cell of several lines in one; a pattern would look at a long run of spaces once for each of them. */
const inOneLine = (text: string): string =>
  text.includes('\n')
    ? text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' ')
    : text;

/** Turns the rows of a sheet into lines and blocks: from the heading on a table, above it paragraphs. */
export function readRows(rows: readonly SheetRow[], firstLine: number): SourceDocument {
  const lines = rows.map((cells) => cells.map(({ text }) => inOneLine(text)).join('\t'));
  const numbered = rows.map((cells, at): TableRow => ({ line: firstLine + at, cells }));
  const tableFrom = findHeading(numbered, numbered.length)?.at ?? Number.POSITIVE_INFINITY;
  const blocks: Block[] = [];
  let table: TableRow[] | undefined;
  let afterBlank = true;
  for (const [at, row] of numbered.entries()) {
    const isBlank = filled(row) === 0;
    if (!isBlank && at < tableFrom && isParagraph(row)) {
      table = undefined;
      const text = row.cells.find((cell) => cell.text.trim() !== '')?.text ?? '';
      blocks.push({ kind: 'paragraph', lines: [row.line], text, afterBlank });
    } else if (!isBlank) {
      if (!table) {
        table = [];
        blocks.push({ kind: 'table', rows: table });
      }
      table.push(row);
    }
    afterBlank = isBlank;
  }
  return { lines, blocks };
}
