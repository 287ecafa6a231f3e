import type { AccountId } from '../../domain/ids.ts';
import { handOver } from './export-file.ts';
import { readLastWords } from './last-words.ts';
import { parseRecords } from './unsent.ts';
import { copyPrefix } from './waiting-copies.ts';

/**
 * Hands over what waits without its database, which does not open: the copies beside it, and what was typed last. In the shape
 * in which another phone takes it in; tells how many records it holds.
 */
export async function exportCopies(
  { id, staffCode }: { readonly id: AccountId; readonly staffCode: string },
  now: number,
): Promise<number> {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(copyPrefix(id)));
  const copies = kept.flatMap((key): unknown[] => {
    try {
      return [JSON.parse(localStorage.getItem(key) ?? '')];
    } catch {
      return [];
    }
  });
  return handOver({ format: 1, accountId: id, staffCode, records: parseRecords(copies), drafts: readLastWords(id) }, now);
}
