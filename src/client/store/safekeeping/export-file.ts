import { officeDay } from '../../../domain/day.ts';
import type { AppDb } from '../db.ts';
import { readUnsent, type Unsent } from '../records/unsent.ts';

/** Hands everything the office has not taken yet to the person as a file of their own; tells how many records it holds. */
export const exportFile = async (db: AppDb, staffCode: string, now: number): Promise<number> =>
  handOver(await readUnsent(db, staffCode), now);

/** An installed app on an iPhone opens a file in the place of the app, without a way back: there it is shared instead. */
const isStandalone = (): boolean => matchMedia('(display-mode: standalone)').matches;

export async function handOver(unsent: Unsent, now: number): Promise<number> {
  const name = `cot-moc-${unsent.staffCode}-${officeDay(now)}.json`;
  const file = new File([JSON.stringify(unsent, undefined, 2)], name, { type: 'application/json' });
  const shared = { files: [file] };
  // Where such a file cannot be shared (most browsers share no JSON) it is saved as ever.
  if (isStandalone() && navigator.canShare?.(shared)) await navigator.share(shared);
  else save(file);
  return unsent.records.length;
}

function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
