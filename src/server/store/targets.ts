import type { AccountId, PlanId } from '../../domain/ids.ts';
import { Target, type TargetPlace, targetKey } from '../../domain/target.ts';
import { fromJson } from './json.ts';
import { saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

async function readTarget(db: Reader, place: TargetPlace): Promise<Target | undefined> {
  const row = await db
    .selectFrom('reference')
    .select('data')
    .where('kind', '=', 'target')
    .where('id', '=', targetKey(place))
    .executeTakeFirst();
  return row && Target.parse(fromJson(row.data));
}

/** Sets a target and keeps what it was before; the value it has already changes nothing. */
export async function saveTarget(
  tx: WriteTx,
  place: TargetPlace,
  value: Target['value'],
  { by, at }: { readonly by: AccountId; readonly at: number },
): Promise<{ readonly target: Target; readonly isNew: boolean }> {
  const before = await readTarget(tx.db, place);
  // Taking away what is not there leaves no word either.
  if ((before?.value ?? null) === value) return { target: before ?? { ...place, value, history: [] }, isNew: false };
  const history = [...(before?.history ?? []), { value, at: new Date(at).toISOString(), by }];
  const target = Target.parse({ ...place, value, history });
  await saveReference(tx, [{ kind: 'target', id: targetKey(target), data: target }]);
  return { target, isNew: true };
}

/** All targets of a plan, in the order of their places, so that two readers list them alike. */
export async function readTargets(db: Reader, planId: PlanId): Promise<Target[]> {
  const rows = await db.selectFrom('reference').select('data').where('kind', '=', 'target').execute();
  const targets = rows.map((row) => Target.parse(fromJson(row.data))).filter((target) => target.planId === planId);
  return targets.sort((a, b) => (targetKey(a) < targetKey(b) ? -1 : 1));
}
