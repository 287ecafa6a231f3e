import type { Held } from '../../protocol/sync.ts';

/** Records a phone said it held that neither came nor are there any more. Lies as JSON with its device. */
export interface Loss {
  /** When it was noticed, and when the phone itself had said that it held them (milliseconds since 1970). */
  readonly at: number;
  readonly heldAt?: number;
  /** What it had said, what it says now, and how many records came along. */
  readonly held: number;
  readonly now: number;
  readonly received: number;
  readonly missing: number;
  /** The store that held them: should it speak again, nothing is lost. */
  readonly store?: number | undefined;
  /** The phone's own ledger names these changes; once all of them have come, nothing is lost either. */
  readonly changes?: readonly string[];
}

/** What the phone said the last time, as the device's row keeps it. */
export interface LastReport {
  readonly held: number;
  readonly at: number | undefined;
  readonly store: Required<Held>['store'] | undefined;
  readonly loss: Loss | undefined;
}

export interface Report {
  readonly held: Held;
  /** Records among the changes that came with it. */
  readonly received: number;
  /** Of the changes its ledger misses, those that never came. */
  readonly missed: readonly string[];
}

export const heldOf = ({ count, attention }: Held): number => count + attention;

/** A request that was overtaken by a later one says what was, not what is. */
export const isOvertaken = (last: LastReport, { store }: Held): boolean =>
  store !== undefined && last.store?.since === store.since && store.at <= last.store.at;

const inAnotherStore = ({ store: last }: LastReport, { store }: Held): boolean =>
  last !== undefined && store !== undefined && last.since !== store.since;

/**
 * All the phone held must have come with this report, still be held, or have been dropped by its person. New records in
 * between only hide a loss, never feign one; in another store nothing of the old one can be left.
 */
function countGone(last: LastReport, { held, received }: Report): number {
  if (!last.store || !held.store) return 0;
  if (inAnotherStore(last, held)) return last.held;
  // A store that was put together again from copies counts what was dropped from the beginning.
  const dropped = Math.max(0, (held.store.dropped ?? 0) - (last.store.dropped ?? 0));
  return last.held - heldOf(held) - received - dropped;
}

/** What is missing after this report; undefined where nothing is, or no longer. */
export function noticeLoss(last: LastReport, report: Report, now: number): Loss | undefined {
  const { held, received, missed } = report;
  const isBack = last.loss?.store !== undefined && last.loss.store === held.store?.since;
  const known = isBack ? undefined : last.loss;
  const gone = countGone(last, report);
  if (gone <= 0 && missed.length === 0) return known;
  const missing = Math.max((known?.missing ?? 0) + Math.max(0, gone), missed.length);
  const changes = [...new Set([...(known?.changes ?? []), ...missed])];
  return {
    at: now,
    ...(gone > 0 && last.at !== undefined && { heldAt: last.at }),
    held: Math.max(last.held, missing),
    now: heldOf(held),
    received,
    missing,
    ...(gone > 0 && inAnotherStore(last, held) && { store: last.store?.since }),
    ...(changes.length > 0 && { changes }),
  };
}
