import type { Table, TableRow } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { createDraft, type Draft, joinTexts } from './draft.ts';
import type { Doubt } from './reading.ts';
import { type Column, findHeading, gridTexts, guessColumns, isHeadingAgain } from './table-columns.ts';

type Cells = Record<Column, string>;

const GROUP_RANK = 0;
const ROW_RANK = 1;

/** White space inside a cell stays until its units are split: a new line with a dash begins another unit. */
const tidyCell = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[#*\u200B\uFEFF]/g, '')
    .trim();

function readCells(row: TableRow, columns: readonly (Column | undefined)[], above: Cells | undefined): Cells {
  const cells: Cells = { number: '', task: '', lead: '', co: '', time: '', target: '', note: '' };
  let at = 0;
  for (const { text, span = 1, above: merged } of row.cells) {
    const column = columns[at] ?? 'note';
    // A cell merged downwards holds for every row it covers.
    const held = merged && above && ['lead', 'co', 'time'].includes(column) ? above[column] : tidyCell(text);
    cells[column] = joinTexts(cells[column], held);
    at += span;
  }
  cells.number = cleanText(cells.number);
  return cells;
}

const filled = (row: TableRow): string[] =>
  gridTexts(row)
    .map(cleanText)
    .filter((text) => text !== '');

interface RowLabel {
  readonly marker: string | null;
  readonly rank: number;
  readonly group: boolean;
}

const GROUP_LABEL = /^((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-H])[.)]?(?:\s+(.+))?$/;

function readLabel(number: string): RowLabel | undefined {
  const label = number.replace(/[.)\s]+$/, '');
  if (/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(label)) return { marker: label, rank: ROW_RANK + label.split('.').length - 1, group: false };
  if (/^[a-zđ]$/.test(label)) return { marker: label, rank: ROW_RANK + 4, group: false };
  if (/^[-–—+]$/.test(label)) return { marker: label === '+' ? '+' : '-', rank: ROW_RANK + 5, group: false };
  return undefined;
}

/** Puts the rows of a table under a section. Gives the lines that belong to the section itself, those of the heading. */
export function addTable(table: Table, section: { readonly children: Draft[] }): number[] {
  const found = findHeading(table.rows);
  const columns = found?.columns ?? guessColumns(table.rows);
  const doubts: Doubt[] = found ? [] : ['columnsGuessed'];
  const rows = table.rows.slice(found?.next ?? 0);
  const sectionLines = table.rows.slice(0, found?.next ?? 0).map(({ line }) => line);
  const numbered = rows.some((row) => /^\d/.test(readCells(row, columns, undefined).number));
  const open: Draft[] = [];
  let last: Draft | undefined;
  let above: Cells | undefined;

  const put = (draft: Draft): void => {
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= draft.rank) open.pop();
    for (const doubt of doubts) draft.doubts.add(doubt);
    (open.at(-1) ?? section).children.push(draft);
    open.push(draft);
    last = draft;
  };

  const putGroup = (marker: string | null, text: string, { line }: TableRow): Draft => {
    const group = createDraft('grouprow', marker, marker !== null && /^[A-H]$/.test(marker) ? GROUP_RANK - 1 : GROUP_RANK, text, [line]);
    put(group);
    return group;
  };

  for (const row of rows) {
    const texts = filled(row);
    if (texts.length === 0) continue;
    if (isHeadingAgain(row, columns)) {
      sectionLines.push(row.line);
      continue;
    }
    const cells = readCells(row, columns, above);
    const lone = texts.length === 1 ? (texts[0] ?? '') : undefined;
    const roman = GROUP_LABEL.exec(lone ?? cells.number);
    const wide = row.cells.length === 1 && columns.length > 1;
    const label = readLabel(cells.number);
    if (roman?.[1] && (lone === undefined || cells.number !== '' || wide)) {
      const group = putGroup(roman[1], joinTexts(roman[2] ?? '', cells.number === '' ? '' : cells.task), row);
      fill(group, { ...cells, task: '', number: '' });
    } else if (label) {
      const draft = createDraft('row', label.marker, label.rank, cells.task, [row.line]);
      fill(draft, cells);
      put(draft);
    } else if (lone !== undefined && (cells.number !== '' || wide || (!numbered && columns.includes('number') && !last)))
      putGroup(null, lone, row);
    else if (cells.number === '' && last && (columns.includes('number') ? numbered || row.cells[0]?.above : cells.task === '')) {
      // A page break cut the row: what is printed here goes on in the cells above.
      last.text = cleanText(joinTexts(last.text, cells.task));
      last.lines.push(row.line);
      if (last.kind === 'grouprow' && cells.lead !== '') last.doubts.add('rowWithoutNumber');
      // Read without the cells held from above: they are the row's already.
      extend(last, readCells(row, columns, undefined));
    } else {
      const draft = createDraft('row', null, ROW_RANK, joinTexts(cells.number, cells.task), [row.line]);
      fill(draft, cells);
      if (numbered) draft.doubts.add('rowWithoutNumber');
      put(draft);
    }
    above = cells;
  }
  return sectionLines;
}

function fill(draft: Draft, { lead, co, time, target, note }: Cells): void {
  Object.assign(draft, { leadUnit: cleanText(lead), coUnits: co, time: cleanText(time), target: cleanText(target) });
  if (note !== '') draft.notes.push(cleanText(note));
}

function extend(draft: Draft, { lead, co, time, target, note }: Cells): void {
  draft.leadUnit = cleanText(joinTexts(draft.leadUnit, lead));
  draft.coUnits = joinTexts(draft.coUnits, co);
  draft.time = cleanText(joinTexts(draft.time, time));
  draft.target = cleanText(joinTexts(draft.target, target));
  if (note !== '') draft.notes.push(cleanText(note));
}
