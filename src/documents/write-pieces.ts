import { strToU8, Zip, ZipDeflate } from 'fflate';
import { rowObject } from '../domain/record-table.ts';
import type { SheetCell, SheetColumn } from '../domain/sheet-cell.ts';
import { excelParts, SHEET_END, sheetPart, sheetRows, sheetStart } from './excel/write-excel.ts';
import type { TableFormat } from './table-formats.ts';
import { BYTE_ORDER_MARK, type CsvValue, csvLines } from './write-csv.ts';
import { MADE } from './write-xml.ts';

/**
 * A long table written in pieces: whoever gives the rows never holds all of them, and who takes the bytes puts each piece away
 * before the next. The pieces one behind the other are the file.
 */
export interface TableWriter {
  readonly rows: (rows: readonly (readonly SheetCell[])[]) => Uint8Array[];
  readonly end: () => Uint8Array[];
}

type Columns = readonly SheetColumn[];

/** Days as 2026-03-15, which a spreadsheet reads alike whatever its settings are. */
export const csvCells = (row: readonly SheetCell[]): CsvValue[] =>
  row.map((cell) => (cell === undefined ? undefined : cell.kind === 'text' ? cell.text : cell.value));

function startCsv(columns: Columns): TableWriter {
  let head = BYTE_ORDER_MARK + csvLines([columns.map((column) => column.head)]);
  const piece = (text: string): Uint8Array[] => {
    const said = head + text;
    head = '';
    return said === '' ? [] : [strToU8(said)];
  };
  return { rows: (rows) => piece(csvLines(rows.map(csvCells))), end: () => piece('') };
}

function startJson(columns: Columns): TableWriter {
  let before = '[\n';
  return {
    rows(rows) {
      const lines = rows.map((row) => JSON.stringify(rowObject(columns, row)));
      if (lines.length === 0) return [];
      const said = before + lines.join(',\n');
      before = ',\n';
      return [strToU8(said)];
    },
    end: () => [strToU8(before === '[\n' ? '[]\n' : '\n]\n')],
  };
}

/** No sheet of Excel holds more rows. */
const MOST_ROWS = 1_048_576;
/** Packed as it goes: quick rather than as small as can be. */
const LEVEL = 3;

function startExcel(columns: Columns, name: string): TableWriter {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const add = (part: string): ZipDeflate => {
    const file = new ZipDeflate(part, { level: LEVEL });
    file.mtime = MADE;
    zip.add(file);
    return file;
  };
  const names: string[] = [];
  let sheet: ZipDeflate | undefined;
  let next = 0;
  const endSheet = (): void => sheet?.push(strToU8(SHEET_END), true);
  const beginSheet = (): ZipDeflate => {
    endSheet();
    const begun = add(sheetPart(names.length));
    names.push(names.length === 0 ? name : `${name} ${names.length + 1}`);
    begun.push(strToU8(sheetStart(columns)));
    sheet = begun;
    next = 2;
    return begun;
  };
  const write = (rows: readonly (readonly SheetCell[])[]): void => {
    const into = sheet === undefined || next > MOST_ROWS ? beginSheet() : sheet;
    const fitting = rows.slice(0, MOST_ROWS + 1 - next);
    const lines = fitting.map((cells) => ({ cells }));
    into.push(strToU8(sheetRows(lines, next)));
    next += fitting.length;
    if (fitting.length < rows.length) write(rows.slice(fitting.length));
  };
  return {
    rows(rows) {
      write(rows);
      return pieces.splice(0);
    },
    end() {
      if (sheet === undefined) beginSheet();
      endSheet();
      for (const [part, xml] of Object.entries(excelParts(names))) add(part).push(strToU8(xml), true);
      zip.end();
      return pieces.splice(0);
    },
  };
}

/** Begins a table; `name` is that of its sheet, where the format has sheets. */
export function startTable(format: TableFormat, columns: Columns, name: string): TableWriter {
  switch (format) {
    case 'csv':
      return startCsv(columns);
    case 'json':
      return startJson(columns);
    case 'xlsx':
      return startExcel(columns, name);
  }
}
