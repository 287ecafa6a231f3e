import type { ActivityId } from '../../domain/ids.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import type { Reader } from './store.ts';

/** Of these records, those that were cleared away with the demonstration. An office that never showed one asks nothing. */
export async function clearedAmong(
  db: Reader,
  { settings }: Pick<OfficeReference, 'settings'>,
  ids: readonly ActivityId[],
): Promise<ReadonlySet<ActivityId>> {
  if (settings?.demonstration !== 'cleared' || ids.length === 0) return new Set();
  const rows = await db.selectFrom('cleared').select('activity_id').where('activity_id', 'in', ids).execute();
  return new Set(rows.map((row) => row.activity_id));
}
