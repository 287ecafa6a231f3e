import { type Day, day, daysBetween } from '../../domain/day.ts';
import { inReadingOrder } from '../../domain/reading-order.ts';
import type { ReportSheet, SheetCell, SheetColumn } from '../../domain/sheet-cell.ts';
import { FORMULA_FIRST } from '../formula.ts';
import { contentTypes, relationships, XML_HEAD, xmlText, zipParts } from '../write-xml.ts';

/** Typed cells, one sheet per table, each with a heading that stays in sight. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** By their places in STYLES. */
const STYLE = { text: 0, number: 1, day: 2, head: 3, strongText: 4, strongNumber: 5, guardedText: 6, strongGuardedText: 7 } as const;

const FONT = (more: string): string => `<font>${more}<sz val="12"/><name val="Times New Roman"/><family val="1"/></font>`;
const WRAP = '<alignment vertical="top" wrapText="1"/>';
const style = (format: number, font: number, fill: number, alignment: string, guarded = false): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"${guarded ? ' quotePrefix="1"' : ''}>${alignment}</xf>`;
/** 3 is the built-in "#,##0", 164 the own one for days. */
const STYLES = `${XML_HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2">${FONT('')}${FONT('<b/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4E9E5"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">${[
  style(0, 0, 0, WRAP),
  style(3, 0, 0, WRAP),
  style(164, 0, 0, WRAP),
  style(0, 1, 2, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
  style(0, 1, 0, WRAP),
  style(3, 1, 0, WRAP),
  style(0, 0, 0, WRAP, true),
  style(0, 1, 0, WRAP, true),
].join('')}</cellXfs></styleSheet>`;

const columnName = (at: number): string => (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** Day 1 is the first of January 1900, and the year 1900 has a day too many. */
const EPOCH = day('1899-12-30');
const serialOf = (value: Day): number => daysBetween(EPOCH, value);

function cellXml(cell: SheetCell, reference: string, isStrong: boolean): string {
  if (cell === undefined) return '';
  switch (cell.kind) {
    case 'number':
      return `<c r="${reference}" s="${isStrong ? STYLE.strongNumber : STYLE.number}"><v>${cell.value}</v></c>`;
    case 'day':
      return `<c r="${reference}" s="${STYLE.day}"><v>${serialOf(cell.value)}</v></c>`;
    case 'text': {
      // Text is text wherever it stands; with a quote before it, it stays so once somebody edits the cell.
      const isGuarded = FORMULA_FIRST.test(inReadingOrder(cell.text));
      const plain = isGuarded ? STYLE.guardedText : STYLE.text;
      const strong = isGuarded ? STYLE.strongGuardedText : STYLE.strongText;
      return textXml(cell.text, reference, isStrong ? strong : plain);
    }
  }
}

const textXml = (text: string, reference: string, styleAt: number): string =>
  `<c r="${reference}" s="${styleAt}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const rowXml = (cells: readonly SheetCell[], at: number, isStrong: boolean): string =>
  `<row r="${at}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at}`, isStrong)).join('')}</row>`;

/** A sheet up to its first row below the heading; its last one is told where it is known. */
export function sheetStart(columns: readonly SheetColumn[], lastRow?: number): string {
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const head = columns.map((column, at) => textXml(column.head, `${columnName(at)}1`, STYLE.head)).join('');
  const dimension = lastRow === undefined ? '' : `<dimension ref="A1:${columnName(columns.length - 1)}${lastRow}"/>`;
  return `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${dimension}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${head}</row>`;
}

/** Rows of a sheet, of which the first stands at `from`; the heading is row 1. */
export const sheetRows = (rows: ReportSheet['rows'], from: number): string =>
  rows.map(({ cells, strong }, at) => rowXml(cells, from + at, strong === true)).join('');

export const SHEET_END = '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>';

const sheetXml = ({ columns, rows }: ReportSheet): string => sheetStart(columns, rows.length + 1) + sheetRows(rows, 2) + SHEET_END;

/** On paper the heading stands on every sheet. */
const printTitles = (names: readonly string[]): string =>
  names
    .map(
      (name, at) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xmlText(name.replaceAll("'", "''"))}'!$1:$1</definedName>`,
    )
    .join('');

export const sheetPart = (at: number): string => `xl/worksheets/sheet${at + 1}.xml`;

/** All parts of a file but its sheets, by the names of these. */
export function excelParts(names: readonly string[]): Record<string, string> {
  const named = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('');
  return {
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      ...Object.fromEntries(names.map((_, at) => [sheetPart(at), 'spreadsheetml.worksheet'])),
    }),
    '_rels/.rels': relationships({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/_rels/workbook.xml.rels': relationships({
      ...Object.fromEntries(names.map((_, at) => [`rId${at + 1}`, ['worksheet', sheetPart(at).slice('xl/'.length)] as const])),
      [`rId${names.length + 1}`]: ['styles', 'styles.xml'],
    }),
    'xl/workbook.xml': `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${named}</sheets><definedNames>${printTitles(names)}</definedNames></workbook>`,
    'xl/styles.xml': STYLES,
  };
}

export const writeExcel = (sheets: readonly ReportSheet[]): Uint8Array =>
  zipParts({
    ...excelParts(sheets.map(({ name }) => name)),
    ...Object.fromEntries(sheets.map((sheet, at) => [sheetPart(at), sheetXml(sheet)])),
  });
