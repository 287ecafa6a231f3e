import * as z from 'zod/mini';
import { ActivityId } from '../../../domain/ids.ts';
import type { AppDb, DraftRow } from '../db.ts';
import { saveDraft } from '../records/drafts.ts';
import { openNote, sealNote } from './notes.ts';
import { unloadDraftPrefix } from './unload-draft-key.ts';

const Value = z.union([z.string(), z.boolean(), z.array(z.string())]);
const UnloadDraft = z.object({
  id: ActivityId,
  draft: z.object({ id: ActivityId, type: z.string(), values: z.record(z.string(), Value) }),
  editOf: z.optional(z.int()),
  savedAt: z.string(),
});

/**
 * What was typed in the last moment before a page goes. The database answers a page that is being closed too late; this
 * storage answers at once. From here the draft moves into the database when the store is opened next.
 *
 * Done before it returns. Where the storage is full or forbidden the draft is as old as its last write.
 */
export function saveUnloadDraft(db: AppDb, row: DraftRow): void {
  try {
    const place = unloadDraftPrefix(db.accountId) + row.id;
    localStorage.setItem(place, sealNote(db, place, JSON.stringify(row)));
  } catch {
    // The write that is on its way into the database may still succeed.
  }
}

export function forgetUnloadDraft(db: AppDb, id: ActivityId): void {
  try {
    localStorage.removeItem(unloadDraftPrefix(db.accountId) + id);
  } catch {
    // Nothing was kept there either.
  }
}

export function parseUnloadDraft(text: string | null): DraftRow | undefined {
  try {
    const parsed = UnloadDraft.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? (parsed.data as DraftRow) : undefined;
  } catch {
    return undefined;
  }
}

/** Later than the draft in the database, and than the record in case it was saved after all. */
async function isNews(db: AppDb, row: DraftRow): Promise<boolean> {
  const [draft, record] = await Promise.all([db.drafts.get(row.id), db.activities.get(row.id)]);
  return (draft?.savedAt ?? '') < row.savedAt && (record?.savedAt ?? '') < row.savedAt;
}

/** Never keeps the store from opening: what cannot be taken up now stays for the next time. */
export async function restoreUnloadDrafts(db: AppDb): Promise<void> {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(unloadDraftPrefix(db.accountId)));
    for (const key of keys) {
      const row = parseUnloadDraft(openNote(db, key, localStorage.getItem(key)));
      if (row && (await isNews(db, row))) await saveDraft(db, row);
      localStorage.removeItem(key);
    }
  } catch {
    // Without this storage there is nothing to take up.
  }
}
