import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import type { ActivityId, MutationId } from '../../domain/ids.ts';
import type { AppDb } from './db.ts';
import { readMeta, writeMeta } from './meta.ts';
import { rescuePlace } from './rescue-note.ts';
import { takeInUnsent } from './take-in-unsent.ts';
import { parseRecords } from './unsent.ts';
import { readRecords, type UnsentRecord } from './unsent-record.ts';
import { readCopies, writeCopies } from './waiting-copies.ts';

/**
 * What waits, noted once more outside the database. In localStorage: a browser keeps all databases of an address in one
 * place, loses them together and then hands out an empty one without a word; and it is not what is thrown away first.
 */
const keyOf = (db: AppDb): string => `cotmoc-held-${db.accountId}`;

/** A record that waits, and its last change. */
type Waiting = readonly [ActivityId, MutationId];

interface Ledger {
  readonly waiting: readonly Waiting[];
  /** Noted as waiting, and not there when the store was opened. */
  readonly lost: readonly Waiting[];
  /** The office has been told; the person has taken note. */
  readonly told: boolean;
  readonly seen: boolean;
  /** Of the store the note is about; empty before the first. */
  readonly mark: string;
  /** How that store named itself to the office (meta.ts); zeros before it first spoke. */
  readonly since: number;
  readonly at: number;
}

const Pairs = z.array(z.array(z.string()));
const Shape = z.object({
  waiting: Pairs,
  lost: Pairs,
  told: z.boolean(),
  seen: z.boolean(),
  mark: z._default(z.string(), ''),
  since: z._default(z.number(), 0),
  at: z._default(z.number(), 0),
});

const EMPTY: Ledger = { waiting: [], lost: [], told: false, seen: false, mark: '', since: 0, at: 0 };

/** What cannot be read is as good as absent: it says nothing about the store. */
function read(db: AppDb): Ledger {
  try {
    return Shape.parse(JSON.parse(localStorage.getItem(keyOf(db)) ?? '')) as unknown as Ledger;
  } catch {
    return EMPTY;
  }
}

function write(db: AppDb, ledger: Ledger): void {
  const done = ledger.told && ledger.seen;
  try {
    localStorage.setItem(keyOf(db), JSON.stringify(done ? { ...ledger, lost: [], told: false, seen: false } : ledger));
  } catch {
    // Full, forbidden, or a worker, which has no such storage: the note is as old as the last one.
  }
}

/** The records that wait, with their changes. */
export const readWaitingRecords = (db: AppDb): Promise<UnsentRecord[]> =>
  db.transaction('r', [db.activities, db.outbox], async () => readRecords(db));

const lastChanges = (records: readonly UnsentRecord[]): Waiting[] =>
  records.flatMap(({ id, changes }): Waiting[] => {
    const last = changes.at(-1);
    return last ? [[id, last.mutation.id]] : [];
  });

/** A store handed out anew has another mark, or none. */
async function markOf(db: AppDb): Promise<string> {
  const known = await readMeta(db, 'mark');
  if (known !== undefined) return known;
  // Over plain http a browser has no `crypto.randomUUID`.
  const mark = crypto.getRandomValues(new Uint32Array(4)).join('-');
  await writeMeta(db, 'mark', mark);
  return mark;
}

/** Brings records back from their copies, under the ids their changes had. */
async function regain(db: AppDb, ids: readonly ActivityId[]): Promise<Set<ActivityId>> {
  const copies = readCopies(db, ids);
  if (copies.length === 0) return new Set();
  const records = parseRecords(copies);
  await takeInUnsent(db, { records, drafts: [] });
  return new Set(records.map((one) => one.id));
}

/** What came back is held as before: the office must not take it for another store, in which nothing of the old one is left. */
async function speakAsBefore(db: AppDb, { since, at }: Ledger): Promise<void> {
  const report = await readMeta(db, 'report');
  if (since > 0 && report?.since !== since) await writeMeta(db, 'report', { since, at, ids: [], dropped: 0 });
}

/**
 * Compares the store with what was noted last. What an answer took out of the outbox while no page could note it is
 * accounted for; what is missing otherwise comes back from its copy, or is lost until it is taken in again. Tells how many
 * came back.
 */
export async function checkLedger(db: AppDb): Promise<number> {
  const before = read(db);
  const waiting = lastChanges(await readWaitingRecords(db));
  const accounted = new Set([...waiting.map(([id]) => id), ...((await readMeta(db, 'settled')) ?? [])]);
  const isGone = ([id]: Waiting): boolean => !accounted.has(id);
  const missing = before.waiting.filter(isGone);
  const back = await regain(
    db,
    missing.map(([id]) => id),
  );
  const gone = missing.filter(([id]) => !back.has(id));
  // Beside a store that cannot be opened the person knows where it lies, and must not log it anew; the office is told.
  const isElsewhere = rescuePlace(db.accountId) !== undefined;
  if (back.size > 0) await speakAsBefore(db, before);
  const mark = await markOf(db);
  write(db, {
    ...before,
    waiting: [...waiting, ...missing.filter(([id]) => back.has(id))],
    lost: [...before.lost.filter(isGone), ...gone],
    told: before.told && gone.length === 0,
    seen: isElsewhere || (before.seen && gone.length === 0),
    mark,
  });
  await db.meta.delete('settled');
  return back.size;
}

/**
 * Keeps the note and the copies in step with the store; what answers settled is then needed no more. A store that was handed
 * out anew meanwhile is checked instead. Tells how many records came back.
 */
export async function noteWaiting(db: AppDb, records: readonly UnsentRecord[]): Promise<number> {
  const ledger = read(db);
  if (ledger.mark !== '' && ledger.mark !== (await markOf(db))) return checkLedger(db);
  const report = await readMeta(db, 'report');
  write(db, { ...ledger, waiting: lastChanges(records), ...(report && { since: report.since, at: report.at }) });
  writeCopies(db, records);
  if (records.length === 0) await db.meta.delete('settled');
  return 0;
}

/** Notes what waits after every save and every answer, whichever tab it was in; gives back how to stop. */
export function followWaiting(db: AppDb, onRegained: (count: number) => void, onWaiting: () => void): () => void {
  const note = async (records: readonly UnsentRecord[]): Promise<void> => {
    const count = await noteWaiting(db, records);
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

/** How many records this phone once held and no longer has, for who has not taken note yet. */
export function countLost(db: AppDb): number {
  const { lost, seen } = read(db);
  return seen ? 0 : lost.length;
}

export const noteSeen = (db: AppDb): void => write(db, { ...read(db), seen: true });

/** What the office has not been told yet. */
export function lostToTell(db: AppDb): MutationId[] {
  const { lost, told } = read(db);
  return told ? [] : lost.map(([, id]) => id);
}

export const noteTold = (db: AppDb): void => write(db, { ...read(db), told: true });
