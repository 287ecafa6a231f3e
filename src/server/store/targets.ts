import type { AccountId } from '../../domain/ids.ts';
import { Target, type TargetPlace, targetKey } from '../../domain/target.ts';
import { saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

async function readTarget(db: Reader, place: TargetPlace): Promise<Target | undefined> {
  const row = await db
    .selectFrom('reference')
    .select('data')
    .where('kind', '=', 'target')
    .where('id', '=', targetKey(place))
    .executeTakeFirst();
  return row && Target.parse(JSON.parse(row.data));
}

/** Sets a target and keeps what it was before; the value it has already changes nothing. */
export async function saveTarget(
  tx: WriteTx,
  place: TargetPlace,
  value: Target['value'],
  { by, at }: { readonly by: AccountId; readonly at: number },
): Promise<Target> {
  const before = await readTarget(tx.db, place);
  if (before?.value === value) return before;
  const history = [...(before?.history ?? []), { value, at: new Date(at).toISOString(), by }];
  const target = Target.parse({ ...place, value, history });
  await saveReference(tx, [{ kind: 'target', id: targetKey(target), data: target }]);
  return target;
}
