import type { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { KeptWork, OpenSpreadsheet } from './spreadsheet-rows.ts';

/** A spreadsheet that is being taken in, with the work on it. */
export interface SpreadsheetDraft {
  readonly file: OpenSpreadsheet;
  readonly work: KeptWork | undefined;
}

export async function readSpreadsheetDraft(db: AppDb): Promise<SpreadsheetDraft | undefined> {
  const [file, work] = await Promise.all([readMeta(db, 'spreadsheet'), readMeta(db, 'spreadsheetWork')]);
  return file && { file, work: work?.hash === file.hash ? work : undefined };
}

/** The file is large and written once; the work on it is written again and again. */
export const keepSpreadsheet = (db: AppDb, file: OpenSpreadsheet): Promise<void> => writeMeta(db, 'spreadsheet', file);
export const keepSpreadsheetWork = (db: AppDb, work: KeptWork): Promise<void> => writeMeta(db, 'spreadsheetWork', work);
export const dropSpreadsheet = (db: AppDb): Promise<void> => db.meta.bulkDelete(['spreadsheet', 'spreadsheetWork']);
