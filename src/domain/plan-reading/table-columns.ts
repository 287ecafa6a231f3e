import type { TableRow } from './blocks.ts';
import { foldTone, withoutEnd } from './clean-text.ts';
import { isColumnLabel, isLabel } from './row-label.ts';
import { readTime } from './times.ts';
import { eitherWay } from './toneless.ts';

export type PlanColumn = 'number' | 'task' | 'lead' | 'co' | 'time' | 'target' | 'note';

/** Columns that one heading names may be several: months, each a column, or a day to begin and a day to end. */
export interface CellWords {
  /** What a cross in the cell says: 'tháng 3'. */
  readonly mark?: string;
  /** What stands before the cell's own words: 'đến', 'quý'. */
  readonly before?: string;
  /** What a bare figure of the cell counts: 'buổi'. */
  readonly after?: string;
}

export interface TableColumns {
  readonly kinds: readonly (PlanColumn | undefined)[];
  readonly words: readonly CellWords[];
  /** Headings no list of words holds: where its words went is a guess. */
  readonly unknown: readonly number[];
  /** Which column holds what was taken from what the cells hold, or from the usual order. */
  readonly isGuessed: boolean;
}

/** In the order in which they are tried: "Đơn vị phối hợp (thực hiện)" is of those who cooperate, "Thời gian thực hiện" a time. */
const HEADINGS: readonly (readonly [PlanColumn, RegExp])[] = [
  ['number', eitherWay(/^(?:s[ốô]\s*)?(?:s?\s?tt|t\/t|số thứ tự|số|thứ tự|no|#)\.?$/)],
  ['note', eitherWay(/^(?:đvt|đơn vị tính|thời lượng|số (?:ngày|giờ|tiết))|kinh phí|dự toán/)],
  ['target', eitherWay(/chỉ tiêu|số lượng|^số (?:buổi|cuộc|lượt|lần|lớp|tin|bài|đợt|hội nghị)/)],
  ['lead', eitherWay(/chủ trì|đầu mối|phụ trách|^ai (?:làm|lo|thực hiện)|^(?:pic|owner|chính)$/)],
  ['co', eitherWay(/phối hợp|tham gia|hỗ trợ|^phụ$/)],
  [
    'time',
    eitherWay(
      /thời gian|thời hạn|thời điểm|tiến độ|hoàn thành|bắt đầu|kết thúc|đến hạn|hạn chót|khi nào|bao giờ|deadline|lộ trình|^(?:hạn|lịch|ngày|tuần)(?: |$)|^(?:tháng|quý|từ|đến|buổi|giờ|thứ)$|^(?:từ|đến) (?:ngày|tháng|quý)|^thứ,? ngày/,
    ),
  ],
  ['task', eitherWay(/^tên (?!đơn vị|cơ quan|người|phòng)/)],
  ['note', eitherWay(/ghi chú|kết quả|sản phẩm|địa điểm|^nơi(?! dung)|đối tượng|thành phần|căn cứ/)],
  ['task', eitherWay(/nội dung|nhiệm vụ|công việc|hoạt động|tên việc|đầu việc|^việc|hạng mục|chuyên đề|mô tả|^task$|^danh mục$/)],
  ['target', eitherWay(/mục tiêu/)],
  ['task', eitherWay(/hình thức|giải pháp|chủ đề/)],
  ['lead', eitherWay(/đơn vị|cơ quan|thực hiện|phân công|^người|^bộ phận|^cán bộ/)],
];

/** "Đơn vị chủ trì, phối hợp": both in one column, apart only where its cells say so. */
const LEAD_AND_CO = eitherWay(/(?:chủ trì|phụ trách).*phối hợp/);

const LONGEST_HEADING_CELL = 60;

export function columnOf(text: string): PlanColumn | undefined {
  if (text.length > 4 * LONGEST_HEADING_CELL) return undefined;
  const folded = foldTone(text);
  if (folded === '' || folded.length > LONGEST_HEADING_CELL) return undefined;
  return HEADINGS.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** The cells of a row by column of the grid: a cell over three columns stands in the first of them. */
export function gridTexts(row: TableRow, spread = false): string[] {
  const texts: string[] = [];
  for (const { text, span = 1 } of row.cells) {
    texts.push(text);
    for (let at = 1; at < span; at++) texts.push(spread ? text : '');
  }
  return texts;
}

export const widthOf = (rows: readonly TableRow[]): number =>
  Math.max(0, ...rows.map(({ cells }) => cells.reduce((sum, { span = 1 }) => sum + span, 0)));

export interface Heading {
  readonly at: number;
  /** First row behind the heading, which may have several rows. */
  readonly next: number;
  /** What stands over each column, the words of the lowest heading row last. */
  readonly texts: readonly (readonly string[])[];
}

const filledTexts = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter((text) => text !== '');

/** "(1) (2) (3)" or "A B C 1 2" below a heading only numbers its columns. */
function isIndexRow(row: TableRow): boolean {
  const texts = filledTexts(gridTexts(row));
  const isRunning = texts.every((text, at) => text.replace(/[()]/g, '') === `${at + 1}`);
  return texts.length > 2 && (isRunning || texts.every((text) => /^\(?(?:[A-Z]|\d{1,2})\)?(?:\s*=\s*[\d+\-x()]+)?$/.test(text)));
}

const PERIOD = eitherWay(/^(?:(?:tháng|t\.?)\s*(\d{1,2})|quý\s*(iv|i{1,3}|[1-4])|q\.?\s*(iv|i{1,3}|[1-4]))(?:\s*\/\s*\d{4})?$/);

const OF_MONTHS = eitherWay(/tháng|thời gian|tiến độ/);
const OF_QUARTERS = eitherWay(/quý/);

/** The month or quarter a column stands for, by its own words or by those above it. */
function periodOf(own: string, above: string): string | undefined {
  const text = foldTone(own);
  const found = PERIOD.exec(text);
  if (found) return found[1] === undefined ? `quý ${found[2] ?? found[3]}` : `tháng ${found[1]}`;
  if (OF_MONTHS.test(foldTone(above)) && /^\d{1,2}$/.test(text) && Number(text) <= 12) return `tháng ${text}`;
  return OF_QUARTERS.test(foldTone(above)) && /^(?:iv|i{1,3}|[1-4])$/.test(text) ? `quý ${text}` : undefined;
}

const isHeadingWord = (text: string): boolean => columnOf(text) !== undefined || PERIOD.test(foldTone(text));

/** All that a row says stands below a cell over several columns, and all else in it goes on from above: whatever its words are, it names columns. */
function isUnderSpans(row: TableRow, first: readonly string[]): boolean {
  let at = 0;
  let named = 0;
  for (const { text, span = 1, above } of row.cells) {
    const over = first[at];
    const isBelowSpan = over !== undefined && over !== '' && (over === first[at + 1] || over === first[at - 1]);
    if (above === undefined && text.trim() !== '' && !(isBelowSpan && text.length <= LONGEST_HEADING_CELL && !isLabel(text))) return false;
    if (above === undefined && text.trim() !== '') named++;
    at += span;
  }
  return named > 1 && row.cells.some(({ above }) => above === true);
}

/** The second row of a heading whose first has one cell over several columns. */
function continuesHeading(row: TableRow, first: readonly string[]): boolean {
  const texts = gridTexts(row);
  const own = texts.filter((text, at) => text.trim() !== '' && row.cells[at]?.above === undefined && text !== first[at]);
  const begins = row.cells[0]?.above === true || texts[0]?.trim() === '' || texts[0] === first[0];
  if (!begins || own.length === 0) return false;
  const isOfMonths = own.length > 2 && own.every((text) => /^(?:\d{1,2}|IV|I{1,3})$/.test(text.trim()));
  if (isUnderSpans(row, first)) return true;
  // A lone month is the name of the rows below it.
  return isOfMonths || own.every((text) => columnOf(text) !== undefined) || (own.length > 1 && own.every(isHeadingWord));
}

const isKnownHeading = (texts: readonly string[]): boolean => {
  const filled = filledTexts(texts);
  const kinds = filled.map(columnOf);
  return !filled.some((text) => isLabel(text)) && kinds.includes('task') && new Set(kinds.filter((kind) => kind !== undefined)).size >= 2;
};

/** "STT | Tên chuyên đề | Chữ viết tắt": the column of numbers says that it is a heading, whatever the others are called. */
function isNumberedHeading(texts: readonly string[], below: TableRow | undefined): boolean {
  const at = texts.findIndex((text) => columnOf(text) === 'number');
  const filled = filledTexts(texts);
  if (at < 0 || filled.length < 2 || filled.some((text) => text.length > LONGEST_HEADING_CELL || isLabel(text))) return false;
  const label = below && gridTexts(below)[at]?.trim();
  return filled.length > 2 || (label !== undefined && isColumnLabel(label));
}

/** Words of no list above a column of numbers: a heading all the same. `numberBelow` is that column for the rows from a place on. */
function isUnknownHeading(rows: readonly TableRow[], at: number, numberBelow: (from: number) => number | undefined): boolean {
  const [row, below] = [rows[at], rows[at + 1]];
  if (!row || !below || rows.length < at + 3) return false;
  const texts = gridTexts(row);
  const filled = filledTexts(texts);
  if (filled.length < 2 || filled.some((text) => text.length > 40 || /^[\d/.,%()+-]+$/.test(text) || /[:.;]$/.test(text))) return false;
  const column = numberBelow(at + 1);
  const own = texts[column ?? -1]?.trim();
  return column !== undefined && own !== undefined && !isLabel(own);
}

function headingAt(rows: readonly TableRow[], at: number, isHeading: (texts: readonly string[]) => boolean): Heading | undefined {
  const row = rows[at];
  if (!row) return undefined;
  const first = gridTexts(row, true);
  const below = rows[at + 1];
  const second = below && continuesHeading(below, first) ? gridTexts(below) : undefined;
  // Where a text shows no merged cells, the name of a group of columns stands over the first of them alone.
  let name = '';
  const named = first.map((text, index) => {
    const own = text.trim() === '' && second?.[index] ? name : text;
    name = text || name;
    return own;
  });
  if (!isHeading(second ? [...named, ...second] : named)) return undefined;
  let next = at + (second ? 2 : 1);
  const index = rows[next];
  if (index && isIndexRow(index)) next++;
  return { at, next, texts: named.map((text, column) => [text, second?.[column] ?? '']) };
}

/** Rows of a table among which its heading is looked for. */
const FIRST_ROWS = 3;

/** The heading of a table; in a whole sheet it may stand far below the title. */
export function findHeading(rows: readonly TableRow[], within = FIRST_ROWS): Heading | undefined {
  const places = Array.from({ length: Math.min(rows.length, within) }, (_, at) => at);
  for (const at of places) {
    const heading = headingAt(rows, at, (texts) => isKnownHeading(texts) || isNumberedHeading(texts, rows[at + 1]));
    if (heading) return heading;
  }
  const numberBelow = numberColumns(rows);
  for (const at of places) {
    const heading = headingAt(rows, at, () => isUnknownHeading(rows, at, numberBelow));
    if (heading) return heading;
  }
  return undefined;
}

const plain = (text: string): string => foldTone(text).replace(/[\s.:]+/g, '');

/** The heading printed again at the top of a page, also where it has several rows. */
export function isHeadingAgain(row: TableRow, headingRows: readonly TableRow[]): boolean {
  const here = gridTexts(row).map(plain).join('|');
  return headingRows.some((heading) => gridTexts(heading).map(plain).join('|') === here) || (headingRows.length > 0 && isIndexRow(row));
}

/** Columns in which the numbers of the rows may stand. */
const NUMBER_COLUMNS = 3;

interface Numbers {
  /** Cells with words from a row on, and those of them that are labels. */
  filled: number;
  labels: number;
  /** The first of these labels. */
  first: string;
}

/** For the rows from each place on, the column whose cells are their numbers. Each place is looked up, none counted anew. */
function numberColumns(rows: readonly TableRow[]): (from: number) => number | undefined {
  let counts: readonly (readonly Numbers[])[] | undefined;
  const count = (): readonly (readonly Numbers[])[] => {
    let below: readonly Numbers[] = Array.from({ length: NUMBER_COLUMNS }, () => ({ filled: 0, labels: 0, first: '' }));
    const all = [...rows].reverse().map((row) => {
      const texts = gridTexts(row);
      below = below.map(({ filled, labels, first }, column) => {
        const text = texts[column]?.trim() ?? '';
        if (text === '') return { filled, labels, first };
        return isColumnLabel(text) ? { filled: filled + 1, labels: labels + 1, first: text } : { filled: filled + 1, labels, first };
      });
      return below;
    });
    return all.reverse();
  };
  return (from) => {
    counts ??= count();
    const column = (counts[from] ?? []).findIndex(
      ({ filled, labels, first }) =>
        labels > 1 && labels >= filled * 0.6 && /^(?:0?1|1\.1|I|A|a)$/.test(withoutEnd(first, /[.)/\s]/).replace(/\.0+$/, '')),
    );
    return column < 0 ? undefined : column;
  };
}

/** The column whose cells are the numbers of the rows. */
export const numberColumn = (rows: readonly TableRow[]): number | undefined => numberColumns(rows)(0);

/** A table without a heading that numbers its rows all the same. */
export const hasNumberedRows = (rows: readonly TableRow[]): boolean =>
  rows.filter((row) => isColumnLabel(gridTexts(row)[0]?.trim() ?? '') && row.cells.filter(({ text }) => text.trim() !== '').length > 1)
    .length > 1;

const MONTH_OR_QUARTER = eitherWay(/^(?:từ |đến )?(?:tháng|quý)$/);
const BEGIN_OR_END = eitherWay(/^(tháng|quý) (?:(bắt đầu|khởi công|bđ)|kết thúc|hoàn thành|kt)$/);
const END = eitherWay(/kết thúc|(?:^| )kt$|^đến(?: |$)/);
const COUNT = eitherWay(/^số ((?:buổi|cuộc|lượt|lần|lớp|tin|bài|đợt|hội nghị)(?: \p{L}+)*)$/u);
const DONE = eitherWay(/hoàn thành/);
const BEGUN = eitherWay(/bắt đầu|khởi công|(?:^| )bđ$/);

function wordsFor(own: string, above: string): CellWords {
  const text = foldTone(own);
  const mark = periodOf(own, above);
  if (mark) return { mark };
  if (MONTH_OR_QUARTER.test(text)) return { before: text };
  const ofMonths = BEGIN_OR_END.exec(text);
  if (ofMonths) return { before: ofMonths[2] === undefined ? `đến ${ofMonths[1]}` : (ofMonths[1] ?? '') };
  if (END.test(text)) return { before: 'đến' };
  const after = COUNT.exec(text)?.[1];
  return after === undefined ? {} : { after };
}

/** Which column of a table holds what, by the words over it and where these fail by what it holds. */
export function columnsUnder({ texts }: Heading, rows: readonly TableRow[]): TableColumns {
  const words = texts.map(([above = '', own = '']) => wordsFor(own.trim() === '' ? above : own, above));
  const says = texts.map(([above = '', own = '']) => foldTone(own.trim() === '' ? above : own));
  // "Bắt đầu | Hoàn thành": the second is the end of the first.
  for (const [at, text] of says.entries()) if (at > 0 && DONE.test(text) && BEGUN.test(says[at - 1] ?? '')) words[at] = { before: 'đến' };
  const kinds = texts.map(([above = '', own = ''], at) => (words[at]?.mark ? 'time' : (columnOf(own) ?? columnOf(above))));
  const unknown = texts.flatMap(([above = '', own = ''], at) => {
    const text = own.trim() === '' ? above : own;
    return text.trim() !== '' && (kinds[at] === undefined || LEAD_AND_CO.test(foldTone(text))) ? [at] : [];
  });
  const number = kinds.includes('number') ? undefined : numberColumn(rows);
  if (number !== undefined && (kinds[number] === undefined || texts[number]?.every((text) => text.trim() === ''))) kinds[number] = 'number';
  // What is behind the first column of tasks is said of them: "Nội dung | Hình thức".
  const task = kinds.indexOf('task');
  for (const [at, kind] of kinds.entries()) if (kind === 'task' && at !== task) kinds[at] = 'note';
  const grid = rows.map((row) => gridTexts(row));
  const time = kinds.includes('time') ? -1 : kinds.findIndex((kind, at) => kind === undefined && holdsTimes(grid, at));
  if (time >= 0) kinds[time] = 'time';
  const isGuessed = task < 0;
  if (isGuessed) {
    const widest = widestColumn(grid, kinds);
    if (widest !== undefined) kinds[widest] = 'task';
  }
  return { kinds, words, unknown: unknown.filter((at) => kinds[at] !== 'number'), isGuessed };
}

/** Most of its cells are times. */
function holdsTimes(grid: readonly (readonly string[])[], at: number): boolean {
  const cells = filledTexts(grid.map((texts) => texts[at] ?? ''));
  return cells.length > 1 && cells.filter((text) => readTime(text) !== undefined).length > cells.length / 2;
}

/** The column that has the most words among those whose heading says nothing. */
function widestColumn(grid: readonly (readonly string[])[], kinds: readonly (PlanColumn | undefined)[]): number | undefined {
  const lengths = kinds.map((kind, at) => (kind === undefined ? grid.reduce((sum, texts) => sum + (texts[at]?.trim().length ?? 0), 0) : 0));
  const most = Math.max(...lengths);
  return most > 0 ? lengths.indexOf(most) : undefined;
}
