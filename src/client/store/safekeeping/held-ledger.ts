import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import type { AccountId, ActivityId, MutationId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { readRecords, type UnsentRecord } from '../records/unsent-record.ts';
import { rescueStore } from './rescue-store.ts';
import { writeCopies } from './waiting-copies.ts';

/**
 * A second list of the waiting changes, outside the database. It is in localStorage, because a browser keeps all databases of an
 * address together, loses them together and then silently opens an empty one; localStorage is not what it deletes first.
 */
export const ledgerKey = (accountId: AccountId): string => `cotmoc-held-${accountId}`;

/** A record that waits, and its last change. */
type Waiting = readonly [ActivityId, MutationId];

/** An event of this phone's storage that its person can read later. */
export interface StorageEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'regained' | 'lost';
  readonly records: number;
}

interface Ledger {
  readonly waiting: readonly Waiting[];
  /** Changes that were listed as waiting and were not there when the store was opened. */
  readonly lost: readonly Waiting[];
  /** The office has been told; the person has taken note. */
  readonly told: boolean;
  readonly seen: boolean;
  /** Of the store the note is about; empty before the first. */
  readonly mark: string;
  /** Number of this writing; the database knows it too. */
  readonly noted: number;
  /** Latest last. */
  readonly events: readonly StorageEvent[];
}

const Pairs = z.array(z.array(z.string()));
const Shape = z.object({
  waiting: Pairs,
  lost: Pairs,
  told: z.boolean(),
  seen: z.boolean(),
  mark: z._default(z.string(), ''),
  noted: z._default(z.number(), 0),
  events: z._default(z.array(z.any()), []),
});

const MOST_EVENTS = 10;
const EMPTY: Ledger = { waiting: [], lost: [], told: false, seen: false, mark: '', noted: 0, events: [] };

/** A ledger that cannot be read says nothing about the store and is taken as absent. */
function read(db: AppDb): Ledger {
  try {
    return Shape.parse(JSON.parse(localStorage.getItem(ledgerKey(db.accountId)) ?? '')) as unknown as Ledger;
  } catch {
    return EMPTY;
  }
}

function write(db: AppDb, ledger: Ledger): Ledger {
  const done = ledger.told && ledger.seen;
  const next = done ? { ...ledger, lost: [], told: false, seen: false } : ledger;
  try {
    localStorage.setItem(ledgerKey(db.accountId), JSON.stringify(next));
  } catch {
    // Full, forbidden, or a worker, which has no such storage: the note is as old as the last one.
  }
  return next;
}

/**
 * Writes the ledger with a number of its own and tells the database both that number and how many records are known as lost.
 * A browser that is killed has often not put this storage on the disk yet, while the database has: then the number shows it.
 */
async function writeNoted(db: AppDb, ledger: Ledger): Promise<void> {
  const noted = Math.max(ledger.noted, (await readMeta(db, 'noted')) ?? 0) + 1;
  const { lost } = write(db, { ...ledger, noted });
  await writeMeta(db, 'noted', noted);
  await rememberLost(db, lost.length);
}

const rememberLost = async (db: AppDb, lost: number): Promise<void> => {
  if (((await readMeta(db, 'lost')) ?? 0) === lost) return;
  await (lost === 0 ? db.meta.delete('lost') : writeMeta(db, 'lost', lost));
};

/** The records that wait, with their changes. */
export const readWaitingRecords = (db: AppDb): Promise<UnsentRecord[]> =>
  db.transaction('r', [db.activities, db.outbox], async () => readRecords(db));

const lastChanges = (records: readonly UnsentRecord[]): Waiting[] =>
  records.flatMap(({ id, changes }): Waiting[] => {
    const last = changes.at(-1);
    return last ? [[id, last.mutation.id]] : [];
  });

/** The mark of this store. A store that the browser made anew has another mark, or none. */
async function markOf(db: AppDb): Promise<string> {
  const known = await readMeta(db, 'mark');
  if (known !== undefined) return known;
  // Over plain http a browser has no `crypto.randomUUID`.
  const mark = crypto.getRandomValues(new Uint32Array(4)).join('-');
  await writeMeta(db, 'mark', mark);
  return mark;
}

/** Another window has just sealed the store: what is gone from here lies there. */
const isHandedOver = async (db: AppDb): Promise<boolean> => !db.seal && (await readMeta(db, 'lock')) !== undefined;

const changesIn = (records: readonly UnsentRecord[]): Set<MutationId> =>
  new Set(records.flatMap(({ changes }) => changes.map(({ mutation }) => mutation.id)));

/**
 * What the ledger knows and the store does not. Which of the two is the older one, the number of the last note tells. The
 * browser was killed before it had put the latest notes on its disk: then what the ledger names has left the store since, and
 * nothing is missing. The store fell back: then a record may wait there with an earlier change, and the later one is missing.
 */
async function readMissing(db: AppDb, ledger: Ledger, records: readonly UnsentRecord[]): Promise<readonly Waiting[]> {
  const noted = (await readMeta(db, 'noted')) ?? 0;
  if (noted > ledger.noted) return [];
  const answered = new Set<string>([...((await readMeta(db, 'answered')) ?? []), ...((await readMeta(db, 'settled')) ?? [])]);
  const changes = changesIn(records);
  const here = new Set(records.map((record) => record.id));
  return ledger.waiting.filter(
    ([id, change]) => !changes.has(change) && !answered.has(change) && !answered.has(id) && (noted < ledger.noted || !here.has(id)),
  );
}

/**
 * Compares the store with what was noted last. What an answer took out of the outbox while no page could note it is
 * accounted for; what is missing otherwise comes back from its copy, or is lost until it is taken in again. Tells how many
 * records came back. `now`: milliseconds since 1970.
 */
export async function checkLedger(db: AppDb, now: number): Promise<number> {
  if (await isHandedOver(db)) return 0;
  const ledger = read(db);
  const found = await readWaitingRecords(db);
  const missing = await readMissing(db, ledger, found);
  if (missing.length > 0) {
    // Seldom needed, so that phones fetch it after the first sync. Where it does not come the ledger stays as it is.
    const { regain } = await import('./regain.lazy.ts');
    await regain(
      db,
      missing.map(([id]) => id),
    );
  }
  const records = missing.length > 0 ? await readWaitingRecords(db) : found;
  const changes = changesIn(records);
  const isBack = ([, change]: Waiting): boolean => changes.has(change);
  const gone = missing.filter((change) => !isBack(change));
  // A copy may be older than what was lost: its record came back all the same, and its last change is missing. What was
  // recorded anew meanwhile did not come back.
  const before = changesIn(found);
  const sought = new Set(missing.map(([id]) => id));
  const back = records.filter(({ id, changes }) => sought.has(id) && changes.some(({ mutation }) => !before.has(mutation.id))).length;
  // Beside a store that cannot be opened the person knows where it lies, and must not log it anew; the office is told.
  const isElsewhere = rescueStore(db.accountId) !== undefined;
  const event = (kind: StorageEvent['kind'], count: number): StorageEvent[] => (count > 0 ? [{ at: now, kind, records: count }] : []);
  // Before the ledger names them: what is lost next must find copies as new as its names.
  writeCopies(db, records);
  await writeNoted(db, {
    ...ledger,
    waiting: lastChanges(records),
    lost: [...ledger.lost.filter((change) => !isBack(change)), ...gone],
    told: ledger.told && gone.length === 0,
    seen: isElsewhere || (ledger.seen && gone.length === 0),
    mark: await markOf(db),
    events: [...ledger.events, ...event('regained', back), ...event('lost', gone.length)].slice(-MOST_EVENTS),
  });
  await db.meta.bulkDelete(['answered', 'settled']);
  return back;
}

/**
 * Keeps the note and the copies in step with the store; what was answered meanwhile is then needed no more. A store that was
 * handed out anew meanwhile is checked instead. Tells how many records came back.
 */
export async function rememberWaiting(db: AppDb, records: readonly UnsentRecord[], now: number): Promise<number> {
  if (await isHandedOver(db)) return 0;
  const ledger = read(db);
  if (ledger.mark !== '' && ledger.mark !== (await markOf(db))) return checkLedger(db, now);
  writeCopies(db, records);
  await writeNoted(db, { ...ledger, waiting: lastChanges(records) });
  if (records.length === 0) await db.meta.delete('answered');
  return 0;
}

export interface Following {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onRegained: (count: number) => void;
  readonly onWaiting: () => void;
}

/** Notes what waits after every save and every answer, whichever tab it was in; gives back how to stop. */
export function followWaiting(db: AppDb, { now, onRegained, onWaiting }: Following): () => void {
  const note = async (records: readonly UnsentRecord[]): Promise<void> => {
    const count = await rememberWaiting(db, records, now());
    if (count > 0) onRegained(count);
  };
  const following = liveQuery(() => readWaitingRecords(db)).subscribe({
    next: (records) => {
      if (records.length > 0) onWaiting();
      void note(records).catch(() => undefined);
    },
    // A store that was closed under us says nothing of what waits; the note stays as it is.
    error: () => undefined,
  });
  return () => following.unsubscribe();
}

/** How many records this phone or the office knows as lost from here, for who has not taken note yet. */
export async function countLost(db: AppDb): Promise<number> {
  const { lost, seen } = read(db);
  const missing = (await readMeta(db, 'missing')) ?? 0;
  const isNews = missing > ((await readMeta(db, 'missingSeen')) ?? 0);
  return Math.max(seen ? 0 : lost.length, isNews ? missing : 0);
}

export async function rememberSeen(db: AppDb): Promise<void> {
  await rememberLost(db, write(db, { ...read(db), seen: true }).lost.length);
  const missing = await readMeta(db, 'missing');
  if (missing !== undefined) await writeMeta(db, 'missingSeen', missing);
}

/** The lost changes that the office has not been told of yet. */
export function lostToTell(db: AppDb): MutationId[] {
  const { lost, told } = read(db);
  return told ? [] : lost.map(([, id]) => id);
}

/**
 * The office has heard what this phone misses. `missing`: how many of all it ever held here the office misses itself; some may
 * have come on another way. From then on its number holds; an office of a former release gives none.
 */
export async function rememberTold(db: AppDb, missing: number | undefined): Promise<void> {
  const ledger = read(db);
  if (missing === undefined) return rememberLost(db, write(db, { ...ledger, told: true }).lost.length);
  if (ledger.seen) await writeMeta(db, 'missingSeen', missing);
  write(db, { ...ledger, lost: [], told: false, seen: false });
  await rememberLost(db, 0);
}

/** What happened to the storage of this phone, latest first. */
export const storageEvents = (db: AppDb): readonly StorageEvent[] => read(db).events.toReversed();
