import type { AppDb } from '../db.ts';
import { openNote, sealNote } from '../safekeeping/notes.ts';
import { planCopyKey } from '../safekeeping/plan-copy-key.ts';
import { savedInputPrefix } from '../safekeeping/saved-input-key.ts';
import { unloadDraftPrefix } from '../safekeeping/unload-draft-key.ts';
import { copyPrefix } from '../safekeeping/waiting-copies.ts';

/** How the names of texts begin that lie beside the store of an account. The ledger holds ids alone and is not sealed. */
const STARTS = [copyPrefix, unloadDraftPrefix, planCopyKey, savedInputPrefix];

/** Writes the notes beside a store as the store itself is written: `from` reads them, `to` writes them. */
export function rewriteNotes(from: Pick<AppDb, 'seal' | 'accountId'>, to: Pick<AppDb, 'seal'>): void {
  try {
    const starts = STARTS.map((startFor) => startFor(from.accountId));
    const isMine = (key: string): boolean => starts.some((start) => key.startsWith(start));
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
