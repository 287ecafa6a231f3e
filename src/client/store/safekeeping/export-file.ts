import { officeDay } from '../../../domain/day.ts';
import { giveFile } from '../../give-file.ts';
import type { AppDb } from '../db.ts';
import { readUnsent, type Unsent } from '../records/unsent.ts';

/** Hands everything the office has not taken yet to the person as a file of their own; tells how many records it holds. */
export const exportFile = async (db: AppDb, staffCode: string, now: number): Promise<number> =>
  handOver(await readUnsent(db, staffCode), now);

export async function handOver(unsent: Unsent, now: number): Promise<number> {
  const name = `cot-moc-${unsent.staffCode}-${officeDay(now)}.json`;
  await giveFile(new File([JSON.stringify(unsent, undefined, 2)], name, { type: 'application/json' }));
  return unsent.records.length;
}
