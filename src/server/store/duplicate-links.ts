import type { ActivityId } from '../../domain/ids.ts';
import { ACTIVITY_COLUMNS, type StoredActivity, storedActivity } from './activity-row.ts';
import type { Reader } from './store.ts';

/** Records with these ids, and those that point at `linkedTo` as duplicates. */
export function selectLinked(db: Reader, ids: readonly ActivityId[], linkedTo: readonly ActivityId[]) {
  const query = db.selectFrom('activities').select(ACTIVITY_COLUMNS);
  if (linkedTo.length === 0) return query.where('id', 'in', ids);
  if (ids.length === 0) return query.where('duplicate_of_id', 'in', linkedTo);
  return query.where((eb) => eb.or([eb('id', 'in', ids), eb('duplicate_of_id', 'in', linkedTo)]));
}

/**
 * Completes records with all that are linked with them as duplicates, however long the way. Records pointing at `asked` are
 * there already. Most records are linked with none; then nothing more is read.
 */
export async function completeGroups(db: Reader, activities: Map<ActivityId, StoredActivity>, asked: readonly ActivityId[]): Promise<void> {
  const done = new Set(asked);
  for (;;) {
    const pointing = [...activities.values()].flatMap(({ id, duplicateOfId }) =>
      duplicateOfId === undefined ? [] : [{ id, duplicateOfId }],
    );
    const linked = new Set(pointing.flatMap(({ id, duplicateOfId }) => [id, duplicateOfId]));
    const next = [...linked].filter((id) => !done.has(id));
    const missing = [...linked].filter((id) => !activities.has(id) && !done.has(id));
    if (next.length === 0) return;
    for (const row of await selectLinked(db, missing, next).execute()) activities.set(row.id as ActivityId, storedActivity(row));
    for (const id of next) done.add(id);
  }
}
