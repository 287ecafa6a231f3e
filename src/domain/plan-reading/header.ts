import { type Day, Day as DaySchema } from '../day.ts';
import { findAgency } from './agency.ts';
import type { Paragraph, Table } from './blocks.ts';
import { cleanText, firstPart, foldTone } from './clean-text.ts';
import { DOC_TYPE, DOC_TYPE_ALONE } from './doc-type.ts';
import { findLegalBases } from './legal-bases.ts';
import type { ReadHeader } from './reading.ts';
import { DATE_LINE, markedText } from './sections.ts';
import { splitAtGaps } from './split-at-gaps.ts';
import { eitherWay } from './toneless.ts';

/** One printed line of the header: a cell of the letterhead, or a paragraph. */
export interface HeaderLine {
  readonly text: string;
  readonly afterBlank: boolean;
  readonly strong: boolean;
}

/** The letterhead has two columns: what stands left is read before what stands right. */
function tableLines({ rows }: Table): HeaderLine[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => rows.map(({ cells }) => cells[column]?.text ?? ''))
    .flat()
    .flatMap((cell) => cell.split('\n'))
    .flatMap(splitColumns)
    .map((text) => ({ text: firstPart(cleanText(text)), afterBlank: false, strong: false }))
    .filter(({ text }) => text !== '');
}

/** What stands at the right of a letterhead: the country's name, its motto, or place and date. */
const RIGHT = eitherWay(
  /(?<!\s)\s+(?=(?:CỘNG\s+(?:HÒA|HOÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do)(?!\p{L}))/u,
);
const RIGHT_DATE = eitherWay(/^(Số.{3,60}?)\s+(\p{Lu}[\p{L}\s.-]{0,40},\s*ngày\s.*)$/u);
const LONGEST_LETTERHEAD_LINE = 200;

/** A printed line of two columns as two lines, the left before the right. */
function splitColumns(printed: string): string[] {
  const text = printed.normalize('NFC').trim();
  if (text.length > LONGEST_LETTERHEAD_LINE) return [text];
  return splitAtGaps(text)
    .flatMap((part) => part.split(RIGHT))
    .flatMap((part) => RIGHT_DATE.exec(part)?.slice(1) ?? [part]);
}

/** Lines of a letterhead stay lines; any other paragraph printed over several is a single one. */
function paragraphLines(block: Paragraph): HeaderLine[] {
  const printed = block.text.split('\n');
  const isLetterhead = printed.some((line) => splitColumns(line).length > 1);
  return (isLetterhead ? printed.flatMap(splitColumns) : [markedText(block)])
    .map((text) => ({ text: firstPart(cleanText(text)), afterBlank: block.afterBlank, strong: block.strong ?? false }))
    .filter(({ text }) => text !== '');
}

const headerLines = (blocks: readonly (Paragraph | Table)[]): HeaderLine[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? tableLines(block) : paragraphLines(block)));

const PART = '[\\p{L}\\d]+(?:[.&][\\p{L}\\d]+)*';
/** White space and figures are taken in one go: three runs that may all take a space would be tried in every way. */
const RUNNING = '(?:[\\s.]*:)?([\\d.…_\\s]*';
const NUMBER = eitherWay(new RegExp(`^Số${RUNNING}\\/\\s*${PART}(?:\\s*[-–/]\\s*${PART})*)`, 'u'));
/** Of the party: "Số 12-KH/ĐU". */
const PARTY_NUMBER = eitherWay(new RegExp(`^Số${RUNNING}[-–]\\s*${PART}\\s*\\/\\s*${PART})`, 'u'));

/** "Số: 62 /KH-UBND"; a blank running number leaves "/KH-UBND". */
function findNumber(lines: readonly HeaderLine[]): string | null {
  for (const { text } of lines) {
    const found = (NUMBER.exec(text) ?? PARTY_NUMBER.exec(text))?.[1];
    if (found) return found.replace(/\s+/g, '').replace(/^[.…_]+/, '');
  }
  return null;
}

interface DateLine {
  readonly place: string | null;
  readonly date: Day | null;
  readonly year: number | null;
  readonly text: string | null;
}

const DATE = eitherWay(/(?:^|[\s(])(\p{Lu}[\p{L}\s.-]{0,60}?),?\s*ngày\s*([\d.…_]*)\s*tháng\s*([\d.…_]*)\s*năm\s*(\d{4})/u);
/** "Long Phú, ngày 05/02/2026": only all of a line, since sentences cite such days. */
const DATE_IN_FIGURES = eitherWay(/^\(?(\p{Lu}[\p{L}\s.-]{0,40}),\s*ngày\s*(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(\d{4})\s*\.?\)?$/u);

function findDate(lines: readonly HeaderLine[]): DateLine {
  for (const { text } of lines) {
    const found = DATE.exec(text) ?? DATE_IN_FIGURES.exec(text);
    if (!found) continue;
    const [whole, place = '', date = '', month = '', year = ''] = found;
    const parsed = DaySchema.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
    return { place: place.trim(), date: parsed.success ? parsed.data : null, year: Number(year), text: whole.trim() };
  }
  return { place: null, date: null, year: null, text: null };
}

/** What a letter is about, which has no title: "V/v tuyên truyền biên giới năm 2026". */
const ABOUT = /^V\/v:?\s+(.+)$/iu;
const BASIS = eitherWay(
  /^(?:thực hiện (?:kế hoạch|quyết định|chỉ thị|nghị quyết|công văn|chương trình|hướng dẫn|luật|thông tư)|căn cứ|để |nhằm )/,
);

/** Where the title ends and the reasons begin. */
const isReason = ({ text }: HeaderLine): boolean => BASIS.test(foldTone(text)) || /^\(|[;:.]$/.test(text) || text.length > 260;

interface Title {
  readonly docType: string | null;
  readonly title: string | null;
  /** Lines behind the title: the reasons. */
  readonly rest: readonly HeaderLine[];
}

function findTitle(lines: readonly HeaderLine[]): Title {
  const printed = lines.findIndex(({ text }) => DOC_TYPE.test(text));
  const at = printed < 0 ? lines.findIndex(({ text }) => DOC_TYPE_ALONE.test(text)) : printed;
  const found = DOC_TYPE.exec(printed < 0 ? (lines[at]?.text.toUpperCase() ?? '') : (lines[at]?.text ?? ''));
  if (!found?.[1]) {
    const about = lines.findIndex(({ text }) => ABOUT.test(text));
    return { docType: null, title: ABOUT.exec(lines[about]?.text ?? '')?.[1] ?? null, rest: lines.slice(about + 1) };
  }
  const titles = found[2] === undefined ? [] : [found[2]];
  let next = at + 1;
  const first = lines[next];
  // A title set in bold ends where the bold ends; any other at the first blank line.
  const goesOn = (line: HeaderLine): boolean => line === first || (first?.strong ? line.strong : !line.afterBlank);
  for (let line = first; line && goesOn(line) && !isReason(line); line = lines[next]) {
    if (!/^[-–_*]+$/.test(line.text)) titles.push(line.text);
    next++;
  }
  return { docType: found[1], title: titles.length === 0 ? null : titles.join(' '), rest: lines.slice(next) };
}

const SPAN = eitherWay(/(?:giai đoạn|năm học)\s*(\d{4})\s*-\s*(\d{4})/);
const YEAR = eitherWay(/(?:^|\s)năm\s*(\d{4})/);

/** The year the plan is for: the title's, else that of its date. A span in quotes belongs to the name of something else. */
function findSpan(title: string | null, dateYear: number | null): { from: number; to: number } | null {
  const own = foldTone((title ?? '').replace(/[“"«][^”"»]*[”"»]?/g, ' '));
  const span = SPAN.exec(own);
  const single = YEAR.exec(own)?.[1];
  if (single && !span) return { from: Number(single), to: Number(single) };
  if (span) return { from: Number(span[1]), to: Number(span[2]) };
  return dateYear === null ? null : { from: dateYear, to: dateYear };
}

/** Place and date stand in the letterhead, or below the plan beside its signature. */
export function readHeader(blocks: readonly (Paragraph | Table)[], bodyText: string, footer: readonly (Paragraph | Table)[]): ReadHeader {
  const lines = headerLines(blocks);
  const { docType, title, rest } = findTitle(lines);
  const above = findDate(lines);
  const { place, date, year, text } =
    above.text === null ? findDate(headerLines(footer).filter((line) => DATE_LINE.test(line.text))) : above;
  const span = findSpan(title, year);
  return {
    agency: findAgency({ lines, title, reasons: rest, place, bodyText }),
    place,
    number: findNumber(lines),
    date,
    dateText: text,
    year: span?.from ?? null,
    period: span && { from: `${span.from}-01-01`, to: `${span.to}-12-31` },
    docType,
    title,
    legalBases: findLegalBases(rest.map((line) => line.text)),
  };
}
