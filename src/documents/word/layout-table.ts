import type { TableRow } from '../../domain/plan-reading/blocks.ts';
import { cleanText } from '../../domain/plan-reading/clean-text.ts';
import { isTitleLine } from '../../domain/plan-reading/doc-type.ts';
import { type MarkerKind, readMarker } from '../../domain/plan-reading/marker.ts';
import { findHeading } from '../../domain/plan-reading/table-columns.ts';
import type { WordCell, WordTable } from './content.ts';

/** A cell of fewer lines holds a letterhead, recipients or a signature. */
const FEWEST_LINES = 4;
const SECTIONS: readonly MarkerKind[] = ['part', 'roman'];
const NUMBERS: readonly MarkerKind[] = ['num', 'sub', 'letter'];

/** Whether a cell holds a document or a section of one: its title, a section, or several numbered lines. */
function holdsDocument(cell: WordCell): boolean {
  const lines = cell.text.split('\n').map(cleanText);
  if (lines.length < FEWEST_LINES) return false;
  const kinds = lines.map((line) => readMarker(line)?.kind);
  const count = (wanted: readonly MarkerKind[]): number => kinds.filter((kind) => kind !== undefined && wanted.includes(kind)).length;
  return count(SECTIONS) > 0 || count(NUMBERS) > 1 || lines.some(isTitleLine);
}

const isFilled = (cell: WordCell): boolean => cell.text.trim() !== '';

/**
 * The rows of a table that only sets a page: their cells hold paragraphs one below the other, and are read as these.
 * So is every row of a table of one column, since no plan's table has but one. From the heading of a plan's table on, none is.
 */
export function layoutRows({ rows }: WordTable): ReadonlySet<number> {
  if (rows.every((cells) => cells.length === 1)) return new Set(rows.keys());
  const printed = rows.map((cells, line): TableRow => ({ line, cells: cells.map((cell) => ({ text: cell.text, span: cell.span })) }));
  const end = findHeading(printed)?.at ?? rows.length;
  const isLayout = (cells: readonly WordCell[]): boolean => cells.filter(isFilled).length <= 2 && cells.some(holdsDocument);
  return new Set([...rows.keys()].filter((at) => at < end && isLayout(rows[at] ?? [])));
}
