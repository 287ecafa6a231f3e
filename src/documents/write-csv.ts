import { inReadingOrder } from '../domain/reading-order.ts';
import { FORMULA_FIRST } from './formula.ts';

/** One field; undefined stays empty. */
export type CsvValue = string | number | undefined;

/** Tells Excel that the letters are UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
const SEPARATOR = ';';
const LINE_END = '\r\n';

/** The same behind what another country's settings take for the end of a field: there the quotes do not hold it together. */
const FORMULA_WITHIN = /([,;\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** The apostrophe makes it text; it is what a person types for the same end. */
function harmless(said: string): string {
  const text = inReadingOrder(said);
  return (FORMULA_FIRST.test(text) ? "'" : '') + text.replace(FORMULA_WITHIN, "$1'");
}

/** Numbers as they are, with the comma of Vietnamese spreadsheets; every text in quotes. */
function field(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return `"${harmless(value).replaceAll('"', '""')}"`;
}

/** Some rows of a table, for one that is written in pieces. */
export const csvLines = (rows: readonly (readonly CsvValue[])[]): string =>
  rows.map((row) => row.map(field).join(SEPARATOR) + LINE_END).join('');

/** A table as text that Excel and LibreOffice with Vietnamese settings open with their letters and columns right. */
export const writeCsv = (rows: readonly (readonly CsvValue[])[]): string => BYTE_ORDER_MARK + csvLines(rows);
