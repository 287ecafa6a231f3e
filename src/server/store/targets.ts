import type { AccountId } from '../../domain/ids.ts';
import { type Target, type TargetPlace, targetKey } from '../../domain/target.ts';
import { instant } from './activity-row.ts';
import { readTarget, saveTarget } from './reference-rows.ts';
import type { WriteTx } from './store.ts';

/** Who says something, and when (ms since 1970). */
export interface Said {
  readonly by: AccountId;
  readonly at: number;
}

/** Sets a target, or (null) takes it away, and keeps what it was before; the value it has already changes nothing. */
export async function setTarget(tx: WriteTx, place: TargetPlace, value: Target['value'], { by, at }: Said): Promise<Target> {
  const before = await readTarget(tx.db, targetKey(place));
  if ((before?.value ?? null) === value) return before ?? { ...place, value, history: [] };
  const after: Target = { ...place, value, history: [...(before?.history ?? []), { value, at: instant(at), by }] };
  await saveTarget(tx, after);
  return after;
}
