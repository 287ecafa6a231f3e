import type { Block, SourceDocument, TableCell } from '../domain/plan-reading/blocks.ts';
import { ok, type Result } from '../domain/result.ts';
import type { SpreadsheetRow } from '../domain/spreadsheet/columns.ts';
import { type DocumentRefusal, readDocument } from './read-document.ts';

const EMPTY: TableCell = { text: '' };

/** Cells by their columns: one over several columns stands in the first of them, one over several rows goes on in each. */
function rowsOf(block: Block, { lines }: SourceDocument): SpreadsheetRow[] {
  if (block.kind === 'paragraph') return block.lines.map((line) => ({ line, cells: (lines[line - 1] ?? '').split('\t') }));
  if (block.kind !== 'table') return [];
  let above: readonly TableCell[] = [];
  return block.rows.map(({ line, cells }) => {
    const columns: TableCell[] = [];
    for (const cell of cells)
      columns.push(
        cell.above && cell.text === '' ? (above[columns.length] ?? EMPTY) : cell,
        ...Array<TableCell>((cell.span ?? 1) - 1).fill(EMPTY),
      );
    above = columns;
    const fractions = columns.flatMap(({ isFraction }, at) => (isFraction ? [at] : []));
    return { line, cells: columns.map(({ text }) => text), ...(fractions.length > 0 && { fractions }) };
  });
}

/** The filled rows of a spreadsheet as they are shown, each with its line in the file. */
export function readSpreadsheet(bytes: Uint8Array, name: string): Result<SpreadsheetRow[], DocumentRefusal> {
  const source = readDocument(bytes, name);
  if (!source.ok) return source;
  return ok(source.value.blocks.flatMap((block) => rowsOf(block, source.value)));
}
