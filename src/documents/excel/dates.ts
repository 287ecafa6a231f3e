import { isDatePart, type Token } from './number-format.ts';

const DAY_MS = 86_400_000;
const MINUTES_PER_DAY = 1_440;
/** Day 0 of Excel's calendar, which counts 29 February 1900 though it never was. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const WEEKDAYS = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];

const two = (number: number): string => String(number).padStart(2, '0');

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: string;
  readonly hours: number;
  readonly minutes: number;
  /** Hours since day 0. */
  readonly elapsed: number;
}

function momentOf(serial: number): Moment {
  const minutes = Math.round(serial * MINUTES_PER_DAY);
  const date = new Date(DAY_ZERO + Math.floor(minutes / MINUTES_PER_DAY) * DAY_MS);
  const ofDay = minutes % MINUTES_PER_DAY;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    hours: Math.floor(ofDay / 60),
    minutes: ofDay % 60,
    elapsed: Math.floor(minutes / 60),
  };
}

type Part = 'year' | 'month' | 'day' | 'weekday' | 'hours' | 'minutes' | 'elapsed' | 'none';

/** "m" is a month, but minutes behind hours and before seconds. */
function partOf(text: string, before: string | undefined, next: string | undefined): Part {
  const code = text.toLowerCase();
  if (code.startsWith('[h')) return 'elapsed';
  if (code.startsWith('y')) return 'year';
  if (code.startsWith('d')) return code.length > 2 ? 'weekday' : 'day';
  if (code.startsWith('h')) return 'hours';
  if (code.startsWith('m')) return /^\[?h/i.test(before ?? '') || /^s/i.test(next ?? '') ? 'minutes' : 'month';
  return 'none';
}

/** What a part prints: months always as figures, since their names are those of some language. */
function printPart(part: Part, code: string, moment: Moment): string {
  switch (part) {
    case 'year':
      return code.length > 2 ? String(moment.year) : two(moment.year % 100);
    case 'month':
      return code.length === 2 ? two(moment.month) : String(moment.month);
    case 'day':
      return code.length === 2 ? two(moment.day) : String(moment.day);
    case 'weekday':
      return moment.weekday;
    case 'hours':
      return two(moment.hours);
    case 'minutes':
      return two(moment.minutes);
    case 'elapsed':
      return String(moment.elapsed);
    case 'none':
      return '';
  }
}

/** A date as plans print it, day before month, whatever order a language has; words of the format keep their places. */
export function dateInParts(tokens: readonly Token[], serial: number): string {
  const moment = momentOf(serial);
  const codes = tokens.filter(isDatePart);
  const parts = new Map(codes.map((token, at) => [token, partOf(token.text, codes[at - 1]?.text, codes[at + 1]?.text)]));
  const has = (part: Part): boolean => [...parts.values()].includes(part);
  const printed = (part: Part): string => {
    const token = codes.find((code) => parts.get(code) === part);
    return token === undefined ? '' : printPart(part, token.text, moment);
  };
  // What is a mark of fractions, decimals or thousands in a number only stands between the parts of a date.
  const asWords = (token: Token): string =>
    token.kind === 'literal' || /^[/.,]$/.test(token.text) ? token.text : printPart(parts.get(token) ?? 'none', token.text, moment);
  if (tokens.some(({ kind, text }) => kind === 'literal' && /\p{L}/u.test(text))) return tokens.map(asWords).join('');
  const isWhole = has('day') && has('month') && has('year');
  const date = isWhole
    ? `${two(moment.day)}/${two(moment.month)}/${moment.year}`
    : [printed('day'), printed('month'), has('year') ? String(moment.year) : ''].filter((part) => part !== '').join('/');
  const hours = has('elapsed') ? printed('elapsed') : two(moment.hours);
  const isTimed = has('hours') || has('elapsed') || has('minutes');
  const time = isTimed && !(isWhole && moment.hours === 0 && moment.minutes === 0) ? `${hours}:${two(moment.minutes)}` : '';
  return [printed('weekday'), date, time].filter((part) => part !== '').join(' ');
}

/** A cell that holds a day as text, "2026-03-31T00:00:00". */
export function isoDate(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return day === undefined ? text : `${day}/${month}/${year}`;
}
