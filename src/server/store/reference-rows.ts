import type { PlanId } from '../../domain/ids.ts';
import { MilestoneMark, markKey } from '../../domain/milestone.ts';
import { Target, targetKey } from '../../domain/target.ts';
import { type ReferenceKind, saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

async function readData(db: Reader, kind: ReferenceKind, id: string): Promise<unknown> {
  const row = await db.selectFrom('reference').select('data').where('kind', '=', kind).where('id', '=', id).executeTakeFirst();
  return row && JSON.parse(row.data);
}

/** What is said of one target or milestone so far. */
export const readTarget = async (db: Reader, id: string): Promise<Target | undefined> => {
  const data = await readData(db, 'target', id);
  return data === undefined ? undefined : Target.parse(data);
};
export const readMark = async (db: Reader, id: string): Promise<MilestoneMark | undefined> => {
  const data = await readData(db, 'mark', id);
  return data === undefined ? undefined : MilestoneMark.parse(data);
};

export const saveTarget = (tx: WriteTx, target: Target): Promise<void> =>
  saveReference(tx, [{ kind: 'target', id: targetKey(target), data: target }]);
export const saveMark = (tx: WriteTx, mark: MilestoneMark): Promise<void> =>
  saveReference(tx, [{ kind: 'mark', id: markKey(mark), data: mark }]);

/** All targets of a plan, in the order of their places, so that two readers list them alike. */
export async function readTargets(db: Reader, planId: PlanId): Promise<Target[]> {
  const rows = await db.selectFrom('reference').select('data').where('kind', '=', 'target').execute();
  const targets = rows.map((row) => Target.parse(JSON.parse(row.data))).filter((target) => target.planId === planId);
  return targets.sort((a, b) => (targetKey(a) < targetKey(b) ? -1 : 1));
}
