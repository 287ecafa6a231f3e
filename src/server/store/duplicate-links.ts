import type { ActivityId } from '../../domain/ids.ts';
import type { StoredActivity } from '../merge/stored-activity.ts';
import { ACTIVITY_COLUMNS, storedActivity } from './activity-row.ts';
import type { Reader } from './store.ts';

/** Records with these ids, and those that point at `linkedTo` as duplicates. */
export function selectLinked(db: Reader, ids: readonly ActivityId[], linkedTo: readonly ActivityId[]) {
  const query = db.selectFrom('activities').select(ACTIVITY_COLUMNS);
  if (linkedTo.length === 0) return query.where('id', 'in', ids);
  if (ids.length === 0) return query.where('duplicate_of_id', 'in', linkedTo);
  return query.where((eb) => eb.or([eb('id', 'in', ids), eb('duplicate_of_id', 'in', linkedTo)]));
}

/**
 * Records with all that are linked with them as duplicates, however long the way, by id. Records pointing at `asked` are among
 * them already. Most records are linked with none; then nothing more is read.
 */
export async function completeGroups(
  db: Reader,
  found: readonly StoredActivity[],
  asked: readonly ActivityId[],
): Promise<Map<ActivityId, StoredActivity>> {
  const activities = new Map(found.map((activity) => [activity.id, activity]));
  const done = new Set(asked);
  for (;;) {
    const pointing = [...activities.values()].flatMap(({ id, duplicateOfId }) =>
      duplicateOfId === undefined ? [] : [{ id, duplicateOfId }],
    );
    const linked = new Set(pointing.flatMap(({ id, duplicateOfId }) => [id, duplicateOfId]));
    const next = [...linked].filter((id) => !done.has(id));
    const missing = [...linked].filter((id) => !activities.has(id) && !done.has(id));
    if (next.length === 0) return activities;
    for (const activity of (await selectLinked(db, missing, next).execute()).map(storedActivity)) activities.set(activity.id, activity);
    for (const id of next) done.add(id);
  }
}
