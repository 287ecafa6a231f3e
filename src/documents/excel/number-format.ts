/** A part of a number format: what it prints as it stands, or a code that stands for a part of the number. */
export interface Token {
  readonly kind: 'literal' | 'code';
  readonly text: string;
}

/** "#,##0;(#,##0);0": the sections of a format, for positive and negative numbers, zero and text. */
export function sectionsOf(format: string): string[] {
  const sections = [''];
  for (const [part] of format.matchAll(/"[^"]*"?|\\.|\[[^\]]*\]?|[_*].|[\s\S]/gu)) {
    if (part === ';') sections.push('');
    else sections[sections.length - 1] += part;
  }
  return sections;
}

const CODE =
  /"([^"]*)"?|\\(.)|\[(h+|m+|s+)\]|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([_*]).|(am\/pm|a\/p|general|y+|m+|d+|h+|s+|e[+-]|[0#?.,%@/])|([\s\S])/giu;

/** Brackets hold conditions, colours and languages, which print nothing, or a currency; "_" and "*" only set widths. */
export function tokensOf(section: string): Token[] {
  const tokens: Token[] = [];
  for (const [, quoted, escaped, elapsed, currency, width, code, other] of section.matchAll(CODE)) {
    const literal = quoted ?? escaped ?? currency ?? other;
    if (elapsed !== undefined) tokens.push({ kind: 'code', text: `[${elapsed}]` });
    else if (code !== undefined) tokens.push({ kind: 'code', text: code });
    else if (literal !== undefined && literal !== '') tokens.push({ kind: 'literal', text: literal });
    else if (width === '_') tokens.push({ kind: 'literal', text: ' ' });
  }
  return tokens;
}

const isCode =
  (pattern: RegExp) =>
  ({ kind, text }: Token): boolean =>
    kind === 'code' && pattern.test(text);

export const isDigit = isCode(/^[0#?]$/);
export const isDatePart = isCode(/^(?:\[?[hms]+\]?|[yd]+|am\/pm|a\/p)$/i);
export const isText = isCode(/^@$/);
/** "General", an exponent or a fraction: shown as the plain number. */
export const isPlain = isCode(/^(?:general|e[+-]|\/)$/i);
const isPoint = isCode(/^\.$/);
const isComma = isCode(/^,$/);
const isPercent = isCode(/^%$/);

/** Excel shows at most eleven figures of a number without a format. */
const FIGURES = 11;

/** A number as it is shown. "1.125" reads like a thousand and more where it is not said to be a fraction. */
export interface ShownNumber {
  readonly text: string;
  readonly isFraction: boolean;
}

export function plainNumber(number: number): ShownNumber {
  const shown = Number(number.toPrecision(FIGURES));
  return { text: String(shown), isFraction: !Number.isInteger(shown) };
}

/** The figures of a whole number set into the places of a format, the last into the last. */
function setDigits(tokens: readonly Token[], figures: string, isGrouped: boolean): string {
  const first = tokens.findIndex(isDigit);
  let rest = figures;
  let placed = 0;
  let text = '';
  const place = (figure: string): void => {
    if (isGrouped && placed > 0 && placed % 3 === 0) text = `.${text}`;
    text = figure + text;
    placed++;
  };
  for (const [at, token] of [...tokens.entries()].reverse()) {
    if (token.kind === 'literal') text = token.text + text;
    else if (isDigit(token)) {
      if (rest !== '') place(rest.slice(-1));
      else if (token.text === '0') place('0');
      rest = rest.slice(0, -1);
      if (at === first) for (const figure of [...rest].reverse()) place(figure);
    } else if (isPercent(token)) text = `%${text}`;
  }
  return text;
}

/** A number that is shown with at least one place of a format, without its sign. */
export function numberInPlaces(tokens: readonly Token[], number: number): ShownNumber {
  const point = tokens.findIndex(isPoint);
  const whole = point < 0 ? tokens : tokens.slice(0, point);
  const behind = point < 0 ? [] : tokens.slice(point + 1);
  const lastDigit = tokens.findLastIndex(isDigit);
  const isGrouped = whole.some((token, at) => isComma(token) && whole.slice(at + 1).some(isDigit));
  const scale = 100 ** tokens.filter(isPercent).length / 1000 ** tokens.slice(lastDigit + 1).filter(isComma).length;
  const places = behind.filter(isDigit);
  const [figures = '', decimals = ''] = (number * scale).toFixed(Math.min(places.length, 20)).split('.');
  const wanted = places.findLastIndex(({ text }) => text === '0') + 1;
  let shown = decimals;
  while (shown.length > wanted && shown.endsWith('0')) shown = shown.slice(0, -1);
  const tail = behind.flatMap((token) => (token.kind === 'literal' ? [token.text] : isPercent(token) ? ['%'] : [])).join('');
  const mark = shown === '' ? '' : isGrouped ? ',' : '.';
  const before = setDigits(whole, figures === '0' && !whole.some(({ text }) => text === '0') ? '' : figures, isGrouped);
  return { text: before + mark + shown + tail, isFraction: shown !== '' };
}
