import { type Accessor, createSignal } from 'solid-js';
import { assertNever } from '../../domain/result.ts';
import type { AppDb } from '../store/db.ts';
import { readWaiting } from '../store/feed/take-page.ts';
import { checkLedger, countLost, followWaiting, noteSeen } from '../store/safekeeping/held-ledger.ts';
import { askForBackgroundSync } from './background-sync.ts';
import { backoffMs } from './backoff.ts';
import { needsPerson, type SyncOutcome } from './outcome.ts';
import { isPersisted } from './persist.ts';
import { makeSend, type Send } from './send.ts';
import { withSyncLock } from './sync-lock.ts';
import { syncUntilDone } from './sync-until-done.ts';

export interface SyncStatus {
  readonly phase: 'idle' | 'sending';
  /** How the last sync ended; absent before the first. */
  readonly outcome?: SyncOutcome;
  /** When the next one starts by itself (ms since 1970). */
  readonly nextAt?: number;
  /** What the browser believes. */
  readonly online: boolean;
}

export interface SyncLoop {
  readonly status: Accessor<SyncStatus>;
  /** Syncs now, whatever was tried before: the person asked. */
  readonly syncNow: () => Promise<SyncOutcome>;
  /** Something was saved: sync soon. */
  readonly nudge: () => void;
  /** Records that waited on this phone and are gone, until the person has taken note. */
  readonly lost: Accessor<number>;
  /** Records that came back from their copies after the browser had emptied the store. */
  readonly regained: Accessor<number>;
  readonly noteLossSeen: () => void;
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

/** While nothing waits, the office's news is fetched this often (ms) as long as somebody looks. */
const HEARTBEAT_MS = 240_000;
/** Another tab holds the lock: look again soon (ms). */
const TAKEN_MS = 5_000;

const isOnline = (): boolean => globalThis.navigator?.onLine !== false;
const isVisible = (): boolean => globalThis.document?.visibilityState !== 'hidden';

/** Runs sync when there is reason to: at the start, after a save, when the phone wakes or finds signal, and by the clock. */
export function createSyncLoop({
  db,
  now,
  newId,
  app,
  send = makeSend((path, init) => fetch(path, init)),
  random = Math.random,
}: SyncLoopDeps): SyncLoop {
  const [status, setStatus] = createSignal<SyncStatus>({ phase: 'idle', online: isOnline() });
  const [lost, setLost] = createSignal(0);
  const [regained, setRegained] = createSignal(0);
  const controller = new AbortController();
  const { signal } = controller;
  // Some browsers say "offline" for ever: every fourth attempt finds out for itself.
  const deps = {
    now,
    newId,
    app,
    isPersisted,
    isOnline: () => isOnline() || failures % 4 === 3,
    // Where something gets through between two cuts, the link is worth trying again soon.
    onAnswered: () => {
      failures = 0;
    },
    signal,
  };
  const stops: (() => void)[] = [];
  // Before anything is sent or noted anew: whether all that waited is still there.
  const checked = lookAround().catch(() => undefined);
  void checked.then(keepPlan).catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let standing: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<SyncOutcome | undefined> | undefined;
  let again = false;
  let failures = 0;
  /** Changes that waited after the last sync. */
  let queued = 0;

  /** Where it cannot be found out what is missing the ledger is left alone: nothing is noted over it. */
  async function lookAround(): Promise<void> {
    setRegained(await checkLedger(db, now()));
    lookForLoss();
    if (!signal.aborted) stops.push(followWaiting(db, { now, onRegained: setRegained, onWaiting: standBy }));
  }

  /** The plan comes back from its copy where the store lost it; the copy follows what the feed brings. */
  async function keepPlan(): Promise<void> {
    const { followPlan, regainPlan } = await import('../store/safekeeping/plan-copy.lazy.ts');
    await regainPlan(db);
    if (!signal.aborted) stops.push(followPlan(db));
  }

  /** What this phone knows as lost, and what the office says with an answer. */
  function lookForLoss(): void {
    void countLost(db).then(setLost, () => undefined);
  }

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
    standing ??= setTimeout(async () => {
      standing = undefined;
      const { count, due } = await readWaiting(db, now()).catch(() => ({ count: 0, due: 0 }));
      // After trouble the next attempt has its time already.
      if (signal.aborted || count === 0 || due > now() || status().outcome?.kind !== 'done') return;
      queued = count;
      void attempt();
    }, TAKEN_MS);
  }

  /** When to try again by itself; undefined: not before the person did something. `due`: when the first of what waits may go. */
  function pauseAfter(outcome: SyncOutcome, due: number): number | undefined {
    switch (outcome.kind) {
      case 'done':
        if (queued > 0 && due <= now()) return backoffMs(++failures, random);
        failures = 0;
        return (queued > 0 ? due - now() : HEARTBEAT_MS) * (1 + random() / 4);
      case 'busy':
        return Math.max((outcome.retryAfterMs ?? 0) * (1 + random() / 10), backoffMs(++failures, random));
      case 'offline':
      case 'timeout':
      case 'server-error':
      case 'captive':
      case 'too-large':
      case 'storage':
        return backoffMs(++failures, random);
      case 'signed-out':
      case 'wrong-account':
      case 'update-required':
        return undefined;
      default:
        return assertNever(outcome);
    }
  }

  async function settle(outcome: SyncOutcome): Promise<void> {
    // Where the storage cannot be read something may well wait in it.
    const waiting = await readWaiting(db, now()).catch(() => ({ count: 1, due: 0 }));
    queued = waiting.count;
    if (queued > 0) void askForBackgroundSync(db.accountId);
    const ms = pauseAfter(outcome, waiting.due);
    lookForLoss();
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
    if (!signal.aborted) await (outcome ? settle(outcome) : wait(TAKEN_MS));
    return outcome;
  }

  /** A mistake of ours must not end the loop: it is reported, and the next attempt follows. */
  function recover(error: unknown): SyncOutcome {
    const outcome: SyncOutcome = { kind: 'storage' };
    setStatus({ phase: 'idle', outcome, online: isOnline() });
    wait(backoffMs(++failures, random));
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
    if (again || signal.aborted || (outcome && (outcome.kind === 'busy' || needsPerson(outcome)))) return;
    void attempt();
  }

  async function syncNow(): Promise<SyncOutcome> {
    await running;
    return (await attempt(true)) ?? { kind: 'done', more: false };
  }

  const wake = (): void => {
    setStatus((before) => ({ ...before, online: isOnline() }));
    if (isVisible()) nudge();
  };
  for (const name of ['online', 'offline', 'focus']) globalThis.window?.addEventListener(name, wake, { signal });
  globalThis.document?.addEventListener('visibilitychange', wake, { signal });
  nudge();

  return {
    status,
    syncNow,
    nudge,
    lost,
    regained,
    noteLossSeen: () => {
      void noteSeen(db).then(lookForLoss, () => undefined);
    },
    stop: () => {
      for (const end of stops) end();
      clearTimeout(timer);
      clearTimeout(standing);
      controller.abort();
    },
  };
}
