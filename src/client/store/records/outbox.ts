import { type ActivityContent, COMMON_FIELDS, parseContent } from '../../../domain/activity.ts';
import { type Snapshot, snapshotOf } from '../../../domain/change.ts';
import type { ActivityId, MutationId } from '../../../domain/ids.ts';
import { applyPatch, changedFields } from '../../../domain/patch.ts';
import type { RecordAction } from '../../../domain/record-action.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { receivedOf } from './compose-row.ts';
import { project, stepsTo, type Wanted } from './projection.ts';

/** What a new mutation needs from outside. */
export interface Mint {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
}

export const readEntries = (db: AppDb, id: ActivityId): Promise<OutboxRow[]> => db.outbox.where('activityId').equals(id).sortBy('seq');

/** The entries of all records that have any, in the order of the queue. */
export type Entries = Map<ActivityId, OutboxRow[]>;

/**
 * The first entry that may still be written anew. The entries before it are fixed: they went out and may have arrived, or a
 * verdict is among them or upon them.
 */
const firstRewritable = (entries: readonly OutboxRow[]): number => {
  const refused = entries.findIndex((entry) => entry.refused);
  const fit = refused === -1 ? entries : entries.slice(0, refused);
  return fit.findLastIndex((entry) => entry.offered || entry.verdict) + 1;
};

/** Whether the office refused it as a new record because it has one of that name. */
export const isThereAlready = (entries: readonly OutboxRow[]): boolean =>
  entries.some(({ refused }) => refused?.status === 'rejected' && refused.reason === 'exists');

export const fixedEntries = (entries: readonly OutboxRow[]): OutboxRow[] => entries.slice(0, firstRewritable(entries));

/**
 * The content of the record now with the person's own changes laid over it. Where a change of theirs did not fit, the screen still
 * showed the record as it was before others changed it. Fields that the person never touched then stay as the others left them,
 * except those that make a record of its type.
 */
function reapply(now: ActivityContent, shown: ActivityContent, rewritable: readonly OutboxRow[], wanted: ActivityContent): ActivityContent {
  const said = new Set([
    ...rewritable.flatMap(({ mutation }) => Object.keys(mutation.patch)),
    ...Object.keys(changedFields(shown, wanted)),
  ]);
  const changes = Object.entries(changedFields(now, wanted));
  const upon = (isMeant: (field: string) => boolean): ActivityContent | undefined =>
    parseContent(applyPatch(now, Object.fromEntries(changes.filter(([field]) => isMeant(field)))));
  const isOfType = (field: string): boolean => field === 'type' || !COMMON_FIELDS.some((common) => common === field);
  return upon((field) => said.has(field)) ?? upon((field) => said.has(field) || isOfType(field)) ?? wanted;
}

/** The record as the screen shows it, less what the changes at the end of the queue did to its state. */
function shownBefore(row: ActivityRow, rewritable: readonly OutboxRow[]): Snapshot {
  const does = (action: RecordAction): boolean => rewritable.some(({ mutation }) => mutation.action === action);
  if (does('restore')) return snapshotOf({ ...row, state: 'withdrawn' });
  return snapshotOf(does('withdraw') && row.state === 'withdrawn' ? { ...row, state: 'sent' } : row);
}

/**
 * Rewrites the changes that have not gone out as the fewest changes that lead to what the person wants. Changes that were never
 * offered keep their ids. A refused change, and every change that built on it, becomes a new change upon what was received.
 */
export async function rewriteUnsent(
  db: AppDb,
  row: ActivityRow,
  entries: readonly OutboxRow[],
  wanted: Wanted,
  mint: Mint,
  base: number = row.version,
): Promise<OutboxRow[]> {
  const fixed = fixedEntries(entries);
  const rewritable = entries.slice(fixed.length);
  const mutations = fixed.map((entry) => entry.mutation);
  const revives = wanted.revives === true || rewritable.some((entry) => entry.mutation.action === 'restore');
  // Changes the feed has brought already, their answers being lost, may not fit upon what came of them. Then what the person
  // saw is where they start from: said whole, an edit would leave out what it clears, and undo what others changed.
  const known = project(receivedOf(row), mutations);
  const from = known ?? (fixed.length > 0 ? shownBefore(row, rewritable) : undefined);
  // That shows what they said as if it had gone out: it is named whatever they say now.
  const unsaid = known ? [] : rewritable.flatMap(({ mutation }) => Object.keys(mutation.patch));
  const content = from ? reapply(from.content, wanted.shown ?? row.content, rewritable, wanted.content) : wanted.content;
  const steps = stepsTo(from, { ...wanted, content, revives, insist: [...(wanted.insist ?? []), ...unsaid] });
  const hasRefused = rewritable.some((entry) => entry.refused);
  const reusable = hasRefused ? [] : rewritable;
  // What the office has not taken in any shape is all said anew.
  const mends = rewritable[0]?.mends ?? (hasRefused && !from && !isThereAlready(rewritable) ? row.content : undefined);
  const written = [...fixed];
  await db.outbox.bulkDelete(rewritable.map((entry) => entry.seq));
  for (const [at, { action, patch }] of steps.entries()) {
    const old = reusable.find((entry) => entry.mutation.action === action)?.mutation;
    const previous = written.at(-1)?.mutation.id;
    const mutation: Mutation = {
      id: old?.id ?? (mint.newId() as MutationId),
      activityId: row.id,
      action,
      // The first of several keeps its base, though newer versions may have been received since.
      base: previous ?? reusable[0]?.mutation.base ?? base,
      patch: patch as Mutation['patch'],
      at: old?.at ?? new Date(mint.now).toISOString(),
    };
    const entry = { activityId: row.id, mutation, offered: false, ...(mends && at === 0 && { mends }) };
    // Each change keeps its position in the queue, so that the oldest goes first.
    const seq = rewritable[at]?.seq;
    const key = await db.outbox.put(seq === undefined ? entry : { seq, ...entry });
    written.push({ seq: key, ...entry });
  }
  return written;
}

/** Puts a verdict at the end of the queue. `notBefore` (ms) leaves time to take it back. */
export async function addVerdict(db: AppDb, mutation: Mutation, notBefore?: number): Promise<OutboxRow> {
  const { activityId } = mutation;
  const entry = { activityId, mutation, offered: false, verdict: true, ...(notBefore !== undefined && { notBefore }) } as const;
  return { seq: await db.outbox.add(entry), ...entry };
}

/** Whether a record that the feed does not bring can be removed, because no change of it waits any more. */
export const isDone = (row: ActivityRow, entries: readonly OutboxRow[]): boolean => row.fetched === true && entries.length === 0;
