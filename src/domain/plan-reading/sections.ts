import { namesSigner } from '../signers.ts';
import type { Block, Paragraph, SourceDocument, Table, TableRow } from './blocks.ts';
import { cleanText, foldTone, isUpper } from './clean-text.ts';
import { isTitleLine } from './doc-type.ts';
import { readMarker } from './marker.ts';
import { isDayLine, isLabel } from './row-label.ts';
import { findHeading, hasNumberedRows } from './table-columns.ts';
import { eitherWay } from './toneless.ts';

/** A plan cut into its three parts. Page breaks are gone; page numbers belong to the footer, a table of contents to the header. */
export interface Sections {
  readonly header: readonly (Paragraph | Table)[];
  readonly body: readonly (Paragraph | Table)[];
  readonly footer: readonly (Paragraph | Table)[];
  readonly startedAt: 'roman' | 'marker' | 'nowhere';
}

/** Marker and text of a paragraph, whether its label was typed or printed by automatic numbering. */
export const markedText = ({ label, text }: Paragraph): string => cleanText(label === undefined ? text : `${label} ${text}`);

const END = eitherWay(/^(?:trên đây là|nơi nhận(?:\s*[:.]|$))/);
/** A post stands in capitals alone on its line. */
export const isSigner = (text: string): boolean => text.length <= 60 && isUpper(text) && namesSigner(text);

/** "Bình An, ngày 28 tháng 02 năm 2026" or "Bình An, ngày 28/02/2026" alone on its line. */
export const DATE_LINE = eitherWay(
  /^\(?(\p{Lu}[\p{L}\s.-]{1,40}?)(?:,?\s*ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm\s*(?:\d{4}|20[\d.…_]*)|,\s*ngày\s*\d{1,2}\s*\/\s*\d{1,2}\s*\/\s*\d{4})\s*\.?\)?$/u,
);

const isEnd = (text: string): boolean => END.test(foldTone(text)) || isSigner(text);

const firstText = ({ cells }: TableRow): string => cleanText(cells.find(({ text }) => text.trim() !== '')?.text ?? '');

const isDateLine = (block: Block | undefined): boolean => block?.kind === 'paragraph' && DATE_LINE.test(markedText(block));

const MOST_SIGNERS = 3;

/** A small table of posts and names, without the recipients beside them. */
const isSignatureTable = ({ rows }: Table): boolean =>
  rows.length <= MOST_SIGNATURE_ROWS &&
  rows.every(({ cells }) => cells.length <= MOST_SIGNERS) &&
  rows.some(({ cells }) => cells.some(({ text }) => text.split('\n').some((line) => isSigner(cleanText(line))))) &&
  !rows.some(({ cells }) => cells.some(({ text }) => isLabel(text)));

/** A post and a name, whatever the post is called. */
const isOnlySigned = (blocks: readonly (Paragraph | Table)[], from: number): boolean =>
  blocks.length - from <= 4 &&
  blocks.slice(from).every((block) => block.kind === 'paragraph' && block.text.length <= 60 && !readMarker(markedText(block)));

/** The end of the plan: its closing words, the recipients, the signature, or the date printed right above these. */
function findEnd(blocks: readonly (Paragraph | Table)[], from: number): number {
  let end = blocks.length;
  /** Whether the plan may end with the block below the one looked at. */
  let endsBelow = false;
  // From the last block up, since what a line of place and date is depends on what stands below it.
  for (let at = blocks.length - 1; at >= from; at--) {
    const [block, next] = [blocks[at], blocks[at + 1]];
    const isClosing = block?.kind === 'paragraph' ? isEnd(markedText(block)) : block !== undefined && isSignatureTable(block);
    const isAbove: boolean =
      isDateLine(block) &&
      (next === undefined || (next.kind === 'table' && endRow(next) >= 0) || endsBelow || isOnlySigned(blocks, at + 1));
    endsBelow = isClosing || isAbove;
    if (endsBelow) end = at;
  }
  return end;
}

/** The first row of a table that is no longer of the plan: a signature table, or the last rows of a sheet. */
const endRow = ({ rows }: Table): number => {
  const signed = signatureRow(rows);
  const closing = rows.findIndex((row) => END.test(foldTone(firstText(row))));
  return closing >= 0 && (signed < 0 || closing < signed) ? closing : signed;
};

/** Rows of a sheet at most that hold its signature: posts, names and notes such as "(ký tên)". */
const MOST_SIGNATURE_ROWS = 8;

/** The row of the signer's post, right of the first column, with nothing but names below it. */
function signatureRow(rows: readonly TableRow[]): number {
  const texts = (row: TableRow): string[] => row.cells.map(({ text }) => cleanText(text)).filter((text) => text !== '');
  const from = Math.max(1, rows.length - MOST_SIGNATURE_ROWS);
  const at = rows
    .slice(from)
    .findIndex((row) => texts(row).length <= 2 && texts(row).some(isSigner) && !isSigner(row.cells[0]?.text ?? ''));
  const isBare = (row: TableRow): boolean => texts(row).length <= 2 && texts(row).every((text) => !/\d/.test(text));
  return at >= 0 && rows.slice(from + at).every(isBare) ? from + at : -1;
}

/** An entry of a table of contents, by its style or by the dots that lead to its page. */
const isContents = (block: Block): boolean =>
  block.kind === 'paragraph' && (block.contents === true || /\.{4}\s*\d{1,3}$/.test(markedText(block)));

/** "1. Căn cứ Luật …": reasons may be numbered too. */
const REASON = eitherWay(/^\S+\s+(?:căn cứ|thực hiện|theo) /);
const isReason = (block: Block): boolean => block.kind === 'paragraph' && REASON.test(foldTone(markedText(block)));

/** A page number alone on its line: each higher than the one before, so that a lone figure of the text is none. */
function withoutPageNumbers(blocks: readonly Block[]): { rest: (Paragraph | Table)[]; pageNumbers: Paragraph[] } {
  const rest: (Paragraph | Table)[] = [];
  const pageNumbers: Paragraph[] = [];
  let last = 0;
  for (const block of blocks) {
    if (block.kind === 'pageBreak') continue;
    const page = block.kind === 'paragraph' ? /^(?:Trang\s+)?(?:-\s*)?(\d{1,3})(?:\s*-|\s*\/\s*\d{1,3})?$/iu.exec(markedText(block)) : null;
    const number = Number(page?.[1] ?? 0);
    if (block.kind === 'paragraph' && number > last && number <= last + 3) {
      pageNumbers.push(block);
      last = number;
    } else rest.push(block);
  }
  return { rest, pageNumbers };
}

const hasMarker =
  (...kinds: string[]) =>
  (block: Block): boolean =>
    block.kind === 'paragraph' && kinds.includes(readMarker(markedText(block))?.kind ?? '');

/** "A. MỤC TIÊU", "Phần I". */
const isPart = (block: Block): boolean => hasMarker('part')(block);

const isPlanTable = (block: Block): boolean =>
  block.kind === 'table' && (findHeading(block.rows) !== undefined || hasNumberedRows(block.rows));

/** A table that is no letterhead: several rows of more than two columns. */
const isWideTable = (block: Block): boolean =>
  block.kind === 'table' && block.rows.filter(({ cells }) => cells.filter(({ text }) => text.trim() !== '').length > 2).length > 1;

/** The line of a day, or another heading, right above the table it names. */
function withLineAbove(blocks: readonly (Paragraph | Table)[], at: number): number {
  const above = blocks[at - 1];
  return blocks[at]?.kind === 'table' && above?.kind === 'paragraph' && isDayLine(markedText(above)) ? at - 1 : at;
}

function findStart(blocks: readonly (Paragraph | Table)[]): { at: number; startedAt: Sections['startedAt'] } {
  const title = blocks.findIndex((block) => block.kind === 'paragraph' && isTitleLine(markedText(block)));
  const behindTitle = (at: number): boolean => at > title;
  const roman = blocks.findIndex(hasMarker('roman'));
  const part = blocks.findIndex((block, at) => behindTitle(at) && isPart(block));
  const heading = Math.min(...[roman, part].filter((at) => at >= 0));
  const table = blocks.findIndex(isPlanTable);
  if (heading < blocks.length && (table < 0 || heading < table)) return { at: heading, startedAt: 'roman' };
  // A table above the first Roman heading is of the plan; so is what its groups are called.
  if (heading < blocks.length) return { at: withLineAbove(blocks, table), startedAt: 'roman' };
  const first = blocks.findIndex((block) => hasMarker('num', 'sub', 'letter', 'dash', 'plus')(block) || isPlanTable(block));
  if (first >= 0) return { at: withLineAbove(blocks, first), startedAt: 'marker' };
  const wide = blocks.findIndex(isWideTable);
  return wide < 0 ? { at: blocks.length, startedAt: 'nowhere' } : { at: withLineAbove(blocks, wide), startedAt: 'marker' };
}

/** Whether what stands above the first section looks like a part of the plan that is in no item. */
export const hasContent = (header: readonly (Paragraph | Table)[]): boolean => {
  const title = header.findIndex((block) => block.kind === 'paragraph' && isTitleLine(markedText(block)));
  return header.some(
    (block, at) => isWideTable(block) || (at > title && !isContents(block) && hasMarker('num', 'sub', 'letter')(block) && !isReason(block)),
  );
};

/** From the first Roman heading to "Trên đây là …", "Nơi nhận" or the signature. */
export function cutIntoSections({ blocks }: SourceDocument): Sections {
  const contents = blocks.filter((block) => block.kind === 'paragraph').filter(isContents);
  const { rest, pageNumbers } = withoutPageNumbers(blocks.filter((block) => !isContents(block)));
  const { at, startedAt } = findStart(rest);
  const body: (Paragraph | Table)[] = [];
  const last = findEnd(rest, at);
  let end = at;
  const footer: (Paragraph | Table)[] = [...pageNumbers];
  for (const block of rest.slice(at, last)) {
    const lastRow = block.kind === 'table' ? endRow(block) : -1;
    end++;
    if (block.kind !== 'table' || lastRow < 0) body.push(block);
    else {
      if (lastRow > 0) body.push({ kind: 'table', rows: block.rows.slice(0, lastRow) });
      footer.push({ kind: 'table', rows: block.rows.slice(lastRow) });
      break;
    }
  }
  return { header: [...rest.slice(0, at), ...contents], body, footer: [...footer, ...rest.slice(end)], startedAt };
}
