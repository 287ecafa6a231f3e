import type { MutationId } from '../../domain/ids.ts';
import { err, type Result } from '../../domain/result.ts';
import { MAX_LOST } from '../../protocol/limits.ts';
import { PROTOCOL_VERSION, type SyncResponse } from '../../protocol/sync.ts';
import type { SyncRequest } from '../../protocol/sync-request.ts';
import type { AppDb } from '../store/db.ts';
import { applyResponse } from '../store/feed/apply-response.ts';
import { type Page, setEntryAside, takePage } from '../store/feed/take-page.ts';
import { type Link, readMeta, rememberExchange } from '../store/meta.ts';
import { isStorageError } from '../store/open-db.ts';
import { lostToTell, rememberTold } from '../store/safekeeping/held-ledger.ts';
import { afterSuccess, afterTrouble, NEW_LINK, pageLength, patience } from './link.ts';
import { blamesPage, type SyncOutcome, type SyncTrouble } from './outcome.ts';
import { isInstalled } from './persist.ts';
import type { Delivery, Send } from './send.ts';
import { otherRelease } from './send.ts';

/** What a sync needs from outside. */
export interface SyncDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Name and version of this app, for the list of devices. */
  readonly app: string;
  readonly isPersisted: () => Promise<boolean>;
  readonly isOnline: () => boolean;
  /** Something of a page was taken or refused, for good. */
  readonly onAnswered?: () => void;
  readonly signal?: AbortSignal;
}

/** A page stays well below what the server takes, whatever letters it is written in. */
const MAX_PAGE_CHARS = 500_000;
/** Letters of chance enough that no two requests which could be mixed up have the same. */
const NONCE_LENGTH = 8;

async function requestFor(db: AppDb, page: Page, lost: MutationId[], link: Link, deps: SyncDeps): Promise<SyncRequest> {
  const { epoch, scope, cursor } = page.feed;
  return {
    protocol: PROTOCOL_VERSION,
    accountId: db.accountId,
    app: deps.app,
    // The end of an id is all chance.
    nonce: deps.newId().slice(-NONCE_LENGTH),
    epoch,
    scope,
    cursor,
    ...(page.whole && { whole: true }),
    limit: link.limit,
    held: {
      ...page.held,
      persisted: await deps.isPersisted(),
      ...(isInstalled() && { installed: true }),
      ...(lost.length > 0 && { lost }),
    },
    note: [...page.note],
    mutations: page.entries.map((entry) => entry.mutation),
  };
}

/** It answers this request; every result was asked for, once, and speaks of the record its change was about. */
function isAnswerTo(page: Page, request: SyncRequest, { protocol, nonce, results }: SyncResponse): boolean {
  const asked = new Map<string, string>(page.entries.map(({ mutation }) => [mutation.id, mutation.activityId]));
  return (
    // A former server answers in its own.
    protocol <= PROTOCOL_VERSION &&
    nonce === request.nonce &&
    results.every((result) => {
      const activityId = asked.get(result.id);
      return asked.delete(result.id) && (!('activityId' in result) || result.activityId === activityId);
    })
  );
}

function verify(page: Page, request: SyncRequest, sent: Result<Delivery, SyncTrouble>): Result<Delivery, SyncTrouble> {
  return sent.ok && !isAnswerTo(page, request, sent.value.response) ? err({ kind: 'captive' }) : sent;
}

/** One change alone was too much for the server: it waits, so that the others can go. */
async function isolate(db: AppDb, page: Page, trouble: SyncTrouble, now: number): Promise<boolean> {
  const [only, second] = page.entries;
  const refusedAlone = trouble.kind === 'too-large' || (trouble.kind === 'server-error' && trouble.byName);
  if (!only || second || !refusedAlone) return false;
  await setEntryAside(db, only, trouble.kind === 'too-large' ? 'tooLarge' : 'server', now);
  return page.moreWaits;
}

async function learnFromTrouble(db: AppDb, page: Page, link: Link, trouble: SyncTrouble, ms: number, now: number): Promise<SyncOutcome> {
  const known = blamesPage(trouble, ms) ? afterTrouble(link, page.entries.length) : link;
  await rememberExchange(db, known, trouble.kind);
  const goOn = await isolate(db, page, trouble, now);
  // A page that was too large is cut and sent again without a pause.
  const cut = trouble.kind === 'too-large' && page.entries.length > 1;
  return goOn || cut ? { kind: 'done', more: true } : trouble;
}

async function exchange(db: AppDb, send: Send, deps: SyncDeps, force: boolean): Promise<SyncOutcome> {
  const link = (await readMeta(db, 'link')) ?? NEW_LINK;
  const size = { mutations: pageLength(link), chars: MAX_PAGE_CHARS };
  const page = await takePage(db, size, deps.now(), force ? Number.POSITIVE_INFINITY : undefined);
  const lost = lostToTell(db).slice(0, MAX_LOST);
  const request = await requestFor(db, page, lost, link, deps);
  const start = deps.now();
  // No transaction is open here: the phone may sleep for an hour.
  const sent = verify(page, request, await send(request, { patienceMs: patience(link, page.entries.length), signal: deps.signal }));
  const ms = Math.max(1, deps.now() - start);
  if (!sent.ok) return learnFromTrouble(db, page, link, sent.error, ms, deps.now());
  const { response, unread, bytesUp, bytesDown } = sent.value;
  // Where nothing is parked and all can be read, the code for it is not needed.
  const parking = unread?.length || (await db.parked.count()) ? await otherRelease() : undefined;
  const park = parking && ((run: number) => parking.park(db, response.changes, unread ?? [], run, deps.app));
  await applyResponse(db, page, response, { now: deps.now(), newId: deps.newId }, park);
  // The office has heard later words of this store: it took no notice of these, and the next request says them again.
  const isUnheard = response.report?.heard !== undefined;
  if (lost.length > 0 && !isUnheard) await rememberTold(db, response.report?.missing);
  if (response.results.some((result) => result.status !== 'failed')) deps.onAnswered?.();
  const trip = { bytesUp, bytesDown, mutations: page.entries.length, ms, full: response.more };
  await rememberExchange(db, afterSuccess(link, trip), undefined);
  const moved = response.cursor !== request.cursor || response.restarted === true || response.results.length > 0 || isUnheard;
  // What a restored server lacks waits in the outbox only now.
  const restored = request.epoch !== '' && request.epoch !== response.epoch;
  return { kind: 'done', more: (response.more || page.moreWaits || page.feed.reoffer || restored || isUnheard) && moved };
}

/**
 * One request and its answer: the oldest changes that wait go out, what changed at the office comes in. Repeats safely after
 * a cut at any point. `force`: the person asked, so it is tried whatever the browser
 * believes of the network, and what was set aside for a while goes too.
 */
export async function syncOnce(db: AppDb, send: Send, deps: SyncDeps, force = false): Promise<SyncOutcome> {
  if (!force && !deps.isOnline()) return { kind: 'offline' };
  try {
    return await exchange(db, send, deps, force);
  } catch (error) {
    if (isStorageError(error)) return { kind: 'storage' };
    throw error;
  }
}
