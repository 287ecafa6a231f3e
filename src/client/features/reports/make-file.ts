import { paperOf } from '../../../domain/report/paper-of-report.ts';
import type { Report } from '../../../domain/report/report.ts';
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

const fileOf = (bytes: Uint8Array, name: string, type: string): File => new File([bytes as Uint8Array<ArrayBuffer>], name, { type });
