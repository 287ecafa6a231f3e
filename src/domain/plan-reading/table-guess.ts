import type { TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { isColumnLabel } from './row-label.ts';
import { gridTexts, numberColumn, type PlanColumn, type TableColumns, widthOf } from './table-columns.ts';
import { readTime } from './times.ts';
import { isUnitName } from './units.ts';

const USUAL: readonly PlanColumn[] = ['number', 'task', 'lead', 'co', 'time', 'target'];

/** Most of the cells of a column that are filled. */
const most = (cells: readonly string[], holds: (text: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(holds).length > cells.length / 2;

/** Columns of a table without a heading: by what they hold, else by their usual order. */
export function guessColumns(rows: readonly TableRow[]): TableColumns {
  const width = widthOf(rows);
  const full = rows.filter((row) => gridTexts(row).filter((text) => text.trim() !== '').length > 1);
  const grid = full.map((row) => gridTexts(row).map(cleanText));
  const columns = Array.from({ length: width }, (_, at) => grid.map((texts) => texts[at] ?? '').filter((text) => text !== ''));
  const allLabels = columns[0]?.every(isColumnLabel) && columns[0].length > 0 ? 0 : undefined;
  const kinds: (PlanColumn | undefined)[] = columns.map(() => undefined);
  const number = allLabels ?? numberColumn(rows);
  if (number !== undefined) kinds[number] = 'number';
  const free = (at: number): boolean => kinds[at] === undefined;
  const times = columns.flatMap((cells, at) => (free(at) && most(cells, (text) => readTime(text) !== undefined) ? [at] : []));
  if (times[0] !== undefined && columns.length - times.length > (number === undefined ? 0 : 1)) kinds[times[0]] = 'time';
  const lengths = columns.map((cells) => cells.reduce((sum, text) => sum + text.length, 0));
  const length = (at: number): number => lengths[at] ?? 0;
  const candidates = columns.map((_, at) => at).filter((at) => free(at));
  const nonUnits = candidates.filter((at) => !most(columns[at] ?? [], isUnitName));
  const [task] = [...(nonUnits.length > 0 ? nonUnits : candidates)].sort((left, right) => length(right) - length(left) || left - right);
  if (task !== undefined) kinds[task] = 'task';
  const units = candidates.filter((at) => free(at) && most(columns[at] ?? [], isUnitName));
  if (units[0] !== undefined) kinds[units[0]] = 'lead';
  if (units[1] !== undefined) kinds[units[1]] = 'co';
  // What the cells do not show is taken by its usual place, as far as that is free.
  const usual = USUAL.slice(number === undefined ? 1 : 0);
  for (const at of kinds.keys()) {
    const kind = usual[at];
    if (free(at)) kinds[at] = kind !== undefined && !kinds.includes(kind) ? kind : 'note';
  }
  return { kinds, words: kinds.map(() => ({})), unknown: [], isGuessed: true };
}
