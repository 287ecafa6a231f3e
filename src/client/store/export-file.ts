import { officeDay } from '../../domain/day.ts';
import type { AppDb } from './db.ts';
import { readUnsent } from './unsent.ts';

/** Hands everything the office has not taken yet to the person as a file of their own; tells how many records it holds. */
export async function exportFile(db: AppDb, staffCode: string, now: number): Promise<number> {
  const unsent = await readUnsent(db, staffCode);
  const url = URL.createObjectURL(new Blob([JSON.stringify(unsent, undefined, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `cot-moc-${staffCode}-${officeDay(now)}.json`;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return unsent.records.length;
}
