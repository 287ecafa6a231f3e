import type { ReportSheet, SheetCell, SheetColumn } from '../sheet-cell.ts';
import type { PaperColumn, PaperRow, PaperTable } from './paper.ts';
import { dayWords, figureWords } from './words.ts';

// A table of the report is described once, column by column; the paper and the spreadsheet are both made from that.

/** `Line`: what a row is about. `Group`: what lines have in common, where the paper names that in a row of its own above them. */
export interface ReportColumn<Line, Group = undefined> {
  readonly head: string;
  /** Undefined: it does not stand on paper. */
  readonly paper?: Omit<PaperColumn, 'head'> & {
    /** How its numbers are written there, where that is not as a figure. */
    readonly number?: (value: number) => string;
  };
  /** In the spreadsheet, in letters. Undefined: it does not stand there. */
  readonly width?: number;
  readonly ofLine?: (line: Line) => SheetCell;
  readonly ofGroup?: (group: Group) => SheetCell;
}

export interface TableEntry<Line, Group = undefined> {
  readonly lines: readonly Line[];
  /** On paper it stands in a row above its lines; in the spreadsheet each line repeats it, so that every row can be read by itself. */
  readonly group?: Group;
  /** How the row of the group looks on paper; of the lines, where there is none. */
  readonly look: PaperRow['look'];
  /** Of the item in the row of that look. */
  readonly code?: string;
  /** A sum: whoever adds up the rows of the spreadsheet leaves it out. */
  readonly isSum?: true;
  /** Said in the spreadsheet by another table. */
  readonly onPaperOnly?: true;
}

export interface ReportTable {
  readonly paper: () => PaperTable;
  readonly sheet: () => ReportSheet;
}

const numbered = (value: number): string => String(value);

/** The column of numbers that rows are named by. */
export const ordinal = { head: 'TT', paper: { share: 9, align: 'centre', number: numbered } } as const;

function words(cell: SheetCell, number: (value: number) => string = figureWords): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'text':
      return cell.text;
    case 'number':
      return number(cell.value);
    case 'day':
      return dayWords(cell.value);
  }
}

function paperRows<Line, Group>(
  columns: readonly ReportColumn<Line, Group>[],
  { group, lines, look, code }: TableEntry<Line, Group>,
): PaperRow[] {
  const row = (of: (column: ReportColumn<Line, Group>) => SheetCell): readonly string[] =>
    columns.flatMap((column) => (column.paper ? [words(of(column), column.paper.number)] : []));
  const first = { look, ...(code !== undefined && { code }) };
  if (group === undefined) return lines.map((line) => ({ ...first, cells: row(({ ofLine }) => ofLine?.(line)) }));
  return [
    { ...first, cells: row(({ ofGroup }) => ofGroup?.(group)) },
    ...lines.map((line): PaperRow => ({ look: 'sub', cells: row(({ ofLine }) => ofLine?.(line)) })),
  ];
}

function sheetCells<Line, Group>(
  columns: readonly ReportColumn<Line, Group>[],
  line: Line,
  group: Group | undefined,
): readonly SheetCell[] {
  return columns.flatMap(({ width, ofGroup, ofLine }) =>
    width === undefined ? [] : [(group === undefined ? undefined : ofGroup?.(group)) ?? ofLine?.(line)],
  );
}

/** `name`: of its sheet. */
export function reportTable<Line, Group = undefined>(
  name: string,
  columns: readonly ReportColumn<Line, Group>[],
  entries: readonly TableEntry<Line, Group>[],
): ReportTable {
  return {
    paper: () => ({
      kind: 'table',
      columns: columns.flatMap(({ head, paper }): PaperColumn[] => {
        if (!paper) return [];
        const { number: _, ...layout } = paper;
        return [{ head, ...layout }];
      }),
      rows: entries.flatMap((entry) => paperRows(columns, entry)),
    }),
    sheet: () => ({
      name,
      columns: columns.flatMap(({ head, width }): SheetColumn[] => (width === undefined ? [] : [{ head, width }])),
      rows: entries
        .filter(({ onPaperOnly }) => !onPaperOnly)
        .flatMap(({ lines, group, isSum }) =>
          lines.map((line) => ({ ...(isSum && { strong: true as const }), cells: sheetCells(columns, line, group) })),
        ),
    }),
  };
}
