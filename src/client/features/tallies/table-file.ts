import { type CsvValue, writeCsv } from '../../../documents/write-csv.ts';
import { officeDay } from '../../../domain/day.ts';
import type { Column } from '../../../domain/figures/column.ts';
import { tableColumns } from '../../../domain/figures/columns.ts';
import { tallyFor } from '../../../domain/figures/compare.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../domain/figures/row.ts';
import type { Period } from '../../../domain/period.ts';
import type { Locality } from '../../../domain/reference.ts';
import type { ReportSheet, SheetCell } from '../../../domain/sheet-cell.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { columnHead } from '../../labels/column-words.ts';
import { daySpan, formatDay, timeOf } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { lineName, parentName } from './line-name.tsx';
import type { TableView } from './tally-choice.ts';

/** What a table is about: a file is read far from the screen it came from. */
export interface TableAbout {
  readonly view: TableView;
  readonly planTitle: string;
  readonly periodName: string;
  /** Undefined where each row has its own. */
  readonly period: Period | undefined;
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

/** A table as it stands on the screen, in fields. */
export interface TableFields {
  /** What it is about, a line each. */
  readonly facts: readonly (readonly CsvValue[])[];
  readonly head: readonly string[];
  /** Its rows and, as the last, their sum. */
  readonly rows: readonly (readonly CsvValue[])[];
}

export function tableFields(
  table: FigureTable,
  about: TableAbout,
  localities: readonly Locality[],
  shown: readonly Column[] = tableColumns(table.total),
): TableFields {
  const words = labels().tallies;
  const columns = fileColumns(shown, table);
  const nameOf = (row: FigureRow): string => [lineName(row), parentName(row, localities)].filter(Boolean).join(', ');
  const asOf = about.asOf === undefined ? words.neverHeard : `${timeOf(about.asOf)} ${formatDay(officeDay(about.asOf))}`;
  return {
    facts: [
      [words.plan, about.planTitle],
      [words.period, about.periodName, ...(about.period ? [daySpan(about.period.from, about.period.to)] : [])],
      [words.lineHeads.unit, about.units],
      [words.file.asOf, asOf],
      ...about.notes.map((note) => [words.file.note, note]),
    ],
    head: [words.lineHeads[about.view], ...columns.map(({ head }) => head), words.file.note],
    rows: [...table.rows, wholeRow(table.total, table.others)].map((row) => [
      nameOf(row),
      ...columns.map(({ column, part }) => figureIn(row, column)?.[part]?.value),
      noteOf(row, columns),
    ]),
  };
}

/** The kinds of file a table becomes: one for every program, and one whose cells know what they are. */
export const TABLE_FILES = ['csv', 'xlsx'] as const;
export type TableFileKind = (typeof TABLE_FILES)[number];

const TYPES: Readonly<Record<TableFileKind, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const cellOf = (value: CsvValue): SheetCell => {
  if (value === undefined || value === '') return undefined;
  return typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', text: value };
};

/** The width of a column of names, of one of numbers, and of the notes, in letters. */
const WIDTHS = { name: 44, number: 14, note: 40 } as const;

/** The table on one sheet, so that its head may stay in sight, and what it is about on another. */
function sheetsOfTable({ facts, head, rows }: TableFields, name: string): ReportSheet[] {
  const words = labels().tallies.file;
  const widthAt = (at: number) => (at === 0 ? WIDTHS.name : at === head.length - 1 ? WIDTHS.note : WIDTHS.number);
  return [
    {
      name,
      columns: head.map((text, at) => ({ head: text, width: widthAt(at) })),
      rows: rows.map((row, at) => ({ cells: row.map(cellOf), ...(at === rows.length - 1 && { strong: true as const }) })),
    },
    {
      name: words.about,
      columns: [words.about, '', ''].map((text, at) => ({ head: text, width: at === 0 ? WIDTHS.number * 2 : WIDTHS.name })),
      rows: facts.map((fact) => ({ cells: fact.map(cellOf) })),
    },
  ];
}

/** The writer comes when the first such file is made, from what the service worker keeps. */
async function bytesOf(fields: TableFields, name: string, kind: TableFileKind): Promise<BlobPart> {
  if (kind === 'csv') return writeCsv([...fields.facts, [], fields.head, ...fields.rows]);
  const { writeExcel } = await import('../../../documents/excel/write-excel.ts');
  return writeExcel(sheetsOfTable(fields, name)) as Uint8Array<ArrayBuffer>;
}

/** In letters that every system takes in a file's name. */
const plainName = (text: string): string => foldForSearch(text).replace(/[^a-z0-9]+/g, '-');

/** The table as a file for a spreadsheet; the day of `now` (ms) is in its name. */
export async function tableFile(fields: TableFields, { view, periodName }: TableAbout, now: number, kind: TableFileKind): Promise<File> {
  const title = labels().tallies.views[view];
  const name = ['cot-moc', plainName(`${title} ${periodName}`), officeDay(now)].join('-');
  return new File([await bytesOf(fields, title, kind)], `${name}.${kind}`, { type: TYPES[kind] });
}
