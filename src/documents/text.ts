import type { Block, SourceDocument, TableRow } from '../domain/plan-reading/blocks.ts';
import { BULLET } from '../domain/plan-reading/bullet.ts';
import { cleanText } from '../domain/plan-reading/clean-text.ts';
import { readMarker } from '../domain/plan-reading/marker.ts';
import { endsSentence } from '../domain/plan-reading/sentence.ts';
import { findHeading } from '../domain/plan-reading/table-columns.ts';
import { partedRecords } from './csv.ts';
import { Budget, refuseLongLines } from './limits.ts';
import { inPlainLetters } from './plain-letters.ts';

/** Lines of a text printed to a page are about as long as each other; a paragraph typed as one line is longer. */
const WIDEST_PRINTED_LINE = 140;
const NARROWEST_PRINTED_LINE = 50;
/** A printed line this full goes on in the next one; where it ends as a sentence it must be fuller. */
const FULL = 0.6;
const FULL_AT_A_STOP = 0.85;

/** A marker and a tab, as Word puts them on the clipboard, or the tab before a blank number: no row of a table. */
const MARKER_AND_TAB = new RegExp(
  `^\\s*(?:[IVX]+[.)/]|\\d{1,3}(?:\\.\\d{1,3})*[.)/]|[a-zđ][.)]|${BULLET}|[+＋o]|Số\\s*:)\\t+[^\\t]+$`,
  'u',
);

const isBlank = (line: string | undefined): boolean => line === undefined || cleanText(line) === '';

/** A row of a table: tabs between its cells. A row that a page break cut begins with a tab. */
function isRow(line: string, inTable: boolean): boolean {
  if (DRAWN_ROW.test(line) && cellsOf(line).length > 1) return true;
  const tabs = line.split('\t').length - 1;
  if (tabs === 0 || MARKER_AND_TAB.test(inPlainLetters(line))) return false;
  return inTable || tabs > 1 ? line.trim() !== '' : /\S\t/.test(line);
}

/** "| 1 | Phát loa | Đài |": a row drawn with bars, and the line under its heading, which only rules off. */
const DRAWN_ROW = /^\s*\|.*\|\s*$/;
const RULED_OFF = /^[\s|:–—-]+$/;

const cellsOf = (line: string): string[] =>
  DRAWN_ROW.test(line)
    ? line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    : line.split('\t');

/** Signs that part the cells of a row where neither tabs nor bars at its ends do. */
const SEPARATORS = [';', '|'] as const;
const LONGEST_NAMED_CELL = 60;

/** Lines in which the heading of a table and its first record stand, where cells of that record go over several lines. */
const LINES_TO_LOOK_AT = 4;

const firstRecord = (lines: readonly string[], separator: string): string[] => {
  const [record] = partedRecords(lines.join('\n'), separator);
  return record ?? [];
};

/** The records of a table from its heading on, with tabs between their cells. The lines that a record goes on over are blank. */
function recordsWithTabs(lines: readonly string[], separator: string, width: number): string[] {
  const rows: string[] = [];
  for (const cells of partedRecords(lines.join('\n'), separator)) {
    if (cells.length !== width) break;
    const further = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    rows.push(cells.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t'), ...Array<string>(further).fill(''));
  }
  return rows;
}

/** Lines of columns with a sign between them, as programs export them, with tabs in its place: from the line that names the columns on. */
function withTabs(lines: readonly string[]): readonly string[] {
  for (const separator of SEPARATORS)
    for (const [at, line] of lines.entries()) {
      if (!line.includes(separator) || DRAWN_ROW.test(line)) continue;
      const cells = firstRecord([line], separator);
      const isHeading =
        cells.length > 2 &&
        cells.every((text) => text.length <= LONGEST_NAMED_CELL && !/[.:\t]/.test(text)) &&
        firstRecord(lines.slice(at + 1, at + LINES_TO_LOOK_AT), separator).length === cells.length &&
        findHeading([{ line: at + 1, cells: cells.map((text) => ({ text: inPlainLetters(text) })) }]) !== undefined;
      if (!isHeading) continue;
      const rows = recordsWithTabs(lines.slice(at), separator, cells.length);
      return [...lines.slice(0, at), ...rows, ...lines.slice(at + rows.length)];
    }
  return lines;
}

/** How wide the lines are when every printed line is a line of the text; undefined when a paragraph is one line. */
function printedWidth(lines: readonly string[]): number | undefined {
  const texts = lines.filter((line) => !line.includes('\t') && !DRAWN_ROW.test(line));
  const widest = texts.reduce((most, line) => Math.max(most, line.length), 0);
  if (widest > WIDEST_PRINTED_LINE) return undefined;
  const goesOn = (line: string, at: number): boolean =>
    line.length >= NARROWEST_PRINTED_LINE && !isBlank(lines[at + 1]) && !readMarker(cleanText(lines[at + 1] ?? ''));
  return lines.filter(goesOn).length >= 2 ? widest : undefined;
}

/** A paragraph that further printed lines may still be part of. */
interface OpenParagraph {
  readonly texts: string[];
  readonly lines: number[];
  readonly afterBlank: boolean;
  readonly strong: boolean;
}

/** Text as it stands in a file or on the clipboard: rows of a table have tabs, form feeds are page breaks. */
export function readText(content: string): SourceDocument {
  new Budget('tooLarge').letters(content.length);
  const printed = content.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
  refuseLongLines(printed);
  // Cells are parted as they were typed: an entity in them is a letter.
  const typed = withTabs(printed);
  const lines = typed.map(inPlainLetters);
  const width = printedWidth(lines);
  const blocks: Block[] = [];
  let rows: TableRow[] | undefined;
  let open: OpenParagraph | undefined;
  let afterBlank = true;
  const close = (): void => {
    if (open) blocks.push(toParagraph(open));
    open = undefined;
  };
  for (const [at, line] of lines.entries()) {
    const row = typed[at] ?? '';
    if (line.includes('\f')) {
      close();
      blocks.push({ kind: 'pageBreak' });
    }
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    if (isRow(row, rows !== undefined)) {
      close();
      if (!rows) {
        rows = [];
        blocks.push({ kind: 'table', rows });
      }
      if (!(DRAWN_ROW.test(row) && RULED_OFF.test(row)))
        rows.push({ line: at + 1, cells: cellsOf(row).map((text) => ({ text: inPlainLetters(text) })) });
    } else {
      rows = undefined;
      if (!open || afterBlank || !isFull(open.texts.at(-1) ?? '', width) || readMarker(cleanText(line))) {
        close();
        open = { texts: [], lines: [], afterBlank, strong: isStrong(line) };
      }
      open.texts.push(line.trim());
      open.lines.push(at + 1);
    }
    afterBlank = false;
  }
  close();
  return { lines, blocks };
}

const toParagraph = ({ texts, lines, afterBlank, strong }: OpenParagraph): Block => ({
  kind: 'paragraph',
  lines,
  text: texts.join('\n'),
  afterBlank,
  ...(strong ? { strong: true } : {}),
});

const isFull = (line: string, width: number | undefined): boolean =>
  width !== undefined && line.length >= width * (endsSentence(line) ? FULL_AT_A_STOP : FULL);

const isStrong = (line: string): boolean => /^\s*(?:#|\*\*.*\*\*\s*$)/.test(line);
