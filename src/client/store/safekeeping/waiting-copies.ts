import type { AccountId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';
import type { UnsentRecord } from '../records/unsent-record.ts';
import { openNote, sealNote } from './notes.ts';

export const copyPrefix = (accountId: AccountId): string => `cotmoc-copy-${accountId}-`;
const prefixOf = (db: AppDb): string => copyPrefix(db.accountId);

/** Characters all copies together may take: a storage of five million holds other notes too. */
const MOST_CHARS = 2_000_000;

const keysOf = (db: AppDb): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefixOf(db)));

/**
 * Keeps the text of what waits once more, beside the ledger and for the same reason. Those that wait longest come first;
 * beyond the limit, or where the storage is full, a record has no copy.
 */
export function writeCopies(db: AppDb, records: readonly UnsentRecord[]): void {
  try {
    const wanted = new Map(records.map((record) => [prefixOf(db) + record.id, record]));
    for (const key of keysOf(db)) if (!wanted.has(key)) localStorage.removeItem(key);
    let chars = 0;
    for (const [key, record] of wanted) {
      const text = JSON.stringify(record);
      if (chars + text.length > MOST_CHARS) {
        localStorage.removeItem(key);
        continue;
      }
      chars += text.length;
      if (openNote(db, key, localStorage.getItem(key)) !== text) localStorage.setItem(key, sealNote(db, key, text));
    }
  } catch {
    // Full, forbidden, or a worker, which has no such storage: the copies are as old as the last ones.
  }
}
