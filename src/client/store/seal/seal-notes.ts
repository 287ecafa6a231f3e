import type { AppDb } from '../db.ts';
import { openNote, sealNote } from '../safekeeping/notes.ts';

/** Whatever lies beside the store of this account in a storage of texts. The ledger holds ids alone and stays. */
const PREFIXES = ['cotmoc-copy-', 'cotmoc-last-words-', 'cotmoc-plan-', 'cotmoc.reference.'];

/** Writes the notes beside a store as the store itself is written: `from` reads them, `to` writes them. */
export function rewriteNotes(from: Pick<AppDb, 'seal' | 'accountId'>, to: Pick<AppDb, 'seal'>): void {
  try {
    const mine = PREFIXES.map((prefix) => prefix + from.accountId);
    const isMine = (key: string): boolean => mine.some((own) => key === own || key.startsWith(`${own}-`) || key.startsWith(`${own}.`));
    for (const place of Object.keys(localStorage).filter(isMine)) {
      const written = localStorage.getItem(place);
      const text = openNote(from, place, written);
      const isDone = written !== null && to.seal?.openText(place, written) !== undefined;
      if (text !== null && !isDone) localStorage.setItem(place, sealNote(to, place, text));
    }
  } catch {
    // Full or forbidden: a note that is not rewritten is written anew with the next save.
  }
}
