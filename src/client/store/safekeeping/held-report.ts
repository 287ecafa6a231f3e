import type { ActivityId, MutationId } from '../../../domain/ids.ts';
import { MAX_KNOWN, MAX_NAMES } from '../../../protocol/limits.ts';
import type { SyncResponse } from '../../../protocol/sync.ts';
import type { Held } from '../../../protocol/sync-request.ts';
import type { AppDb, OutboxRow } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';

/** What this store says of itself with a request. The sync adds the rest. */
export type HeldReport = Omit<Held, 'persisted' | 'lost'>;

export const recordsOf = (entries: readonly OutboxRow[]): Set<ActivityId> => new Set(entries.map((entry) => entry.activityId));

/** Stores that have named what they hold since they were opened: a store that fell back was opened anew. */
const haveNamed = new WeakSet<AppDb>();

const namesOf = (held: readonly OutboxRow[]): MutationId[] => {
  const last = new Map(held.map(({ activityId, mutation }) => [activityId, mutation.id]));
  return [...last.values()].slice(0, MAX_NAMES);
};

/** A store is told from every other one by a number nobody else draws. It is no secret. */
const drawStore = (): number => Math.floor(Math.random() * 2 ** 48);

/**
 * What was held and has left since was not sent: an answer takes out only what went with a page. Counted here, whatever the
 * reason, so that the office does not take for lost what the person dropped.
 */
async function nextReport(db: AppDb, waiting: ReadonlySet<ActivityId>, held: ReadonlySet<ActivityId>, now: number) {
  const last = (await readMeta(db, 'report')) ?? { since: drawStore(), at: 0, ids: [], dropped: 0 };
  const { since, at: before, dropped } = last;
  const knows = [...(last.knows ?? [before])];
  // What was said since the last answer may have told the office otherwise.
  const isAnswered = knows.length === 1;
  knows.splice(1, knows.length - MAX_KNOWN);
  const gone = last.ids.filter((id) => !waiting.has(id)).length;
  // Chance keeps two stores that fell back to one state from saying the same number.
  const at = Math.max(Math.floor(now), before) + Math.ceil(Math.random() * 999);
  const all = dropped + gone;
  const hasHeld = last.held ?? (last.ids.length > 0 || undefined);
  await writeMeta(db, 'report', { ...last, at, knows: [...knows, at], held: hasHeld, ids: [...held], dropped: all });
  const store = { since, at, knows, held: hasHeld, ...(all && { dropped: all }) };
  return { store, named: last.named, mustName: !isAnswered || gone > 0 };
}

/**
 * Reports what the store still holds after this page. The office must know the held changes by name: a number alone would hide
 * what a store loses when it is emptied or falls back. Changes that the office knows already are not named again.
 */
export async function reportHeld(
  db: AppDb,
  all: readonly OutboxRow[],
  beyond: readonly OutboxRow[],
  refused: ReadonlySet<ActivityId>,
  now: number,
): Promise<HeldReport> {
  const waiting = recordsOf(beyond);
  const ids = new Set([...waiting, ...refused]);
  const { store, named, mustName } = await nextReport(db, recordsOf(all), ids, now);
  const names = namesOf(all.filter((entry) => ids.has(entry.activityId)));
  const known = new Set(named);
  const isKnown = haveNamed.has(db) && !mustName && names.every((name) => known.has(name));
  const times = beyond.map((entry) => entry.mutation.at).sort();
  return {
    count: waiting.size,
    attention: refused.size,
    ...(times[0] && { oldestAt: times[0] }),
    store,
    ...(ids.size > 0 && !isKnown && { names }),
  };
}

/**
 * Remembers what the office knows by name now. One that had heard later words of this store took no notice of these; one
 * that begins its feed anew may have forgotten them.
 */
export async function rememberReportAnswered(db: AppDb, held: HeldReport, { report: answer, restarted }: SyncResponse): Promise<void> {
  const report = await readMeta(db, 'report');
  if (!report || report.since !== held.store?.since) return;
  if (answer?.heard !== undefined) return writeMeta(db, 'report', { ...report, at: Math.max(report.at, answer.heard) });
  const isNothingHeld = held.count + held.attention === 0;
  const named = restarted || isNothingHeld ? [] : (held.names ?? report.named);
  await writeMeta(db, 'report', { ...report, knows: [held.store.at], ...(named && { named }) });
  if (restarted) haveNamed.delete(db);
  else if (held.names || isNothingHeld) haveNamed.add(db);
}
