import type { ActivityId } from '../ids.ts';
import type { Plan } from '../plan.ts';
import { isPossibleDuplicate } from '../possible-duplicate.ts';
import type { World } from '../rules.ts';
import { namesSigner } from '../signers.ts';
import { foldForSearch } from '../text.ts';
import { readDays } from './cell-values.ts';
import type { Columns, SpreadsheetField, SpreadsheetRow } from './columns.ts';
import { type RowRead, readRow, type SpreadsheetChoice } from './read-row.ts';

/** Below the heading: sums, signatures and lines of numbers are no activities. */
const SUM = /^(?:tong|cong|tong cong|tong so|luy ke)(?: |$|:)/;

/** "Tân Hội, ngày 30 tháng 6 năm 2024" above the names; "Thứ ba, ngày 5/3" is a day. */
const PLACE_AND_DAY = /^(?!thu |chu nhat)\D+, ngay \d/;

/** Whether a cell names a day, whatever its year: any leap year has all days. */
const LEAP_YEAR = 2024;

/** Where the names below a table begin; behind its end where there are none. No row with figures stands below them. */
function signedAt(rows: readonly SpreadsheetRow[]): number {
  const isBare = ({ cells }: SpreadsheetRow): boolean => !cells.some((cell) => /\d/.test(cell));
  const from = rows.findLastIndex((row) => !isBare(row)) + 1;
  const at = rows.slice(from).findIndex(({ cells }) => cells.some(namesSigner));
  return at < 0 ? rows.length : from + at;
}

/** Rows that hold an activity. A row without its day and without a figure is a heading of its own. */
export function bodyOf(rows: readonly SpreadsheetRow[], headingLine: number, columns: Columns): SpreadsheetRow[] {
  const at = (row: SpreadsheetRow, field: SpreadsheetField): string => row.cells[columns.indexOf(field)] ?? '';
  const hasDays = columns.includes('date');
  const isDay = (cell: string): boolean => readDays(cell, LEAP_YEAR) !== undefined && !PLACE_AND_DAY.test(foldForSearch(cell));
  return rows.slice(0, signedAt(rows)).filter((row) => {
    if (row.line <= headingLine) return false;
    const filled = row.cells.filter((cell, column) => columns[column] !== undefined && cell.trim() !== '');
    const first = row.cells.find((cell) => cell.trim() !== '') ?? '';
    if (filled.length === 0 || SUM.test(foldForSearch(first))) return false;
    // "(1) (2) (3)" or "A B 1 2" under the heading numbers the columns, "(buổi) (lượt)" says what they count.
    if (row.cells.every((cell) => /^(?:\([^)]*\))?$/.test(cell.trim()))) return false;
    if (row.cells.every((cell) => /^(?:\(?(?:\d{1,2}|[A-Z])\)?)?$/.test(cell.trim()))) return false;
    return filled.length > 1 || !hasDays || isDay(at(row, 'date'));
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
