import type { ActivityId } from '../../../domain/ids.ts';
import { beginsAWord, foldForSearch, searchWords } from '../../../domain/text.ts';
import type { AppDb, SearchRow } from '../db.ts';

/** The folded texts in memory: read whole once, then only what was written since. */
interface Index {
  readonly rows: Map<ActivityId, SearchRow>;
  /** Newest day first; made anew after a write. */
  sorted: SearchRow[] | undefined;
  seq: number;
}

const indexes = new WeakMap<AppDb, Promise<Index>>();

let typeName = (type: string): string => type;

/** How the types are called on screen, so that they are found by that name in whichever language is shown. */
export const nameTypesForSearch = (name: (type: string) => string): void => {
  typeName = name;
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
  const wordsLeft = new Map<string, string[]>();
  const leftFor = (row: SearchRow): string[] => {
    const known = wordsLeft.get(row.type);
    if (known) return known;
    const name = foldForSearch(typeName(row.type));
    const left = words.filter((word) => !beginsAWord(name, word));
    wordsLeft.set(row.type, left);
    return left;
  };
  const isFound = (row: SearchRow): boolean =>
    (type === undefined || row.type === type) && leftFor(row).every((word) => beginsAWord(row.folded, word));
  return found(sorted, isFound);
}
