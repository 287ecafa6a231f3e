import type { CsvValue } from '../../../documents/write-csv.ts';
import { paperOf } from '../../../domain/report/paper-of-report.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { SheetCell } from '../../../domain/sheet-cell.ts';
import { formatDay } from '../../labels/format.ts';
import { periodKey } from './report-choice.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** "bao-cao-quarter-2024-2.docx": letters that every system takes. */
const nameOf = ({ about, unit }: Report, ending: string): string =>
  `${['bao-cao', unit?.id, periodKey(about)]
    .filter((part) => part !== undefined)
    .join('-')
    .replace(/[^\w-]+/g, '-')}.${ending}`;

/** The writers come when the first file is made, from what the service worker keeps. */
export async function makeWord(report: Report): Promise<File> {
  const { writeWord } = await import('../../../documents/word/write-word.ts');
  return fileOf(writeWord(paperOf(report)), nameOf(report, 'docx'), WORD);
}

export async function makeExcel(report: Report): Promise<File> {
  const [{ writeExcel }, { sheetsOf }] = await Promise.all([
    import('../../../documents/excel/write-excel.ts'),
    import('../../../domain/report/sheets-of-report.ts'),
  ]);
  return fileOf(writeExcel(sheetsOf(report)), nameOf(report, 'xlsx'), EXCEL);
}

const csvValue = (cell: SheetCell): CsvValue => {
  if (cell === undefined) return undefined;
  if (cell.kind === 'text') return cell.text;
  return cell.kind === 'day' ? formatDay(cell.value) : cell.value;
};

/** All tables in one file, each under its name. */
export async function makeCsv(report: Report): Promise<File> {
  const [{ writeCsv }, { sheetsOf }] = await Promise.all([
    import('../../../documents/write-csv.ts'),
    import('../../../domain/report/sheets-of-report.ts'),
  ]);
  const rows = sheetsOf(report).flatMap(({ name, columns, rows: lines }, at): CsvValue[][] => [
    ...(at > 0 ? [[]] : []),
    [name],
    columns.map(({ head }) => head),
    ...lines.map(({ cells }) => cells.map(csvValue)),
  ]);
  return new File([writeCsv(rows)], nameOf(report, 'csv'), { type: 'text/csv' });
}

const fileOf = (bytes: Uint8Array, name: string, type: string): File => new File([bytes as Uint8Array<ArrayBuffer>], name, { type });
