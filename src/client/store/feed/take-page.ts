import { DeclaredCell } from '../../../domain/cell.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { monthPart, type Reporting } from '../../../domain/period.ts';
import type { AppDb, OutboxRow, SendFailure } from '../db.ts';
import { type FeedState, readMeta } from '../meta.ts';
import { recomposeRow } from '../records/compose-row.ts';
import { readEntries } from '../records/outbox.ts';
import { type HeldReport, recordsOf, reportHeld } from '../safekeeping/held-report.ts';
import { readFeedState } from './feed-state.ts';

/** Most cells that a request may name. */
const MAX_NOTE_CELLS = 500;

export interface PageSize {
  readonly mutations: number;
  /** Characters of the mutations as JSON. */
  readonly chars: number;
}

/** What one request takes from the store. */
export interface Page {
  readonly entries: readonly OutboxRow[];
  readonly feed: FeedState;
  /** Records from behind the horizon are asked for, too. */
  readonly whole: boolean;
  readonly held: HeldReport;
  readonly note: readonly DeclaredCell[];
  /** More could be sent at once after this page. */
  readonly moreWaits: boolean;
}

interface Queue {
  readonly page: OutboxRow[];
  readonly beyond: OutboxRow[];
  readonly moreWaits: boolean;
}

/** The longest a change is set aside (ms). */
const MAX_PAUSE_MS = 600_000;

/** When an entry may go (ms). A time further away than any pause was set by a clock that has been corrected since. */
const dueAt = ({ notBefore = 0 }: OutboxRow, now: number): number => (notBefore > now + MAX_PAUSE_MS ? 0 : notBefore);

/** Oldest first; the changes of one record keep their order, so all of them wait behind one that cannot go. */
function sortQueue(waiting: readonly OutboxRow[], refused: ReadonlySet<ActivityId>, size: PageSize, sendableAt: number): Queue {
  const blocked = new Set(refused);
  const page: OutboxRow[] = [];
  const beyond: OutboxRow[] = [];
  let chars = 0;
  let moreWaits = false;
  for (const entry of waiting) {
    if (dueAt(entry, sendableAt) > sendableAt) blocked.add(entry.activityId);
    const sendable = !blocked.has(entry.activityId);
    const length = sendable ? JSON.stringify(entry.mutation).length : 0;
    const fits = !moreWaits && page.length < size.mutations && (page.length === 0 || chars + length <= size.chars);
    if (sendable && fits) {
      page.push(entry);
      chars += length;
    } else {
      moreWaits ||= sendable;
      beyond.push(entry);
    }
  }
  return { page, beyond, moreWaits };
}

/** New records among the entries, as far as the page does not bring them: item, unit and month-part, nothing more. */
function tallyNote(beyond: readonly OutboxRow[], reporting: ReadonlyMap<string, Reporting>): DeclaredCell[] {
  const fields = new Map<ActivityId, Record<string, unknown>>();
  for (const { activityId, mutation } of beyond) {
    if (mutation.action === 'record' && mutation.base === 0) fields.set(activityId, { ...mutation.patch });
    else if (mutation.action === 'withdraw') fields.delete(activityId);
    else if (fields.has(activityId)) Object.assign(fields.get(activityId) ?? {}, mutation.patch);
  }
  const cells = new Map<string, DeclaredCell>();
  for (const { planId, itemCode, unitId, date } of fields.values()) {
    const cut = reporting.get(String(planId));
    const part = cut && monthPart(date as DeclaredCell['part'], cut);
    const key = [planId, itemCode, unitId, part].join('|');
    const cell = DeclaredCell.safeParse({ planId, itemCode, unitId, part, records: (cells.get(key)?.records ?? 0) + 1 });
    if (cell.success) cells.set(key, cell.data);
  }
  return [...cells.values()].slice(0, MAX_NOTE_CELLS);
}

async function readReporting(db: AppDb): Promise<Map<string, Reporting>> {
  const plans = await db.plans.toArray();
  return new Map(plans.map((plan) => [plan.id, plan.reporting]));
}

/** Shorter than the horizon is ever away from today (ms). */
const AWAY_MS = 365 * 86_400_000;

/**
 * Whether the phone finds out what a restored server lacks, or was away for so long that the office would not tell it any more what became
 * of records it holds.
 */
async function asksForAll(db: AppDb, { reoffer }: FeedState, now: number): Promise<boolean> {
  const contact = await readMeta(db, 'contact');
  return reoffer || contact?.whole === true || now - Date.parse(contact?.at ?? '') > AWAY_MS;
}

async function take(db: AppDb, size: PageSize, now: number, sendableAt: number): Promise<Page> {
  const feed = await readFeedState(db);
  const all = await db.outbox.toArray();
  const refused = recordsOf(all.filter((entry) => entry.refused));
  const waiting = all.filter((entry) => !refused.has(entry.activityId));
  // Until it is known what a restored server lacks, a change may build on a version that is not there.
  const { page, beyond, moreWaits } = sortQueue(waiting, refused, feed.reoffer ? { mutations: 0, chars: 0 } : size, sendableAt);
  const news = page.filter((entry) => !entry.offered);
  await db.outbox.bulkPut(news.map((entry) => ({ ...entry, offered: true })));
  const held = await reportHeld(db, all, beyond, refused, now);
  const note = beyond.length === 0 ? [] : tallyNote(beyond, await readReporting(db));
  return { entries: page, feed, whole: await asksForAll(db, feed, now), held, note, moreWaits };
}

/**
 * Takes the oldest waiting changes for one request and marks them as offered before anything leaves the phone: from then on
 * they may have arrived and are never altered. `sendableAt`: what was set aside until then goes too.
 */
export const takePage = (db: AppDb, size: PageSize, now: number, sendableAt: number = now): Promise<Page> =>
  db.transaction('rw', [db.outbox, db.meta, db.plans], async () => take(db, size, now, sendableAt));

/** Milliseconds until a change that the server failed over is sent again: from seconds up to ten minutes. */
const pauseAfter = (failures: number): number => Math.min(MAX_PAUSE_MS, 5_000 * 2 ** failures);

/** After so many failures, about an hour later, the change waits for its person, who says when it is sent again. */
const MOST_FAILURES = 12;

type Aside = Pick<OutboxRow, 'failures' | 'notBefore' | 'stumble' | 'refused'>;

function asideOf({ failures: before = 0, notBefore = 0, refused }: OutboxRow, failure: SendFailure, now: number): Aside {
  // Pressing "send now" again and again proves nothing: a failure counts only once its pause is over.
  const failures = before === 0 || now >= notBefore ? before + 1 : before;
  const stuck: OutboxRow['refused'] = failures >= MOST_FAILURES ? { status: 'stuck', stumble: failure } : refused;
  return { failures, notBefore: now + pauseAfter(failures), stumble: failure, ...(stuck && { refused: stuck }) };
}

/** Sets an entry aside for a pause, so that the others can go. */
export const setAside = (entry: OutboxRow, failure: SendFailure, now: number): OutboxRow => ({ ...entry, ...asideOf(entry, failure, now) });

/** Sets a change aside that was too much for the server even alone. */
export const setEntryAside = (db: AppDb, entry: OutboxRow, failure: SendFailure, now: number): Promise<void> =>
  db.transaction('rw', [db.outbox, db.activities], async () => {
    await db.outbox.update(entry.seq, asideOf(entry, failure, now) as Partial<OutboxRow>);
    const row = await db.activities.get(entry.activityId);
    const entries = await readEntries(db, entry.activityId);
    if (row) await db.activities.put(recomposeRow(db.accountId, row, entries));
  });

/** How many changes wait to be sent, and when the first of them may go (ms). */
export async function readWaiting(db: AppDb, now: number): Promise<{ readonly count: number; readonly due: number }> {
  const waiting = await db.outbox.filter((entry) => !entry.refused).toArray();
  return { count: waiting.length, due: Math.min(...waiting.map((entry) => dueAt(entry, now))) };
}
