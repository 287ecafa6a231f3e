import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import type { ActivityId, MutationId } from '../../domain/ids.ts';
import type { AppDb } from './db.ts';
import { readMeta } from './meta.ts';

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
}

const Pairs = z.array(z.array(z.string()));
const Shape = z.object({ waiting: Pairs, lost: Pairs, told: z.boolean(), seen: z.boolean() });

const EMPTY: Ledger = { waiting: [], lost: [], told: false, seen: false };

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
    localStorage.setItem(keyOf(db), JSON.stringify(done ? { ...EMPTY, waiting: ledger.waiting } : ledger));
  } catch {
    // Full, forbidden, or a worker, which has no such storage: the note is as old as the last one.
  }
}

export async function readWaitingChanges(db: AppDb): Promise<readonly Waiting[]> {
  const entries = await db.outbox.toArray();
  return [...new Map(entries.map(({ activityId, mutation }) => [activityId, mutation.id]))];
}

/** Keeps the note in step with the store; what answers settled is then needed no more. */
export async function noteWaiting(db: AppDb, waiting: readonly Waiting[]): Promise<void> {
  write(db, { ...read(db), waiting: [...waiting] });
  if (waiting.length === 0) await db.meta.delete('settled');
}

/**
 * Before anything is noted anew: compares the store as it was opened with what was noted last. What an answer took out of
 * the outbox while no page could note it is accounted for.
 */
export async function checkLedger(db: AppDb): Promise<void> {
  const before = read(db);
  const waiting = await readWaitingChanges(db);
  const accounted = new Set([...waiting.map(([id]) => id), ...((await readMeta(db, 'settled')) ?? [])]);
  const missing = before.waiting.filter(([id]) => !accounted.has(id));
  const lost = missing.length > 0 ? { lost: [...before.lost, ...missing], told: false, seen: false } : {};
  write(db, { ...before, ...lost, waiting: [...waiting] });
  await db.meta.delete('settled');
}

/** Notes what waits after every save and every answer, whichever tab it was in; gives back how to stop. */
export function followWaiting(db: AppDb): () => void {
  const following = liveQuery(() => readWaitingChanges(db)).subscribe({
    next: (waiting) => void noteWaiting(db, waiting).catch(() => undefined),
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
