import type { ActivityId } from '../../../domain/ids.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { beginsAWord, searchWords } from '../../../domain/word-search.ts';
import type { AppDb, SearchRow } from '../db.ts';

/** The folded texts in memory: read whole once, then only what was written since. */
interface Index {
  readonly rows: Map<ActivityId, SearchRow>;
  /** Newest day first; made anew after a write. */
  sorted: SearchRow[] | undefined;
  seq: number;
}

const indexes = new WeakMap<AppDb, Promise<Index>>();

/** How things are called on screen of which a record holds the key, so that they are found by that name in whichever language is shown. */
export interface SearchNames {
  readonly type: (type: string) => string;
  /** The chips a record of a type may have. */
  readonly chips: (type: string) => readonly { readonly key: string; readonly name: string }[];
}

let names: SearchNames = { type: (type) => type, chips: () => [] };

export const nameForSearch = (given: SearchNames): void => {
  names = given;
};

const newestFirst = (a: SearchRow, b: SearchRow): number => (a.date === b.date ? (a.id < b.id ? 1 : -1) : a.date < b.date ? 1 : -1);

async function refresh(db: AppDb, index: Index): Promise<Index> {
  const news = await db.search.where('seq').above(index.seq).toArray();
  for (const row of news) {
    index.rows.set(row.id, row);
    index.seq = Math.max(index.seq, row.seq);
    index.sorted = undefined;
  }
  return index;
}

/** Loads the index or brings it up to date. */
function currentIndex(db: AppDb): Promise<Index> {
  const before = indexes.get(db) ?? Promise.resolve<Index>({ rows: new Map(), sorted: undefined, seq: 0 });
  // One after the other, and a failure does not stay: the next search reads again.
  const next = before.then((index) => refresh(db, index));
  indexes.set(
    db,
    next.catch(() => before),
  );
  return next;
}

/** A place of former times that some words of a query may mean, and where it lies now. */
interface Former {
  readonly words: readonly string[];
  /** Folded names of all that followed it. */
  readonly now: readonly string[];
}

async function formerPlaces(db: AppDb, words: readonly string[]): Promise<Former[]> {
  const localities = await db.localities.toArray();
  const byId = new Map(localities.map((locality) => [locality.id, locality]));
  return localities.flatMap(({ name, successorIds }) => {
    const folded = foldForSearch(name);
    const meant = successorIds.length === 0 ? [] : words.filter((word) => beginsAWord(folded, word));
    if (meant.length === 0) return [];
    // A set that grows while it is gone through is gone through to its end.
    const after = new Set(successorIds);
    for (const id of after) for (const next of byId.get(id)?.successorIds ?? []) after.add(next);
    return [{ words: meant, now: [...after].flatMap((id) => foldForSearch(byId.get(id)?.name ?? '') || []) }];
  });
}

/** What of a query is left to be found in the text of a record of one type, each word with the keys of chips it may mean. */
type Left = readonly { readonly word: string; readonly keys: readonly string[] }[];

function leftFor(type: string, words: readonly string[]): Left {
  const name = foldForSearch(names.type(type));
  const chips = names.chips(type).map((chip) => ({ key: foldForSearch(chip.key), name: foldForSearch(chip.name) }));
  return words
    .filter((word) => !beginsAWord(name, word))
    .map((word) => ({ word, keys: chips.flatMap((chip) => (beginsAWord(chip.name, word) ? chip.key : [])) }));
}

function isFoundIn(folded: string, left: Left, former: readonly Former[]): boolean {
  const missing = left.filter(({ word, keys }) => ![word, ...keys].some((key) => beginsAWord(folded, key)));
  return (
    missing.length === 0 ||
    former.some(({ words, now }) => missing.every(({ word }) => words.includes(word)) && now.some((name) => beginsAWord(folded, name)))
  );
}

function* found(rows: readonly SearchRow[], isFound: (row: SearchRow) => boolean): Generator<ActivityId> {
  for (const row of rows) if (isFound(row)) yield row.id;
}

/**
 * Ids of the records (of one type, where one is named) that hold every word of the query, newest day first. Some may be
 * gone since. Looked for as they are taken: a screenful of a common word is found among the newest.
 */
export async function findBySearch(db: AppDb, query: string, type?: string): Promise<Iterable<ActivityId>> {
  const index = await currentIndex(db);
  const sorted = index.sorted ?? [...index.rows.values()].sort(newestFirst);
  index.sorted = sorted;
  const words = searchWords(query);
  const former = await formerPlaces(db, words);
  const byType = new Map<string, Left>();
  const isFound = (row: SearchRow): boolean => {
    if (type !== undefined && row.type !== type) return false;
    const left = byType.get(row.type) ?? leftFor(row.type, words);
    byType.set(row.type, left);
    return isFoundIn(row.folded, left, former);
  };
  return found(sorted, isFound);
}
