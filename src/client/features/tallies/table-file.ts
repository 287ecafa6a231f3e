import { type CsvValue, writeCsv } from '../../../documents/write-csv.ts';
import { officeDay } from '../../../domain/day.ts';
import type { Column } from '../../../domain/figures/column.ts';
import { tableColumns } from '../../../domain/figures/columns.ts';
import { tallyFor } from '../../../domain/figures/compare.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../domain/figures/row.ts';
import type { Period } from '../../../domain/period.ts';
import type { Locality } from '../../../domain/reference.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { columnHead } from '../../labels/column-words.ts';
import { daySpan, formatDay, timeOf } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { lineName, parentOf } from './line-name.tsx';
import type { View } from './tally-choice.ts';

/** What a table is about: a file is read far from the screen it came from. */
export interface TableAbout {
  readonly view: View;
  readonly planTitle: string;
  readonly periodName: string;
  readonly period: Period;
  /** Whose figures these are. */
  readonly units: string;
  /** When the office last said how things stand (ms); undefined where it never did. */
  readonly asOf: number | undefined;
  /** What is known to be missing from the figures. */
  readonly notes: readonly string[];
}

/** What a column of the table becomes in a file: confirmed and waiting each a column of numbers. */
interface FileColumn {
  readonly column: Column;
  readonly part: 'count' | 'waiting';
  readonly head: string;
}

function fileColumns(columns: readonly Column[], { total, others }: FigureTable): FileColumn[] {
  const words = labels().tallies.file;
  return columns.flatMap((column): FileColumn[] => {
    const name = columnHead(column);
    // What knows no verdicts has nothing that waits for one.
    const tally = tallyFor({ tally: total, ...(others && { others }) }, column);
    if (!tally || column.figureOf(tally)?.waiting === undefined) return [{ column, part: 'count', head: name }];
    return [
      { column, part: 'count', head: words.confirmed(name) },
      { column, part: 'waiting', head: words.waiting(name) },
    ];
  });
}

/** What the screen says beside the figures of a row. */
function noteOf(row: FigureRow, columns: readonly FileColumn[]): string | undefined {
  const words = labels().tallies;
  const about = columns.filter(({ column, part }) => figureIn(row, column)?.[part]?.isAbout).map(({ head }) => head);
  const notes = [
    ...('isEnded' in row && row.isEnded ? [labels().plans.ended] : []),
    ...(row.kind === 'locality' && row.former.length > 0 ? [words.formerPlaces(row.former.join(', '))] : []),
    ...(row.kind === 'locality' && row.successors.length > 1 ? [words.divided(row.successors.join(', '))] : []),
    ...(about.length > 0 ? [`${labels().common.about}: ${about.join('; ')}`] : []),
  ];
  return notes.length > 0 ? notes.join('. ') : undefined;
}

/** A table as it stands on the screen, in fields: what it is about, the heads, its rows and their sum. */
export function tableFields(
  table: FigureTable,
  about: TableAbout,
  localities: readonly Locality[],
  shown: readonly Column[] = tableColumns(table.total),
): CsvValue[][] {
  const words = labels().tallies;
  const columns = fileColumns(shown, table);
  const nameOf = (row: FigureRow): string => [lineName(row), parentOf(row, localities)].filter(Boolean).join(', ');
  const asOf = about.asOf === undefined ? words.neverHeard : `${timeOf(about.asOf)} ${formatDay(officeDay(about.asOf))}`;
  return [
    [words.plan, about.planTitle],
    [words.period, about.periodName, daySpan(about.period.from, about.period.to)],
    [words.lineHeads.unit, about.units],
    [words.file.asOf, asOf],
    ...about.notes.map((note) => [words.file.note, note]),
    [],
    [words.lineHeads[about.view], ...columns.map(({ head }) => head), words.file.note],
    ...[...table.rows, wholeRow(table.total, table.others)].map((row) => [
      nameOf(row),
      ...columns.map(({ column, part }) => figureIn(row, column)?.[part]?.value),
      noteOf(row, columns),
    ]),
  ];
}

/** In letters that every system takes in a file's name. */
const plainName = (text: string): string => foldForSearch(text).replace(/[^a-z0-9]+/g, '-');

/** The table as a file for a spreadsheet; the day of `now` (ms) is in its name. */
export function tableFile(
  table: FigureTable,
  about: TableAbout,
  localities: readonly Locality[],
  now: number,
  shown?: readonly Column[] | undefined,
): File {
  const name = ['cot-moc', plainName(`${labels().tallies.views[about.view]} ${about.periodName}`), officeDay(now)].join('-');
  return new File([writeCsv(tableFields(table, about, localities, shown))], `${name}.csv`, { type: 'text/csv' });
}
