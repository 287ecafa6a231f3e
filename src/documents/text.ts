import type { Block, SourceDocument, TableRow } from '../domain/plan-reading/blocks.ts';
import { cleanText } from '../domain/plan-reading/clean-text.ts';
import { readMarker } from '../domain/plan-reading/marker.ts';
import { endsSentence } from '../domain/plan-reading/sentence.ts';

/** Lines of a text printed to a page are about as long as each other; a paragraph typed as one line is longer. */
const WIDEST_PRINTED_LINE = 140;
const NARROWEST_PRINTED_LINE = 50;
/** A printed line this full goes on in the next one; where it ends as a sentence it must be fuller. */
const FULL = 0.6;
const FULL_AT_A_STOP = 0.85;

/** A marker and a tab, as Word puts them on the clipboard, or the tab before a blank number: no row of a table. */
const MARKER_AND_TAB = /^\s*(?:[IVX]+[.)/]|\d{1,3}(?:\.\d{1,3})*[.)/]|[a-zđ][.)]|[-–+•]|Số\s*:)\t+[^\t]+$/u;

const isBlank = (line: string | undefined): boolean => line === undefined || cleanText(line) === '';

/** A row of a table: tabs between its cells. A row that a page break cut begins with a tab. */
function isRow(line: string, inTable: boolean): boolean {
  const tabs = line.split('\t').length - 1;
  if (tabs === 0 || MARKER_AND_TAB.test(line)) return false;
  return inTable || tabs > 1 ? line.trim() !== '' : /\S\t/.test(line);
}

/** How wide the lines are when every printed line is a line of the text; undefined when a paragraph is one line. */
function printedWidth(lines: readonly string[]): number | undefined {
  const texts = lines.filter((line) => !line.includes('\t'));
  const widest = Math.max(0, ...texts.map((line) => line.length));
  if (widest > WIDEST_PRINTED_LINE) return undefined;
  const goesOn = (line: string, at: number): boolean =>
    line.length >= NARROWEST_PRINTED_LINE && !isBlank(lines[at + 1]) && !readMarker(cleanText(lines[at + 1] ?? ''));
  return lines.filter(goesOn).length >= 2 ? widest : undefined;
}

/** Text as it stands in a file or on the clipboard: rows of a table have tabs, form feeds are page breaks. */
export function readText(content: string): SourceDocument {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
  const width = printedWidth(lines);
  const blocks: Block[] = [];
  let rows: TableRow[] | undefined;
  let afterBlank = true;
  for (const [at, line] of lines.entries()) {
    if (line.includes('\f')) blocks.push({ kind: 'pageBreak' });
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    if (isRow(line, rows !== undefined)) {
      if (!rows) {
        rows = [];
        blocks.push({ kind: 'table', rows });
      }
      rows.push({ line: at + 1, cells: line.split('\t').map((text) => ({ text })) });
    } else {
      rows = undefined;
      addLine(blocks, line, at + 1, afterBlank, width);
    }
    afterBlank = false;
  }
  return { lines, blocks };
}

const isFull = (line: string, width: number | undefined): boolean =>
  width !== undefined && line.length >= width * (endsSentence(line) ? FULL_AT_A_STOP : FULL);

const isStrong = (line: string): boolean => /^\s*(?:#|\*\*.*\*\*\s*$)/.test(line);

function addLine(blocks: Block[], line: string, number: number, afterBlank: boolean, width: number | undefined): void {
  const above = blocks.at(-1);
  const text = cleanText(line);
  if (above?.kind === 'paragraph' && isFull(above.text.split('\n').at(-1) ?? '', width) && !afterBlank && !readMarker(text)) {
    blocks[blocks.length - 1] = { ...above, text: `${above.text}\n${line.trim()}`, lines: [...above.lines, number] };
  } else blocks.push({ kind: 'paragraph', lines: [number], text: line.trim(), afterBlank, ...(isStrong(line) ? { strong: true } : {}) });
}
