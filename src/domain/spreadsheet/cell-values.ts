import { addDays, Day, day } from '../day.ts';
import { withoutBullet } from '../plan-reading/bullet.ts';
import { foldForSearch } from '../text.ts';

export interface CellDays {
  readonly from: Day;
  readonly to?: Day;
  /** The cell names no year. */
  readonly isYearGuessed: boolean;
}

/** Excel shows a day as a number where nobody gave the cell a format; those of this century have five figures. */
const SERIAL = /^[3-6]\d{4}(?:\.\d+)?$/;
/** Day 0 of Excel's calendar, which counts a 29 February 1900 that never was. */
const DAY_ZERO = day('1899-12-30');

const DATE = /(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])/g;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/;
const IN_WORDS = /(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?/g;
/** "05-07/03/2026": the first day of several stands before the date of the last. */
const FIRST_OF_SEVERAL = /(?<!\d)(\d{1,2})\s?(?:-|–|den|va)\s?(?:ngay )?$/;

const two = (figures: string): string => figures.padStart(2, '0');

function dayOf(date: string, month: string, year: string): Day | undefined {
  const parsed = Day.safeParse(`${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(date)}`);
  return parsed.success ? parsed.data : undefined;
}

/** The day, or the first and the last day, that a cell names; undefined where it names none. The month stands second, as here. */
export function readDays(cell: string, yearOfPlan: number): CellDays | undefined {
  const text = foldForSearch(cell);
  if (SERIAL.test(text)) return { from: addDays(DAY_ZERO, Math.floor(Number(text))), isYearGuessed: false };
  const iso = ISO.exec(text);
  if (iso) {
    const from = dayOf(iso[3] ?? '', iso[2] ?? '', iso[1] ?? '');
    return from && { from, isYearGuessed: false };
  }
  const printed = text.replace(IN_WORDS, (_, date, month, year) => [date, month, ...(year ? [year] : [])].join('/'));
  const dates = [...printed.matchAll(DATE)];
  const last = dates.at(-1);
  const first = dates[0];
  if (!first || !last || dates.length > 2) return undefined;
  const named = last[4] ?? first[4];
  const year = named ?? String(yearOfPlan);
  const to = dayOf(last[1] ?? '', last[3] ?? '', last[4] ?? year);
  const before = FIRST_OF_SEVERAL.exec(printed.slice(0, first.index))?.[1];
  const from =
    dates.length === 1 && before !== undefined
      ? dayOf(before, last[3] ?? '', year)
      : dayOf(first[1] ?? '', first[3] ?? '', first[4] ?? year);
  if (!from || !to) return undefined;
  return { from, ...(from !== to && { to }), isYearGuessed: named === undefined };
}

export interface CellFigure {
  /** Figures alone, as they would be typed into a form; what is none stays as it is. */
  readonly text: string;
  readonly isEstimated: boolean;
}

const ABOUT = /^(?:khoang|tren|hon|gan|chung|uoc|uoc tinh|tam|~|≈|>)\s?/;
/** "120 lượt người" counts 120; "2 x 60" and "12/15" are nothing that could be read without asking. */
const FIGURE_AND_WORDS = /^(\d[\d.,]*(?: \d{3})*)\s?([\p{L}\s,()/]*)$/u;

export function readFigure(cell: string): CellFigure {
  const text = foldForSearch(cell);
  const figure = text.replace(ABOUT, '');
  const isEstimated = figure !== text;
  const [, number] = FIGURE_AND_WORDS.exec(figure) ?? [];
  return { text: number === undefined ? cell : number.replace(/[.,]$/, ''), isEstimated };
}

/** Names in a cell, parted as people part them. */
export const namesIn = (cell: string): string[] =>
  cell
    .split(/[;\n]|,(?!\d)/)
    .map((name) => withoutBullet(name.trim()))
    .filter((name) => name !== '');
