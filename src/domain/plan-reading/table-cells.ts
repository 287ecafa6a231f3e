import { readAttributes } from './attribute-line.ts';
import type { TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { type Draft, joinTexts } from './draft.ts';
import { setAttribute } from './set-attribute.ts';
import type { CellWords, PlanColumn, TableColumns } from './table-columns.ts';
import { eitherWay } from './toneless.ts';

/** What a row says, by column; columns without a known heading are notes, so that no word is lost. */
export type Cells = Record<PlanColumn, string>;

/** White space inside a cell stays until its units are split: a new line with a dash begins another unit. */
const tidyCell = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[#*\u200B\uFEFF]/g, '')
    .trim();

/** Columns whose cells, merged downwards, hold for every row they cover. */
const HELD: readonly PlanColumn[] = ['lead', 'co', 'time'];

const MARK = /^[xXvV✓✔√•●■█+]$/u;

const TIME_IN_CELL = eitherWay(/^(?:[\dIVX]|t\.?\s?\d|q\.?\s?[\dIVX]|tháng|quý|ngày)/i);

/** The words of a cell together with those its heading lends it. */
function spoken(text: string, { mark, before, after }: CellWords): string {
  if (text === '') return '';
  if (mark) return MARK.test(text) ? mark : `${mark}: ${text}`;
  if (before && TIME_IN_CELL.test(text)) return `${/^[\dIVX]/i.test(text) ? before : before.replace(/ ?(?:tháng|quý)$/, '')} ${text}`;
  return after && /^\d+(?:\.\d{3})*$/.test(text) ? `${text} ${after}` : text;
}

const isCross = (text: string, { mark }: CellWords): boolean => mark !== undefined && MARK.test(text);

export function readCells(row: TableRow, { kinds, words }: TableColumns, above?: Cells): Cells {
  const cells: Cells = { number: '', task: '', lead: '', co: '', time: '', target: '', note: '' };
  let at = 0;
  for (const { text: printed, span = 1, above: merged, isFraction } of row.cells) {
    // A fraction sets no target: it counts nothing.
    const column = isFraction && kinds[at] === 'target' ? 'note' : (kinds[at] ?? 'note');
    const own = words[at] ?? {};
    // A bar drawn over several months stands in one cell.
    for (let covered = at; covered < at + (isCross(tidyCell(printed), own) ? span : 1); covered++) {
      const text = merged && above && HELD.includes(column) ? above[column] : spoken(tidyCell(printed), words[covered] ?? {});
      const isListed = column === 'time' && own.mark !== undefined && cells.time !== '' && text !== '';
      cells[column] = joinTexts(isListed ? `${cells[column]},` : cells[column], text);
    }
    at += span;
  }
  // A plain text shows no merged cells: below a day in the first column its place is blank.
  const timeAt = kinds.indexOf('time');
  if (cells.time === '' && above && !kinds.includes('number') && timeAt >= 0 && timeAt < kinds.indexOf('task')) cells.time = above.time;
  return { ...cells, number: cleanText(cells.number) };
}

/** Adds what the cells say to a node; a row cut by a page break says it in two parts. */
export function addCells(draft: Draft, { lead, co, time, target, note }: Cells): void {
  const parts = readAttributes(cleanText(lead));
  if (parts) for (const { attribute, value } of parts) setAttribute(draft, attribute, value);
  else draft.leadUnit = joinTexts(draft.leadUnit, cleanText(lead));
  draft.coUnits = joinTexts(draft.coUnits, co);
  draft.time = joinTexts(draft.time, cleanText(time));
  draft.target = joinTexts(draft.target, cleanText(target));
  if (note !== '') draft.notes.push(cleanText(note));
}
