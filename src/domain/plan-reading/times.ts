import { firstPart, foldTone } from './clean-text.ts';
import type { ReadSchedule } from './reading.ts';
import { eitherWay } from './toneless.ts';

const ROMAN_QUARTER: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const QUARTER = '(?:iv|i{1,3}|[1-4])(?![\\p{L}\\d])';
const YEAR = '(?:\\s*(?:\\/|năm)\\s*\\d{4})?';
const BETWEEN = '\\s*(?:,|và|&|-|đến|;)\\s*';

const QUARTERS = eitherWay(new RegExp(`quý\\s+${QUARTER}${YEAR}(?:${BETWEEN}(?:hết\\s+)?(?:quý\\s+)?${QUARTER}${YEAR})*`, 'gu'));
const MONTHS = eitherWay(
  new RegExp(
    `tháng\\s+\\d{1,2}(?!\\d)${YEAR}(?:${BETWEEN}(?:hết\\s+)?(?:tháng\\s+)?\\d{1,2}(?!\\d|\\s*tháng|\\/\\d{1,2}\\/)${YEAR})*`,
    'gu',
  ),
);
/** "15/3" or "15.3.2026"; "1.5" alone, "1.5 ngày" and "1/2 buổi" are amounts, not dates. */
const DATE =
  '(?<![\\d/.,])(?:\\d{1,2}\\/\\d{1,2}(?:\\/\\d{4}|\\/\\d{2})?|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|(?<=(?:ngày|trước|từ|đến|hết)\\s{1,2})\\d{1,2}\\.\\d{1,2})(?![\\d/]|[.,]\\d|\\s*(?:ngày|giờ|buổi|tiết|tuần|tháng|phút|%))';
const DATES = eitherWay(new RegExp(`${DATE}(?:${BETWEEN}(?:hết\\s+)?(?:ngày\\s+)?${DATE})*`, 'gu'));
const ONE_DATE = eitherWay(new RegExp(DATE, 'gu'));
const MONTH_OF_YEAR = /(?<![\d/])(\d{1,2})\/(\d{4})(?!\d)/gu;

/** What stands between two times: a list, or all from one to the other. */
const PARTED = eitherWay(/(,|và|&|-|đến|;)/u);
const UP_TO = eitherWay(/^(?:-|đến)$/u);
const EVERY_QUARTER = eitherWay(/(?:hằng|hàng|mỗi|từng) quý/u);
const EVERY_MONTH = eitherWay(/(?:hằng|hàng|mỗi|từng) tháng/u);
const FIRST_HALF = eitherWay(/6 tháng đầu năm/u);
const SECOND_HALF = eitherWay(/6 tháng cuối năm/u);
const RECURRING = eitherWay(/thường xuyên|liên tục|định kỳ|(?:hằng|hàng|mỗi) (?:tuần|ngày)/u);
const WHEN_NEEDED = eitherWay(/khi cần|khi có|đột xuất|theo yêu cầu/u);
const IN_YEAR = eitherWay(/cả năm|trong năm|cuối năm|năm \d{4}/u);

const upTo = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** From November to February lies over the end of the year. */
const between = (from: number, to: number, last: number): number[] => (from <= to ? upTo(from, to) : [...upTo(from, last), ...upTo(1, to)]);

/** Numbers of a list such as "I, III" or "6 - tháng 8"; a dash or "đến" between two means all between them. */
function listed(text: string, read: (part: string) => number | undefined, last: number): number[] {
  const numbers = new Set<number>();
  let before: number | undefined;
  let isRange = false;
  for (const part of text.split(PARTED)) {
    const number = read(part);
    if (number === undefined) {
      isRange = UP_TO.test(part) || (isRange && part.trim() === '');
      continue;
    }
    for (const listed of isRange && before !== undefined ? between(before, number, last) : [number]) numbers.add(listed);
    before = number;
    isRange = false;
  }
  return [...numbers].sort((left, right) => left - right);
}

const inRange = (number: number, max: number): number | undefined => (number >= 1 && number <= max ? number : undefined);

const readQuarter = (part: string): number | undefined => {
  const found = /(?:^|\s)(iv|i{1,3}|[1-4])(?![\p{L}\d])/u.exec(part)?.[1];
  return found === undefined ? undefined : (ROMAN_QUARTER[found] ?? Number(found));
};

const readMonth = (part: string): number | undefined => {
  const found = /(?:^|\s)(\d{1,2})(?!\d)/u.exec(part)?.[1];
  return found === undefined ? undefined : inRange(Number(found), 12);
};

const readDateMonth = (part: string): number | undefined => {
  const found = /\d{1,2}[/.](\d{1,2})/u.exec(part)?.[1];
  return found === undefined ? undefined : inRange(Number(found), 12);
};

const all = (text: string, pattern: RegExp, read: (part: string) => number | undefined, last: number): number[] =>
  [...new Set([...text.matchAll(pattern)].flatMap(([found]) => listed(found, read, last)))].sort((left, right) => left - right);

function quartersOf(text: string): number[] {
  if (EVERY_QUARTER.test(text)) return [1, 2, 3, 4];
  const halves = [...(FIRST_HALF.test(text) ? [1, 2] : []), ...(SECOND_HALF.test(text) ? [3, 4] : [])];
  return halves.length > 0 ? halves : all(text, QUARTERS, readQuarter, 4);
}

function monthsOf(text: string): number[] {
  if (EVERY_MONTH.test(text)) return upTo(1, 12);
  const dates = all(text, DATES, readDateMonth, 12);
  const months = all(text, MONTHS, readMonth, 12);
  const ofYear = [...text.matchAll(MONTH_OF_YEAR)].flatMap(([, month]) => inRange(Number(month), 12) ?? []);
  return [...new Set([...months, ...dates, ...ofYear])].sort((left, right) => left - right);
}

/** Some day in it has a month that no year has: the month stands first, perhaps, and which is which nobody can tell. */
const hasWrongMonth = (folded: string): boolean => [...folded.matchAll(ONE_DATE)].some(([date]) => Number(date.split(/[/.]/)[1]) > 12);

/** "T3/2026" and "Q2", "Q.II", as narrow columns print them, "Thang 3" without tones, and days with dashes, as sheets give them. */
const withoutShortForms = (folded: string): string =>
  folded
    .replace(/(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, '$3/$2/$1')
    .replace(/(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/g, '$1/$2/$3')
    .replace(/(?<!\d)24\/(?:24|7)(?!\d)/g, ' ')
    .replace(/(?<![\p{L}\d])thang(?=\s\d)/gu, 'tháng')
    .replace(/(?<![\p{L}\d])quy(?=\s(?:iv|i{1,3}|[1-4])(?![\p{L}\d]))/gu, 'quý')
    .replace(/(?<![\p{L}\d])t\.?\s?(?=\d{1,2}(?!\d))/gu, 'tháng ')
    .replace(/(?<![\p{L}\d])q\.?\s?(?=(?:iv|i{1,3}|[1-4])(?![\p{L}\d]))/gu, 'quý ');

/** Reads a time column, a line of time or a heading: all of the text is about time. */
export function readTime(text: string): ReadSchedule | undefined {
  const folded = withoutShortForms(foldTone(firstPart(text)));
  if (hasWrongMonth(folded)) return undefined;
  const stated = { basis: 'stated', quote: text.trim() } as const;
  const quarters = quartersOf(folded);
  if (quarters.length > 0) return { type: 'quarter', quarters, ...stated };
  const months = monthsOf(folded);
  if (months.length > 0) return { type: 'month', months, ...stated };
  if (RECURRING.test(folded)) return { type: 'recurring', ...stated };
  if (WHEN_NEEDED.test(folded)) return { type: 'adhoc', ...stated };
  if (IN_YEAR.test(folded)) return { type: 'year', ...stated };
  return undefined;
}
