import { type Accessor, createSignal } from 'solid-js';
import { savesData } from '../saves-data.ts';
import type { AppDb } from '../store/db.ts';
import { readWaiting } from '../store/feed/take-page.ts';
import { knownPeople } from '../store/known-accounts.ts';
import { openOwnDb } from '../store/own-db.ts';
import { askForBackgroundSync } from './background-sync.ts';
import { needsPerson, type SyncOutcome } from './outcome.ts';
import { type Pacing, pauseAfter, pauseAfterFailure } from './pacing.ts';
import { isPersisted } from './persist.ts';
import { makeSend, type Send } from './send.ts';
import { withSyncLock } from './sync-lock.ts';
import { syncUntilDone } from './sync-until-done.ts';
import { type Losses, watchLosses } from './watch-losses.ts';

export interface SyncStatus {
  readonly phase: 'idle' | 'sending';
  /** How the last sync ended; absent before the first. */
  readonly outcome?: SyncOutcome;
  /** When the next one starts by itself (ms since 1970). */
  readonly nextAt?: number;
  /** What the browser believes. */
  readonly online: boolean;
}

export interface SyncLoop extends Losses {
  readonly status: Accessor<SyncStatus>;
  /** Syncs now, whatever was tried before: the person asked. */
  readonly syncNow: () => Promise<SyncOutcome>;
  /** Something was saved: sync soon. */
  readonly nudge: () => void;
  readonly stop: () => void;
}

export interface SyncLoopDeps {
  readonly db: AppDb;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Name and version of this app, for the list of devices. */
  readonly app: string;
  readonly send?: Send;
  readonly random?: () => number;
}

/** Another tab holds the lock: look again soon (ms). */
const TAKEN_MS = 5_000;

/** What came so lately (ms) is not asked for again only because the person looks at the page again. */
const FRESH_MS = 60_000;

const isOnline = (): boolean => globalThis.navigator?.onLine !== false;
const isVisible = (): boolean => globalThis.document?.visibilityState !== 'hidden';

/** Runs sync when there is reason to: at the start, after a save, when the phone wakes or finds signal, and by the clock. */
export function createSyncLoop(loop: SyncLoopDeps): SyncLoop {
  const { db, now, newId, app, send = makeSend((path, init) => fetch(path, init)), random = Math.random } = loop;
  const [status, setStatus] = createSignal<SyncStatus>({ phase: 'idle', online: isOnline() });
  const controller = new AbortController();
  const { signal } = controller;
  const pacing: Pacing = { failures: 0, now, random, savesData };
  const { checked, look, ...losses } = watchLosses(db, now, standBy, signal);
  void checked.then(async () => (await import('../store/safekeeping/plan-copy.lazy.ts')).savePlanCopy(db, signal)).catch(() => undefined);
  const deps = {
    now,
    newId,
    app,
    isPersisted,
    signal,
    // Some browsers say "offline" for ever: every fourth attempt finds out for itself.
    isOnline: () => isOnline() || pacing.failures % 4 === 3,
    // Where something gets through between two cuts, the link is worth trying again soon.
    onAnswered: () => {
      pacing.failures = 0;
    },
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<SyncOutcome | undefined> | undefined;
  let again = false;
  /** Changes that waited after the last sync. */
  let queued = 0;
  let syncedAt = Number.NEGATIVE_INFINITY;

  function wait(ms: number): void {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(() => {
      // Nobody looks and nothing waits: the news can wait until somebody does.
      if (queued > 0 || isVisible()) void attempt();
    }, ms);
    setStatus((before) => ({ ...before, nextAt: now() + ms }));
  }

  /** Another tab sends what was saved in it; should that tab be closed over it, this one would not notice for minutes. */
  function standBy(): void {
    checkTimer ??= setTimeout(async () => {
      checkTimer = undefined;
      const { count, due } = await readWaiting(db, now()).catch(() => ({ count: 0, due: 0 }));
      // After trouble the next attempt has its time already.
      if (signal.aborted || count === 0 || due > now() || status().outcome?.kind !== 'done') return;
      queued = count;
      void attempt();
    }, TAKEN_MS);
  }

  async function settle(outcome: SyncOutcome): Promise<void> {
    // Where the storage cannot be read something may well wait in it.
    const waiting = await readWaiting(db, now()).catch(() => ({ count: 1, due: 0 }));
    queued = waiting.count;
    if (outcome.kind === 'done') syncedAt = now();
    if (queued > 0) void askForBackgroundSync(db.accountId);
    const ms = pauseAfter(outcome, waiting, pacing);
    look();
    setStatus({ phase: 'idle', outcome, online: isOnline() });
    if (ms !== undefined) wait(ms);
  }

  async function run(force: boolean): Promise<SyncOutcome | undefined> {
    clearTimeout(timer);
    await checked;
    const outcome = await withSyncLock(db.accountId, force, async () => {
      setStatus(({ nextAt: _, ...before }) => ({ ...before, phase: 'sending', online: isOnline() }));
      return syncUntilDone(db, send, deps, force);
    });
    if (outcome?.kind === 'signed-out' && outcome.orders) await obey(outcome.orders);
    // An order for somebody else's log comes with no sync of this person, and a page may stay open for days.
    if (outcome?.kind === 'done' && knownPeople().length > 1)
      void import('./hear-office.lazy.ts').then(({ hearOrders }) => hearOrders(now)).catch(() => undefined);
    if (!signal.aborted) await (outcome ? settle(outcome) : wait(TAKEN_MS));
    return outcome;
  }

  /** This phone was reported as lost: once it is cleared nothing of its person is on the screen any more. */
  async function obey(orders: unknown): Promise<void> {
    const { obeyOrders } = await import('./obey-orders.lazy.ts');
    if (await obeyOrders(orders, { now, openStore: openOwnDb, inUse: db })) globalThis.location?.reload();
  }

  /** A mistake of ours must not end the loop: it is reported, and the next attempt follows. */
  function recover(error: unknown): SyncOutcome {
    const outcome: SyncOutcome = { kind: 'storage' };
    setStatus({ phase: 'idle', outcome, online: isOnline() });
    wait(pauseAfterFailure(pacing));
    globalThis.reportError?.(error);
    return outcome;
  }

  function attempt(force = false): Promise<SyncOutcome | undefined> {
    running ??= run(force)
      .catch(recover)
      .finally(() => {
        running = undefined;
        // Something was saved after the last page was taken.
        if (again) nudge();
      });
    return running;
  }

  function nudge(): void {
    again = running !== undefined;
    const { outcome } = status();
    // Who asked for patience gets it; and without the person's sign-in nothing can be sent.
    if (again || signal.aborted || (outcome && (outcome.kind === 'busy' || outcome.kind === 'too-much' || needsPerson(outcome)))) return;
    void attempt();
  }

  async function syncNow(): Promise<SyncOutcome> {
    await running;
    return (await attempt(true)) ?? { kind: 'done', more: false };
  }

  /** Whoever comes back to the page sets off one sync, though several events tell of it; and none where all was fetched just now. */
  const isUpToDate = (): boolean =>
    running !== undefined || (queued === 0 && status().outcome?.kind === 'done' && Math.abs(now() - syncedAt) < FRESH_MS);
  const wake = ({ type }: Event): void => {
    setStatus((before) => ({ ...before, online: isOnline() }));
    // With a signal found, what is under way may be about to fail for lack of one.
    if (isVisible() && (type === 'online' || !isUpToDate())) nudge();
  };
  for (const name of ['online', 'offline', 'focus']) globalThis.window?.addEventListener(name, wake, { signal });
  globalThis.document?.addEventListener('visibilitychange', wake, { signal });
  nudge();

  const stop = (): void => {
    clearTimeout(timer);
    clearTimeout(checkTimer);
    controller.abort();
  };
  return { status, syncNow, nudge, stop, ...losses };
}
