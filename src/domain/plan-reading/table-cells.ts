import type { TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { type Draft, joinTexts } from './draft.ts';
import type { Column } from './table-columns.ts';

/** What a row says, by column; columns without a known heading are notes, so that no word is lost. */
export type Cells = Record<Column, string>;

/** White space inside a cell stays until its units are split: a new line with a dash begins another unit. */
const tidyCell = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[#*\u200B\uFEFF]/g, '')
    .trim();

/** Columns whose cells, merged downwards, hold for every row they cover. */
const HELD: readonly Column[] = ['lead', 'co', 'time'];

export function readCells(row: TableRow, columns: readonly (Column | undefined)[], above?: Cells): Cells {
  const cells: Cells = { number: '', task: '', lead: '', co: '', time: '', target: '', note: '' };
  let at = 0;
  for (const { text, span = 1, above: merged } of row.cells) {
    const column = columns[at] ?? 'note';
    cells[column] = joinTexts(cells[column], merged && above && HELD.includes(column) ? above[column] : tidyCell(text));
    at += span;
  }
  return { ...cells, number: cleanText(cells.number) };
}

/** Adds what the cells say to a node; a row cut by a page break says it in two parts. */
export function addCells(draft: Draft, { lead, co, time, target, note }: Cells): void {
  draft.leadUnit = cleanText(joinTexts(draft.leadUnit, lead));
  draft.coUnits = joinTexts(draft.coUnits, co);
  draft.time = cleanText(joinTexts(draft.time, time));
  draft.target = cleanText(joinTexts(draft.target, target));
  if (note !== '') draft.notes.push(cleanText(note));
}
