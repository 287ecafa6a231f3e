import type { ActivityId, MutationId } from '../../../domain/ids.ts';
import { type Held, MAX_NAMES, type SyncResponse } from '../../../protocol/sync.ts';
import type { AppDb, OutboxRow } from '../db.ts';
import { type LastReport, readMeta, writeMeta } from '../meta.ts';

/** What this store says of itself with a request; the rest of it the sync adds. */
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
  const prev = last.said ?? last.at;
  const gone = last.ids.filter((id) => !waiting.has(id)).length;
  const at = Math.max(Math.floor(now / 1_000), last.at + 1);
  const { said: _, ...rest } = last;
  const report: LastReport = { ...rest, at, ids: [...held], dropped: last.dropped + gone };
  await writeMeta(db, 'report', report);
  return { report, prev, hasDropped: gone > 0 };
}

/**
 * What stays behind when the page has gone. The office must know it by name, since a number alone would hide what a store
 * that is emptied or falls back has lost. What it knows already is not named again.
 */
export async function sayHeld(
  db: AppDb,
  all: readonly OutboxRow[],
  beyond: readonly OutboxRow[],
  refused: ReadonlySet<ActivityId>,
  now: number,
): Promise<HeldReport> {
  const waiting = recordsOf(beyond);
  const ids = new Set([...waiting, ...refused]);
  const { report, prev, hasDropped } = await nextReport(db, recordsOf(all), ids, now);
  const names = namesOf(all.filter((entry) => ids.has(entry.activityId)));
  const known = new Set(report.named);
  const isKnown = haveNamed.has(db) && !hasDropped && names.every((name) => known.has(name));
  const times = beyond.map((entry) => entry.mutation.at).sort();
  return {
    count: waiting.size,
    attention: refused.size,
    ...(times[0] && { oldestAt: times[0] }),
    store: { since: report.since, at: report.at, prev, ...(report.dropped > 0 && { dropped: report.dropped }) },
    ...(ids.size > 0 && !isKnown && { names }),
  };
}

/**
 * Remembers what the office knows by name now. One that had heard later words of this store took no notice of these; one
 * that begins its feed anew may have forgotten them.
 */
export async function noteReportAnswered(db: AppDb, held: HeldReport, { report: answer, restarted }: SyncResponse): Promise<void> {
  const report = await readMeta(db, 'report');
  if (!report || report.since !== held.store?.since) return;
  if (answer?.heard !== undefined) {
    return writeMeta(db, 'report', { ...report, at: Math.max(report.at, answer.heard), said: report.said ?? report.at });
  }
  const named = restarted ? [] : held.names;
  if (named) await writeMeta(db, 'report', { ...report, named });
  if (restarted) haveNamed.delete(db);
  else if (held.names || held.count + held.attention === 0) haveNamed.add(db);
}
