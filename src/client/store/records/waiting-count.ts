import type { ActivityId } from '../../../domain/ids.ts';
import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import type { AppDb, OutboxRow } from '../db.ts';

/** Records of which only a verdict waits. */
export function onlyJudged(entries: Iterable<OutboxRow>): Map<ActivityId, boolean> {
  const found = new Map<ActivityId, boolean>();
  for (const { activityId, verdict } of entries) found.set(activityId, verdict === true && found.get(activityId) !== false);
  return found;
}

/** What waits on this phone; what the server refused waits for the person and is counted `withRefused` alone. */
export async function countWaiting(db: AppDb, withRefused = false): Promise<WaitingCount> {
  const entries = await db.outbox.toArray();
  const refused = new Set(withRefused ? [] : entries.flatMap((entry) => (entry.refused ? [entry.activityId] : [])));
  const judged = [...onlyJudged(entries)].flatMap(([id, only]) => (refused.has(id) ? [] : [only]));
  const verdicts = judged.filter((only) => only).length;
  return { records: judged.length - verdicts, verdicts };
}
