import { readSpreadsheet } from '../../../documents/read-spreadsheet.ts';
import type { RefusalReason } from '../../../documents/refusal.ts';
import type { SpreadsheetRow } from '../../../domain/spreadsheet/columns.ts';

export interface SpreadsheetFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type SpreadsheetAnswer =
  | { readonly kind: 'read'; readonly rows: readonly SpreadsheetRow[]; readonly hash: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What the worker does with a file: its rows, and the hash by which the office knows the file again. */
export async function answerSpreadsheet({ name, bytes }: SpreadsheetFile): Promise<SpreadsheetAnswer> {
  const rows = readSpreadsheet(bytes, name);
  if (!rows.ok) return { kind: 'refused', reason: rows.error.reason };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { kind: 'read', rows: rows.value, hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}
