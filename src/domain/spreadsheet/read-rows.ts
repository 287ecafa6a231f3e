import type { ActivityId } from '../ids.ts';
import type { Plan } from '../plan.ts';
import { isPossibleDuplicate } from '../possible-duplicate.ts';
import type { World } from '../rules.ts';
import { foldForSearch } from '../text.ts';
import type { Columns, SpreadsheetField, SpreadsheetRow } from './columns.ts';
import { type RowRead, readRow, type SpreadsheetChoice } from './read-row.ts';

/** Below the heading: sums, signatures and lines of numbers are no activities. */
const SUM = /^(?:tong|cong|tong cong|tong so|luy ke)(?: |$|:)/;

/** Rows that hold an activity. A row without its day and without a figure is a heading of its own. */
export function bodyOf(rows: readonly SpreadsheetRow[], headingLine: number, columns: Columns): SpreadsheetRow[] {
  const at = (row: SpreadsheetRow, field: SpreadsheetField): string => row.cells[columns.indexOf(field)] ?? '';
  const hasDays = columns.includes('date');
  return rows.filter((row) => {
    if (row.line <= headingLine) return false;
    const filled = row.cells.filter((cell, column) => columns[column] !== undefined && cell.trim() !== '');
    const first = row.cells.find((cell) => cell.trim() !== '') ?? '';
    if (filled.length === 0 || SUM.test(foldForSearch(first))) return false;
    // "(1) (2) (3)" under the heading numbers the columns.
    if (row.cells.every((cell) => /^(?:\(?\d{1,2}\)?)?$/.test(cell.trim()))) return false;
    return filled.length > 1 || !hasDays || at(row, 'date').trim() !== '';
  });
}

export type RowState = 'refused' | 'doubtful' | 'ready';

export const rowStateOf = ({ content, issues, doubts }: RowRead): RowState =>
  content === undefined ? 'refused' : issues.length + doubts.length > 0 ? 'doubtful' : 'ready';

/** Every row by itself, under the columns of its table, and beside it the one above that says the same. */
export function readSpreadsheetRows(
  tables: readonly { readonly rows: readonly SpreadsheetRow[]; readonly columns: Columns }[],
  choice: SpreadsheetChoice,
  world: World & { readonly plan: Plan },
  id: ActivityId,
): RowRead[] {
  const byDay = new Map<string, RowRead[]>();
  const all = tables.flatMap(({ rows, columns }) => rows.map((row) => ({ row, columns })));
  return all.map(({ row, columns }) => {
    const read = readRow(row, columns, choice, world, id);
    const { content } = read;
    if (!content) return read;
    const before = byDay.get(content.date) ?? [];
    const same = before.find((other) => other.content && isPossibleDuplicate(other.content, content));
    byDay.set(content.date, [...before, read]);
    return same ? { ...read, doubts: [...read.doubts, { field: 'date', code: 'sameAsLine', said: String(same.line) } as const] } : read;
  });
}

const ORDER: Readonly<Record<RowState, number>> = { refused: 0, doubtful: 1, ready: 2 };

/** What needs a look stands first, each kind in the order of the spreadsheet. */
export const doubtfulFirst = (rows: readonly RowRead[]): RowRead[] =>
  rows.toSorted((left, right) => ORDER[rowStateOf(left)] - ORDER[rowStateOf(right)] || left.line - right.line);
