import type { Block, Paragraph, SourceDocument, Table, TableRow } from './blocks.ts';
import { cleanText, foldTone, isUpper } from './clean-text.ts';
import { readMarker } from './marker.ts';
import { findHeading, hasNumberedRows } from './table-columns.ts';

/** A plan cut into its three parts. Page breaks are gone; page numbers belong to the footer, a table of contents to the header. */
export interface Sections {
  readonly header: readonly (Paragraph | Table)[];
  readonly body: readonly (Paragraph | Table)[];
  readonly footer: readonly (Paragraph | Table)[];
  readonly startedAt: 'roman' | 'marker' | 'nowhere';
}

/** Marker and text of a paragraph, whether its label was typed or printed by automatic numbering. */
export const markedText = ({ label, text }: Paragraph): string => cleanText(label === undefined ? text : `${label} ${text}`);

const END = /^(?:trên đây là|nơi nhận(?:\s*[:.]|$))/;
const SIGNER =
  /^(?:(?:TM|KT|TL|TUQ|Q)\s*\.\s*)?(?:PHÓ\s+|QUYỀN\s+)?(?:TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|CHÁNH VĂN PHÒNG|(?:CHI )?CỤC TRƯỞNG|TRƯỞNG (?:PHÒNG|BAN|CÔNG AN)|HIỆU TRƯỞNG|CHỈ HUY TRƯỞNG|ỦY BAN NHÂN DÂN|BAN THƯỜNG VỤ)(?:\s|$)/;

export const isSigner = (text: string): boolean => text.length <= 60 && isUpper(text) && SIGNER.test(text.normalize('NFC'));

const isEnd = (text: string): boolean => END.test(foldTone(text)) || isSigner(text);

const firstText = ({ cells }: TableRow): string => cleanText(cells.find(({ text }) => text.trim() !== '')?.text ?? '');

const blockEnds = (block: Block): boolean => block.kind === 'paragraph' && isEnd(markedText(block));

/** The first row of a table that is no longer of the plan: a signature table, or the last rows of a sheet. */
const endRow = ({ rows }: Table): number => rows.findIndex((row) => END.test(foldTone(firstText(row))));

/** An entry of a table of contents, by its style or by the dots that lead to its page. */
const isContents = (block: Block): boolean =>
  block.kind === 'paragraph' && (block.contents === true || /\.{4,}\s*\d{1,3}$/.test(markedText(block)));

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

function findStart(blocks: readonly (Paragraph | Table)[]): { at: number; startedAt: Sections['startedAt'] } {
  let at = blocks.findIndex(hasMarker('roman'));
  if (at >= 0) {
    // A part that the first Roman heading opens: "A. MỤC TIÊU" above "I. …".
    while (at > 0 && blocks.slice(at - 1, at).some(hasMarker('part'))) at--;
    return { at, startedAt: 'roman' };
  }
  at = blocks.findIndex(
    (block) =>
      hasMarker('part', 'num', 'sub', 'letter', 'dash', 'plus')(block) ||
      (block.kind === 'table' && (findHeading(block.rows) !== undefined || hasNumberedRows(block.rows))),
  );
  return at < 0 ? { at: blocks.length, startedAt: 'nowhere' } : { at, startedAt: 'marker' };
}

/** From the first Roman heading to "Trên đây là …", "Nơi nhận" or the signature. */
export function cutIntoSections({ blocks }: SourceDocument): Sections {
  const contents = blocks.filter((block) => block.kind === 'paragraph').filter(isContents);
  const { rest, pageNumbers } = withoutPageNumbers(blocks.filter((block) => !isContents(block)));
  const { at, startedAt } = findStart(rest);
  const body: (Paragraph | Table)[] = [];
  let end = at;
  const footer: (Paragraph | Table)[] = [...pageNumbers];
  for (const block of rest.slice(at)) {
    if (blockEnds(block)) break;
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
