import { dateInParts } from './dates.ts';
import {
  isDatePart,
  isDigit,
  isPlain,
  isText,
  numberInPlaces,
  plainNumber,
  type ShownNumber,
  sectionsOf,
  tokensOf,
} from './number-format.ts';

const DATE = 'dd/mm/yyyy';
const ACCOUNT = '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)';
const ACCOUNT_WITH_DECIMALS = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)';

/** Formats that Excel knows by number alone. Those of dates are of the reader's country. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: DATE,
  15: DATE,
  16: 'd/m',
  17: 'mm/yyyy',
  18: 'h:mm',
  19: 'h:mm',
  20: 'h:mm',
  21: 'h:mm',
  22: `${DATE} h:mm`,
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  41: ACCOUNT,
  42: ACCOUNT,
  43: ACCOUNT_WITH_DECIMALS,
  44: ACCOUNT_WITH_DECIMALS,
  46: '[h]:mm',
};
/** Dates of East Asian countries, in several forms. */
const isDateOfLanguage = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Excel itself takes no longer format. */
const LONGEST_FORMAT = 255;

export function formatOf(id: number, code: string | undefined): string {
  if (code !== undefined && code.length > LONGEST_FORMAT) return 'General';
  return code ?? BUILT_IN[id] ?? (isDateOfLanguage(id) ? DATE : 'General');
}

const CONDITION = /^\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/;

function holds(number: number, [, sign, limit]: RegExpExecArray): boolean {
  const other = Number(limit);
  if (sign === '<') return number < other;
  if (sign === '>') return number > other;
  if (sign === '<=') return number <= other;
  if (sign === '>=') return number >= other;
  return sign === '=' ? number === other : number !== other;
}

interface Choice {
  readonly section: string;
  /** The section says in its own way that the number is below zero. */
  readonly ownSign: boolean;
}

function sectionFor(number: number, sections: readonly string[]): Choice {
  const conditions = sections.map((section) => CONDITION.exec(section.replace(/^(?:\[[^\]<>=]*\])+/, '')));
  if (conditions.some((condition) => condition !== null)) {
    const at = conditions.findIndex((condition) => condition !== null && holds(number, condition));
    return { section: sections[at < 0 ? conditions.indexOf(null) : at] ?? 'General', ownSign: false };
  }
  const [positive = '', negative, zero] = sections;
  if (number < 0 && negative !== undefined && !negative.includes('@')) return { section: negative, ownSign: true };
  return { section: number === 0 && zero !== undefined && !zero.includes('@') ? zero : positive, ownSign: false };
}

const WHOLE = { isFraction: false } as const;

/** A number as a format shows it, with the marks of thousands and decimals as offices here set them. */
export function shownNumber(value: string, format: string, dayOffset = 0): ShownNumber {
  const number = Number(value);
  if (!Number.isFinite(number) || Math.abs(number) >= 1e15) return { text: value, ...WHOLE };
  const { section, ownSign } = sectionFor(number, sectionsOf(format));
  const tokens = tokensOf(section);
  if (tokens.some(isDatePart)) return { text: number < 0 ? value : dateInParts(tokens, number + dayOffset), ...WHOLE };
  if (tokens.some((token) => isPlain(token) || isText(token))) {
    const plain = plainNumber(number);
    if (tokens.some(({ text }) => text === '/')) return plain;
    const words = tokens.map((token) => (token.kind === 'literal' ? token.text : isPlain(token) || isText(token) ? plain.text : ''));
    return { ...plain, text: words.join('').trim() };
  }
  if (!tokens.some(isDigit)) {
    const words = tokens.map(({ kind, text }) => (kind === 'literal' ? text : ''));
    return { text: words.join('').trim(), ...WHOLE };
  }
  const shown = numberInPlaces(tokens, Math.abs(number));
  const text = shown.text.trim();
  return { ...shown, text: number < 0 && !ownSign ? `-${text}` : text };
}

/** A text as the text section of a format shows it: `"- "@`. A format of four sections may leave it out. */
export function textInFormat(text: string, format: string): string {
  const sections = sectionsOf(format);
  const section = sections.length > 3 ? sections[3] : sections.find((section) => tokensOf(section).some(isText));
  if (section === undefined) return text;
  return tokensOf(section)
    .map((token) => (isText(token) ? text : token.kind === 'literal' ? token.text : ''))
    .join('');
}
