import { PostgresAdapter, sql } from 'kysely';
import { type Day, day, daysBetween } from '../../../domain/day.ts';
import type { ActivityId, LocalityId } from '../../../domain/ids.ts';
import type { OfficeReference } from '../../merge/page-work.ts';
import { fromJson } from '../json.ts';
import type { ReferenceReader } from '../reference.ts';
import { type Reader, readFeedHead, type Store, type WriteTx } from '../store.ts';
import { wordsOf } from './search-words.ts';

/**
 * What the search finds is read from the records by their change numbers, many at a time and behind the writes: put in with
 * each page of a phone it took SQLite ten times as long. Whoever searches brings it up to date first, so nobody sees it late.
 */

/** Records read into it in one transaction: phones wait meanwhile. */
const PAGE = 500;
/** So many changes wait at most until somebody searches. */
const MAX_BEHIND = 4_000;

const FIRST_DAY = day('1970-01-01');
/** Places within a day. */
const IN_DAY = 2 ** 32;

/** Where the first record of a day would stand: later days stand higher. */
export const placeOfDay = (date: Day): number => daysBetween(FIRST_DAY, date) * IN_DAY;

export const isPostgres = (db: Reader): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

interface Doc {
  readonly id: ActivityId;
  readonly place: number;
  readonly words: readonly string[];
}

/** Names of a place: its own, and those of former places that it followed. */
function namesOfPlaces({ localities }: OfficeReference): (id: LocalityId | undefined) => string[] {
  const byId = new Map(localities.map((locality) => [locality.id, locality]));
  const former = new Map<LocalityId, LocalityId[]>();
  for (const { id, successorIds } of localities) for (const next of successorIds) former.set(next, [...(former.get(next) ?? []), id]);
  const known = new Map<LocalityId, string[]>();
  return (id) => {
    if (id === undefined) return [];
    // A set that grows while it is gone through is gone through to its end.
    const all = new Set([id]);
    if (!known.has(id)) for (const unitId of all) for (const before of former.get(unitId) ?? []) all.add(before);
    const names = known.get(id) ?? [...all].flatMap((unitId) => byId.get(unitId)?.name ?? []);
    known.set(id, names);
    return names;
  };
}

const recordsAfter = (db: Reader, changeNo: number) =>
  db
    .selectFrom('activities')
    .innerJoin('accounts', 'accounts.id', 'activities.author_id')
    .leftJoin('search_docs', 'search_docs.activity_id', 'activities.id')
    .select(['activities.id', 'activities.state', 'activities.author_id', 'activities.content', 'activities.change_no'])
    .select(['accounts.staff_code', 'search_docs.place'])
    .where('activities.change_no', '>', changeNo)
    .orderBy('activities.change_no')
    .limit(PAGE)
    .execute();
type Row = Awaited<ReturnType<typeof recordsAfter>>[number];

/** A record keeps its number within the day, so that a list that is being read does not lose it to an edit. */
function docsOf(rows: readonly Row[], reference: OfficeReference, lastSeq: number): { readonly docs: Doc[]; readonly seq: number } {
  const placeNames = namesOfPlaces(reference);
  const units = new Map(reference.units.map((unit) => [unit.id, [unit.name, unit.shortName]]));
  let seq = lastSeq;
  const docs = rows.map((row): Doc => {
    const content = fromJson(row.content);
    if (row.place === null) seq += 1;
    const inDay = row.place === null ? seq : ((row.place % IN_DAY) + IN_DAY) % IN_DAY;
    const names = [...placeNames(content.localityId), ...(units.get(content.unitId) ?? []), row.staff_code];
    const words = wordsOf({ content, state: row.state, authorId: row.author_id, names });
    return { id: row.id, place: placeOfDay(content.date) + inDay, words };
  });
  // In the order of SQLite's lists, the newest first: what comes out of order has them written in pieces.
  return { docs: docs.sort((a, b) => b.place - a.place), seq };
}

async function putInPostgres({ db }: WriteTx, docs: readonly Doc[]): Promise<void> {
  await sql`insert into search_docs (activity_id, place, words)
    select doc->>'id', cast(doc->>'place' as bigint), array_to_tsvector(array(select jsonb_array_elements_text(doc->'words')))
    from jsonb_array_elements(cast(${JSON.stringify(docs)} as jsonb)) as doc
    on conflict (activity_id) do update set place = excluded.place, words = excluded.words`.execute(db);
}

async function putInSqlite({ db }: WriteTx, docs: readonly Doc[], before: readonly number[]): Promise<void> {
  if (before.length > 0) await sql`delete from search_words where rowid in (${sql.join(before.map((place) => -place))})`.execute(db);
  const values = docs.map(({ id, place }) => ({ activity_id: id, place }));
  await db
    .insertInto('search_docs')
    .values(values)
    .onConflict((oc) => oc.column('activity_id').doUpdateSet((eb) => ({ place: eb.ref('excluded.place') })))
    .execute();
  const words = docs.map(({ place, words: all }) => sql`(${-place}, ${all.join(' ')})`);
  await sql`insert into search_words (rowid, words) values ${sql.join(words)}`.execute(db);
}

/** Forgets all: a database that was put back to an earlier moment has another past, and records that are gone leave no change. */
export async function beginSearchAnew({ db }: WriteTx): Promise<void> {
  await db.updateTable('search_head').set({ change_no: 0 }).execute();
  await db.deleteFrom('search_docs').execute();
  if (!isPostgres(db)) await sql`insert into search_words (search_words) values ('delete-all')`.execute(db);
}

/** Takes in what changed next. */
async function takeIn(tx: WriteTx, readReference: ReferenceReader): Promise<void> {
  const { db } = tx;
  const feed = await readFeedHead(db);
  let head = await db.selectFrom('search_head').select(['change_no', 'seq']).executeTakeFirstOrThrow();
  if (head.change_no > feed.changeNo) {
    await beginSearchAnew(tx);
    head = { ...head, change_no: 0 };
  }
  const rows = await recordsAfter(db, head.change_no);
  const isLast = rows.length < PAGE;
  const last = rows.at(-1)?.change_no ?? 0;
  // Of rows that share a number (a copy may) all are taken in or none.
  const taken = isLast || rows[0]?.change_no === last ? rows : rows.filter((row) => row.change_no < last);
  const { docs, seq } = docsOf(taken, await readReference(db), head.seq);
  const before = taken.flatMap((row) => row.place ?? []);
  if (docs.length > 0) await (isPostgres(db) ? putInPostgres(tx, docs) : putInSqlite(tx, docs, before));
  const changeNo = isLast ? feed.changeNo : (taken.at(-1)?.change_no ?? last);
  await db.updateTable('search_head').set({ change_no: changeNo, seq }).execute();
}

/** Up to which change it has read, and which change is the last; looking takes no lock. */
async function headsOf(db: Reader): Promise<{ readonly read: number; readonly last: number }> {
  const head = await db.selectFrom('search_head').select('change_no').executeTakeFirstOrThrow();
  const { changeNo: last } = await readFeedHead(db);
  // More than there are: the database was put back, and nothing of it is believed.
  return { read: head.change_no > last ? 0 : head.change_no, last };
}

/** The transaction under way for each store: whoever needs one meanwhile waits for it, and nobody reads the same records twice. */
const underWay = new WeakMap<Store, Promise<void>>();

function step(store: Store, readReference: ReferenceReader): Promise<void> {
  const running = underWay.get(store);
  if (running) return running;
  const next = store.write((tx) => takeIn(tx, readReference)).finally(() => underWay.delete(store));
  underWay.set(store, next);
  return next;
}

/** Takes in all that had changed when it was asked, where more than `atMost` changes wait. What is written meanwhile is nobody's wait. */
export async function bringSearchUpToDate(store: Store, readReference: ReferenceReader, atMost = 0): Promise<void> {
  const { read, last } = await headsOf(store.reader);
  if (last - read <= atMost) return;
  for (let heads = { read, last }; heads.read < Math.min(last, heads.last); heads = await headsOf(store.reader))
    await step(store, readReference);
}

/** Lets what waits not grow, so that whoever searches next does not wait for a morning's records. */
export const keepSearchNear = (store: Store, readReference: ReferenceReader): Promise<void> =>
  bringSearchUpToDate(store, readReference, MAX_BEHIND);
