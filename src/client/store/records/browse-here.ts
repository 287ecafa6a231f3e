import { Dexie } from 'dexie';
import type { ActivityId, ItemCode } from '../../../domain/ids.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { findBySearch } from './search-index.ts';

/** What narrows the records on this phone; it is compared as it stands in the address. */
export interface HereFilter {
  readonly planId?: string | undefined;
  /** The item and all below it. */
  readonly itemCodes?: readonly ItemCode[] | undefined;
  readonly unitId?: string | undefined;
  readonly authorId?: string | undefined;
  readonly localityIds?: readonly string[] | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Rows read at once. */
const CHUNK = 200;

const isOne = (wanted: string | undefined, value: string): boolean => wanted === undefined || wanted === value;
const isAmong = (wanted: readonly string[] | undefined, value: string): boolean => wanted === undefined || wanted.includes(value);

const fits = ({ content, state, authorId, date }: ActivityRow, wanted: HereFilter): boolean =>
  isOne(wanted.planId, content.planId) &&
  isAmong(wanted.itemCodes, content.itemCode) &&
  isOne(wanted.unitId, content.unitId) &&
  isOne(wanted.authorId, authorId) &&
  isAmong(wanted.localityIds, content.localityId ?? '') &&
  isOne(wanted.type, content.type) &&
  isOne(wanted.state, state) &&
  (wanted.from === undefined || wanted.from <= date) &&
  (wanted.to === undefined || date <= wanted.to);

/** The records of this phone in pieces, newest day first. */
async function* piecesByDay(db: AppDb): AsyncGenerator<readonly ActivityRow[]> {
  for (let end: readonly unknown[] = [Dexie.maxKey]; ; ) {
    const rows = await db.activities.where('[date+id]').between([Dexie.minKey], end, true, false).reverse().limit(CHUNK).toArray();
    yield rows;
    const last = rows.at(-1);
    if (rows.length < CHUNK || !last) return;
    end = [last.date, last.id];
  }
}

async function* piecesByWords(db: AppDb, text: string): AsyncGenerator<readonly ActivityRow[]> {
  const ids = [...(await findBySearch(db, text))];
  for (let from = 0; from < ids.length; from += CHUNK)
    yield (await db.activities.bulkGet(ids.slice(from, from + CHUNK))).flatMap((row) => row ?? []);
}

/** Those of the records that lie on this phone. */
export async function rowsOf(db: AppDb, ids: readonly ActivityId[]): Promise<ReadonlyMap<ActivityId, ActivityRow>> {
  const rows = await db.activities.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

/** Of the records on this phone those that hold the words and are as wanted, newest day first. */
export async function browseHere(db: AppDb, text: string, wanted: HereFilter, limit: number): Promise<ActivityRow[]> {
  const found: ActivityRow[] = [];
  for await (const rows of text === '' ? piecesByDay(db) : piecesByWords(db, text)) {
    found.push(...rows.filter((row) => fits(row, wanted)));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
