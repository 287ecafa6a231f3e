import type { Snapshot } from '../../../domain/change.ts';
import { FAR_OFF_MS } from '../../../domain/clock.ts';
import type { AccountId, ActivityId, MutationId } from '../../../domain/ids.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { MutationResult } from '../../../protocol/mutation-result.ts';
import type { SyncResponse } from '../../../protocol/sync.ts';
import type { ActivityRow, AppDb, OutboxRow } from '../db.ts';
import { type FeedState, readMeta, writeMeta } from '../meta.ts';
import { readAllEntries } from '../records/all-entries.ts';
import { receivedOf, recomposeRow } from '../records/compose-row.ts';
import { type Entries, isDone, type Mint } from '../records/outbox.ts';
import { project } from '../records/projection.ts';
import { rememberReportAnswered } from '../safekeeping/held-report.ts';
import { type ApplyContext, applyActivities, applyLists } from './apply-changes.ts';
import { dropActivities } from './drop-activities.ts';
import { readFeedState } from './feed-state.ts';
import type { sweep } from './sweep.lazy.ts';
import { type Page, setAside } from './take-page.ts';

/** A change that the server's version now includes. */
interface Applied {
  readonly mutation: Mutation;
  readonly version: number;
}

interface Settled {
  /** By record. */
  readonly applied: Map<ActivityId, Applied[]>;
  readonly touched: Set<ActivityId>;
}

/** Handles the named results. Nothing else takes an entry out of the outbox because of an answer. */
async function settleResults(db: AppDb, page: Page, results: readonly MutationResult[], judged: boolean, now: number): Promise<Settled> {
  const answers = new Map(results.map((result) => [result.id as string, result]));
  const settled: Settled = { applied: new Map(), touched: new Set() };
  const gone: number[] = [];
  const changed: OutboxRow[] = [];
  const stored = await db.outbox.bulkGet(page.entries.map((entry) => entry.seq));
  for (const [at, { seq, mutation, activityId }] of page.entries.entries()) {
    const result = answers.get(mutation.id);
    const entry = stored[at];
    if (!result || entry?.mutation.id !== mutation.id) continue;
    settled.touched.add(activityId);
    switch (result.status) {
      case 'applied':
      case 'merged':
        gone.push(seq);
        settled.applied.set(activityId, [...(settled.applied.get(activityId) ?? []), { mutation, version: result.version }]);
        break;
      case 'conflict':
      case 'rejected':
        // A restored server judges without what it has lost. Once that is known, the change is offered again.
        if (judged) changed.push({ ...entry, refused: result });
        break;
      case 'failed':
        changed.push(setAside(entry, 'server', now));
        break;
    }
  }
  await db.outbox.bulkDelete(gone);
  await db.outbox.bulkPut(changed);
  return settled;
}

/**
 * What the office has of a record now that it took these changes. Where they do not fit upon what was received, the screen shows
 * what came of them, unless something waits behind them: that would look as if it had been taken too, and leave the next edit.
 */
function withTaken(row: ActivityRow, taken: readonly Mutation[], waiting: readonly OutboxRow[]): Snapshot | undefined {
  const received = receivedOf(row);
  if (taken.length === 0) return received;
  return project(received, taken) ?? (waiting.length > 0 && received ? received : row);
}

/** The rows of the answered records as they are now. What the feed says of them is applied afterwards. */
function answeredRow(row: ActivityRow, settled: Settled, waiting: readonly OutboxRow[], context: ApplyContext): ActivityRow {
  const applied = settled.applied.get(row.id) ?? [];
  // What came with the feed before its own answer did is in there already, and perhaps changed since: laid over it once more it
  // would undo that. Versions of another epoch cannot be compared.
  const unseen = applied.filter(({ version }) => context.reoffer || version > row.version).map(({ mutation }) => mutation);
  const received = withTaken(row, unseen, waiting);
  const version = Math.max(row.version, ...applied.map((result) => result.version));
  const news = { version, ...(received && { received }), ...(applied.length > 0 && { receivedAt: context.at, feed: context.run }) };
  return recomposeRow(context.accountId, { ...row, ...news }, waiting);
}

async function putAnswered(db: AppDb, settled: Settled, entries: Entries, context: ApplyContext): Promise<void> {
  const rows = await db.activities.bulkGet([...settled.touched]);
  const known = rows.filter((row) => row !== undefined);
  const waiting = (row: ActivityRow): readonly OutboxRow[] => entries.get(row.id) ?? [];
  const [done, stay] = [known.filter((row) => isDone(row, waiting(row))), known.filter((row) => !isDone(row, waiting(row)))];
  await db.activities.bulkPut(stay.map((row) => answeredRow(row, settled, waiting(row), context)));
  await dropActivities(
    db,
    done.map((row) => row.id),
  );
}

const isSameFeed = (a: FeedState, b: FeedState): boolean =>
  a.cursor === b.cursor && a.epoch === b.epoch && a.scope === b.scope && a.run === b.run;

function nextFeed(feed: FeedState, { epoch, scope, cursor, restarted }: SyncResponse, hasCopy: boolean): FeedState {
  if (!restarted) return { ...feed, epoch, scope, cursor };
  const isFirst = feed.epoch === '';
  const restored = !isFirst && feed.epoch !== epoch;
  // A new phone has nothing to sweep, unless its plan came back from a copy.
  return { epoch, scope, cursor, run: feed.run + 1, sweeping: !isFirst || hasCopy, reoffer: restored || feed.reoffer };
}

async function rememberContact(db: AppDb, response: SyncResponse, now: number, whole: boolean): Promise<void> {
  // In whole minutes: the seconds are those of the answer's way.
  const clockSkewMs = Math.round((Date.parse(response.now) - now) / 60_000) * 60_000;
  const far = Math.abs(clockSkewMs) > FAR_OFF_MS;
  await writeMeta(db, 'contact', {
    at: new Date(now).toISOString(),
    ...(far && { clockSkewMs }),
    ...(whole && response.more && { whole: true as const }),
  });
}

const changesOf = (entries: Entries, ids: readonly ActivityId[]): MutationId[] =>
  ids.flatMap((id) => (entries.get(id) ?? []).map((entry) => entry.mutation.id));

/**
 * A worker that syncs behind a closed page cannot write the ledger: it says here what the next page need not miss. Whatever
 * an answer spoke of and no longer waits has left because of it.
 */
async function rememberAnswered(db: AppDb, records: ReadonlySet<ActivityId>, changes: readonly MutationId[]): Promise<void> {
  if (changes.length === 0) return;
  const left = await db.outbox
    .where('activityId')
    .anyOf([...records])
    .toArray();
  const waiting = new Set(left.map((entry) => entry.mutation.id));
  const answered = new Set([...((await readMeta(db, 'answered')) ?? []), ...changes.filter((id) => !waiting.has(id))]);
  await writeMeta(db, 'answered', [...answered]);
}

/** Remembers how many records the office misses by its own count. Where it says nothing, it misses none. */
const rememberMissing = async (db: AppDb, missing: number | undefined): Promise<void> =>
  missing ? writeMeta(db, 'missing', missing) : db.meta.bulkDelete(['missing', 'missingSeen']);

/** Code that only some answers need. It is loaded before the transaction begins, which can wait for nothing else. */
interface Helpers {
  /** Puts aside what this release cannot read of the answer (parked.ts). */
  readonly park?: ((run: number) => Promise<void>) | undefined;
  /** Ends a run of the feed that started from the beginning. */
  readonly sweep?: typeof sweep | undefined;
}

async function apply(db: AppDb, page: Page, response: SyncResponse, mint: Mint, helpers: Helpers): Promise<void> {
  const known = await readFeedState(db);
  const judged = page.feed.epoch === '' || page.feed.epoch === response.epoch;
  const settled = await settleResults(db, page, response.results, judged, mint.now);
  // The answer to a request made from another point of the feed says nothing about what follows this one.
  const current = isSameFeed(known, page.feed);
  const hasCopy = (await readMeta(db, 'planCopy')) === true;
  const feed = current ? nextFeed(known, response, hasCopy) : known;
  const context: ApplyContext = {
    accountId: db.accountId as AccountId,
    at: new Date(mint.now).toISOString(),
    run: feed.run,
    reoffer: feed.reoffer,
    mint,
  };
  const entries = await readAllEntries(db);
  const answered = page.entries.filter((entry) => settled.touched.has(entry.activityId)).map((entry) => entry.mutation.id);
  const ended = current && feed.sweeping && !response.more;
  const brought = new Set((response.changes.activities ?? []).map(({ id }) => id));
  // The end of a run speaks of every record that waits: what a restored server lacks is written anew.
  const spokenOf = [...entries.keys()].filter((id) => ended || brought.has(id));
  await putAnswered(db, settled, entries, context);
  if (current) {
    await applyLists(db, response.changes, feed.run, response.restarted === true);
    await applyActivities(db, response.changes, entries, context);
    await helpers.park?.(feed.run);
    if (ended) {
      await helpers.sweep?.(db, context, response.now);
      await db.meta.delete('planCopy');
    }
    await writeMeta(db, 'feed', ended ? { ...feed, sweeping: false, reoffer: false } : feed);
  }
  await rememberAnswered(db, new Set([...settled.touched, ...spokenOf]), [...answered, ...changesOf(entries, spokenOf)]);
  await rememberReportAnswered(db, page.held, response);
  await rememberMissing(db, response.report?.missing);
  await rememberContact(db, response, mint.now, page.whole);
}

/** Applies one answer, all of it or nothing. The caller has checked that the answer belongs to the page. */
export async function applyResponse(db: AppDb, page: Page, response: SyncResponse, mint: Mint, park?: Helpers['park']): Promise<void> {
  const maySweep = page.feed.sweeping || response.restarted === true;
  const helpers = { park, ...(maySweep && (await import('./sweep.lazy.ts'))) };
  await db.transaction('rw', db.tables, async () => apply(db, page, response, mint, helpers));
}
