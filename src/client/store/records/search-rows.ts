import type { LocalityId } from '../../../domain/ids.ts';
import { recordText } from '../../../domain/record-text.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';

/** Raised when more of a record goes into its folded text (refold.ts). */
export const FOLD = 1;

/** Keeps the folded texts in step with the rows, in the transaction that writes them. */
export async function putSearchRows(db: AppDb, rows: readonly ActivityRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = [...new Set(rows.flatMap(({ content }) => (content.localityId === undefined ? [] : [content.localityId])))];
  const places = new Map<LocalityId, string>();
  const [localities, lastSeq] = await Promise.all([db.localities.bulkGet(ids), readMeta(db, 'searchSeq')]);
  for (const locality of localities) if (locality) places.set(locality.id, locality.name);
  const seq = (lastSeq ?? 0) + 1;
  const searchRows = rows.map(({ id, date, content }) => {
    const folded = recordText(content, content.localityId && places.get(content.localityId));
    return { id, date, type: content.type, folded, seq };
  });
  // What is written from the very first row on needs no folding anew.
  if (!lastSeq) await writeMeta(db, 'searchFold', FOLD);
  await Promise.all([writeMeta(db, 'searchSeq', seq), db.search.bulkPut(searchRows)]);
}
