import type { Tally } from '../tally.ts';
import { type AmountColumn, type Figure, NO_FIGURE, RECORDS } from './column.ts';
import { leadingColumn } from './parts.ts';
import { type FigureRow, type FigureTable, wholeRow } from './row.ts';

/** One part of what a table holds: a month of its period, or one of its units. */
export interface HeatPart {
  readonly key: string;
  /** What stands in a row of the table within this part (`tallyOfRow`). */
  readonly tallyOf: (row: FigureRow) => Tally;
  /** It has not begun: nothing in it is no zero. */
  readonly isToCome?: boolean | undefined;
}

/** From nothing to the most; the figure itself stands in the field, so that nobody must tell shades apart. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4;

export interface HeatField {
  readonly part: string;
  /** Undefined where the part has not begun and nothing stands in it. */
  readonly figure: Figure | undefined;
  readonly level: HeatLevel;
}

export interface HeatLine {
  readonly row: FigureRow;
  /** What the line counts. */
  readonly column: AmountColumn;
  readonly fields: readonly HeatField[];
  /** What the fields add up to: the figure of the row in its own table. */
  readonly total: Figure;
}

/**
 * `leading`: each line in the measure that speaks for its item, each by itself, as sessions and leaflets have no scale in common.
 * `records`: all lines in records, on one scale, and with a line of their sums.
 */
export const HEAT_COUNTS = ['leading', 'records'] as const;
export type HeatCount = (typeof HEAT_COUNTS)[number];

export const levelOf = (value: number, most: number): HeatLevel =>
  value <= 0 || most <= 0 ? 0 : (Math.min(4, Math.max(1, Math.ceil((4 * value) / most))) as HeatLevel);

const doneIn = ({ figure }: Pick<HeatField, 'figure'>): number => figure?.count.value ?? 0;

function lineOf(row: FigureRow, column: AmountColumn, parts: readonly HeatPart[]): HeatLine {
  const fields = parts.map((part): HeatField => {
    const figure = column.figureOf(part.tallyOf(row)) ?? NO_FIGURE;
    const isNothing = figure.count.value === 0 && (figure.waiting?.value ?? 0) === 0;
    return { part: part.key, figure: isNothing && part.isToCome ? undefined : figure, level: 0 };
  });
  return { row, column, fields, total: column.figureOf(row.tally) ?? NO_FIGURE };
}

const shaded = (line: HeatLine, most: number): HeatLine => ({
  ...line,
  fields: line.fields.map((field) => ({ ...field, level: levelOf(doneIn(field), most) })),
});
const mostIn = ({ fields }: HeatLine): number => Math.max(0, ...fields.map(doneIn));

/** The lines of a table that add up nothing else, cut into parts; together the parts are the figures of the table. */
export function heatLines(table: FigureTable, parts: readonly HeatPart[], counted: HeatCount): HeatLine[] {
  const lines = table.rows
    .filter((row) => !row.isSum)
    .map((row) => lineOf(row, counted === 'records' ? RECORDS : leadingColumn({ measures: row.measures }, row.tally), parts));
  const most = Math.max(0, ...lines.map(mostIn));
  const shadedLines = lines.map((line) => shaded(line, counted === 'records' ? most : mostIn(line)));
  return counted === 'leading' ? shadedLines : [...shadedLines, lineOf(wholeRow(table.total), RECORDS, parts)];
}
