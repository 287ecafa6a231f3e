import type { TableRow } from './blocks.ts';
import { foldTone } from './clean-text.ts';

export type Column = 'number' | 'task' | 'lead' | 'co' | 'time' | 'target' | 'note';

/** In the order in which they are tried: "Đơn vị phối hợp (thực hiện)" is of those who cooperate, "Thời gian thực hiện" a time. */
const HEADINGS: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:s[ốô]\s*)?(?:s?tt|t\/t|số thứ tự|số)$/],
  ['co', /phối hợp|tham gia/],
  ['lead', /chủ trì|đầu mối|phụ trách/],
  ['time', /thời gian|thời hạn|thời điểm|tiến độ|hoàn thành|^(?:tháng|quý)$/],
  ['target', /chỉ tiêu|số lượng|mục tiêu/],
  ['note', /ghi chú|kết quả|sản phẩm|kinh phí|địa điểm|đối tượng|thành phần|căn cứ/],
  ['task', /nội dung|nhiệm vụ|công việc|hoạt động|tên việc|hình thức|giải pháp/],
  ['lead', /đơn vị|cơ quan|thực hiện|phân công/],
];

const LONGEST_HEADING_CELL = 60;

export function columnOf(text: string): Column | undefined {
  const folded = foldTone(text);
  if (folded === '' || folded.length > LONGEST_HEADING_CELL) return undefined;
  return HEADINGS.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** The cells of a row by column of the grid: a cell over three columns stands in the first of them. */
export function gridTexts(row: TableRow, spread = false): string[] {
  return row.cells.flatMap(({ text, span = 1 }) => Array.from({ length: span }, (_, at) => (at === 0 || spread ? text : '')));
}

export interface Heading {
  readonly at: number;
  /** First row behind the heading, which may have two rows. */
  readonly next: number;
  readonly columns: readonly (Column | undefined)[];
}

const isHeadingRow = (columns: readonly (Column | undefined)[]): boolean =>
  columns.includes('task') && columns.filter((column) => column !== undefined).length >= 2;

/** The second row of a heading whose first has one cell over several columns. */
function continuesHeading(row: TableRow, first: readonly string[]): boolean {
  const texts = gridTexts(row);
  const own = texts.filter((text, at) => text.trim() !== '' && row.cells[at]?.above === undefined && text !== first[at]);
  return (row.cells[0]?.above === true || texts[0]?.trim() === '') && own.length > 0 && own.every((text) => columnOf(text) !== undefined);
}

function headingAt(rows: readonly TableRow[], at: number): Heading | undefined {
  const row = rows[at];
  if (!row) return undefined;
  const first = gridTexts(row, true);
  const below = rows[at + 1];
  const second = below && continuesHeading(below, first) ? gridTexts(below) : undefined;
  const columns = first.map((text, index) => {
    const own = second?.[index] ?? '';
    return columnOf(own === '' || own === text ? text : `${own}`) ?? columnOf(text);
  });
  return isHeadingRow(columns) ? { at, next: at + (second ? 2 : 1), columns } : undefined;
}

/** Rows of a table among which its heading is looked for. */
const FIRST_ROWS = 3;

/** The heading of a table; in a whole sheet it may stand far below the title. */
export function findHeading(rows: readonly TableRow[], within = FIRST_ROWS): Heading | undefined {
  for (let at = 0; at < Math.min(rows.length, within); at++) {
    const heading = headingAt(rows, at);
    if (heading) return heading;
  }
  return undefined;
}

/** The heading printed again at the top of a page. */
export function isHeadingAgain(row: TableRow, columns: readonly (Column | undefined)[]): boolean {
  const here = gridTexts(row, true).map(columnOf);
  return isHeadingRow(here) && here.every((column, at) => column === columns[at]);
}

const USUAL: readonly Column[] = ['number', 'task', 'lead', 'co', 'time', 'target'];
const LABEL = /^(?:[IVX]+|\d+(?:\.\d+)*|)[.)]?$/;

/** A table without a heading that numbers its rows all the same. */
export const hasNumberedRows = (rows: readonly TableRow[]): boolean =>
  rows.filter(({ cells }) => /^\d+[.)]?$/.test(cells[0]?.text.trim() ?? '') && cells.filter(({ text }) => text.trim() !== '').length > 1)
    .length > 1;

/** Columns of a table without a heading, by their usual order. */
export function guessColumns(rows: readonly TableRow[]): Column[] {
  const numbered = rows.every((row) => LABEL.test(row.cells[0]?.text.trim() ?? ''));
  return USUAL.slice(numbered ? 0 : 1);
}
