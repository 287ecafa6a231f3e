import type { AccountId } from '../../../domain/ids.ts';
import { parseRecords } from '../records/unsent.ts';
import type { StoreSeal } from '../seal/store-seal.ts';
import { handOver } from './export-file.ts';
import { openNote } from './notes.ts';
import { parseUnloadDraft } from './unload-draft.ts';
import { unloadDraftPrefix } from './unload-draft-key.ts';
import { copyPrefix } from './waiting-copies.ts';

const textsUnder = (prefix: string, seal: StoreSeal | undefined): string[] =>
  Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? (openNote({ seal }, key, localStorage.getItem(key)) ?? []) : []));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Hands over what waits without its database, which does not open: the copies beside it, and what was typed last. In the shape
 * in which another phone takes it in; tells how many records it holds. `seal`: of a database that was sealed.
 */
export const exportCopies = (
  person: { readonly id: AccountId; readonly staffCode: string },
  now: number,
  seal?: StoreSeal,
): Promise<number> =>
  handOver(
    {
      format: 1,
      accountId: person.id,
      staffCode: person.staffCode,
      records: parseRecords(textsUnder(copyPrefix(person.id), seal).map(parse)),
      drafts: textsUnder(unloadDraftPrefix(person.id), seal).flatMap((text) => parseUnloadDraft(text) ?? []),
    },
    now,
  );
