import type { AppDb, DraftRow } from '../db.ts';
import { writeOnce } from '../open-db.ts';
import { composeRow, recomposeRow } from '../records/compose-row.ts';
import { readEntries } from '../records/outbox.ts';
import { putSearchRows } from '../records/search-rows.ts';
import type { Unsent } from '../records/unsent.ts';
import type { UnsentRecord } from '../records/unsent-record.ts';

/** How many changes were taken in, and how many were here already. */
export interface TakenIn {
  readonly records: number;
  readonly drafts: number;
  readonly known: number;
}

/**
 * The changes keep their ids, by which the server knows those it has had already, so that nothing is counted twice. They
 * may have gone out from where they come from, so they are never written anew.
 */
async function takeInRecord(db: AppDb, record: UnsentRecord): Promise<boolean> {
  const here = await db.activities.get(record.id);
  const entries = await readEntries(db, record.id);
  const known = new Set(entries.map((entry) => entry.mutation.id));
  const isNamed = here !== undefined && here.version > 0;
  const news = record.changes.filter(
    // A record that the office has named here began there already.
    ({ mutation }) => mutation.activityId === record.id && !known.has(mutation.id) && !(isNamed && mutation.base === 0),
  );
  if (news.length === 0) return false;
  const added = news.map(({ mutation, verdict }) => ({
    activityId: record.id,
    mutation,
    offered: true,
    ...(verdict && { verdict }),
  }));
  const keys = await db.outbox.bulkAdd(added, { allKeys: true });
  const waiting = [...entries, ...added.map((entry, at) => ({ ...entry, seq: keys[at] as number }))];
  const { id, authorId, savedAt, version } = record;
  // What this store has heard of the office holds: the text may be of before the office was restored.
  const row =
    here && (here.version > 0 || version === 0)
      ? recomposeRow(db.accountId, here, waiting, record)
      : composeRow(db.accountId, { id, authorId, savedAt, version }, record.received, waiting, record);
  await db.activities.put(row);
  await putSearchRows(db, [row]);
  return true;
}

async function takeInDraft(db: AppDb, draft: DraftRow): Promise<boolean> {
  const [here, record] = await Promise.all([db.drafts.get(draft.id), db.activities.get(draft.id)]);
  const isOld = (here?.savedAt ?? '') >= draft.savedAt || (record?.savedAt ?? '') >= draft.savedAt;
  if (!isOld) await db.drafts.put(draft);
  return !isOld;
}

/** Takes unsent work into this store, all of it or nothing. It must be of the store's own account. */
export const takeInUnsent = (db: AppDb, unsent: Pick<Unsent, 'records' | 'drafts'>): Promise<TakenIn> =>
  writeOnce(db, () =>
    db.transaction('rw', [db.activities, db.search, db.outbox, db.drafts, db.localities, db.meta], async () => {
      let [records, drafts] = [0, 0];
      for (const record of unsent.records) if (await takeInRecord(db, record)) records += 1;
      for (const draft of unsent.drafts) if (await takeInDraft(db, draft)) drafts += 1;
      return { records, drafts, known: unsent.records.length + unsent.drafts.length - records - drafts };
    }),
  );
