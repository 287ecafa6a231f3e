import type { ActivityContent } from '../../../domain/activity.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { changedFields } from '../../../domain/patch.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { ENTER_SPREADSHEET, MAX_FILE_NAME, type RowResult } from '../../../protocol/endpoints/spreadsheets.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';

export interface RowToSend {
  readonly line: number;
  readonly content: ActivityContent;
  readonly evenSo: boolean;
}

interface Sending {
  readonly hash: string;
  readonly fileName: string;
  readonly unitId: UnitId;
  readonly check: boolean;
  /** Says how many rows have their answer. */
  readonly onProgress: (done: number) => void;
}

/** Rows in one request: a weak link loses no more than these, and the next try finds them entered. */
const PORTION = 100;

/** Asks the office about all rows, or has it enter them; what was answered before the link broke comes along either way. */
export async function sendRows(
  rows: readonly RowToSend[],
  { hash, fileName, unitId, check, onProgress }: Sending,
): Promise<{ readonly results: readonly RowResult[]; readonly outcome: Result<undefined, OfficeError> }> {
  const results: RowResult[] = [];
  for (let at = 0; at < rows.length; at += PORTION) {
    const portion = rows.slice(at, at + PORTION).map(({ line, content, evenSo }) => ({
      line,
      patch: changedFields(undefined, content),
      ...(evenSo && { evenSo: true as const }),
    }));
    const body = { fileHash: hash, fileName: fileName.slice(-MAX_FILE_NAME), unitId, check, rows: portion };
    const answer = await askOffice(ENTER_SPREADSHEET, { body });
    if (!answer.ok) return { results, outcome: err(answer.error) };
    results.push(...answer.value.results);
    onProgress(results.length);
  }
  return { results, outcome: ok(undefined) };
}
