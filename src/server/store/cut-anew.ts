import { Plan } from '../../domain/plan.ts';
import { fromJson } from './json.ts';
import { cutDaysText } from './plan-versions.ts';
import { repairCells } from './recount.ts';
import { createReferenceReader } from './reference.ts';
import type { Reader, Store, WriteTx } from './store.ts';

/** Plans whose cells were made when months were cut on other days than now. */
async function plansCutOtherwise(db: Reader): Promise<Plan[]> {
  const rows = await db
    .selectFrom('plan_versions')
    .innerJoin('reference', (join) => join.onRef('reference.id', '=', 'plan_versions.plan_id').on('reference.kind', '=', 'plan'))
    .select(['plan_versions.version', 'plan_versions.cut_days', 'reference.data'])
    .execute();
  return rows.flatMap(({ version, cut_days, data }) => {
    const plan = Plan.parse(fromJson(data));
    return plan.version === version && cut_days !== cutDaysText(plan) ? [plan] : [];
  });
}

async function cutAnew(tx: WriteTx): Promise<void> {
  const plans = await plansCutOtherwise(tx.db);
  if (plans.length === 0) return;
  await repairCells(tx, await createReferenceReader()(tx.db));
  for (const plan of plans)
    await tx.db
      .updateTable('plan_versions')
      .set({ cut_days: cutDaysText(plan) })
      .where('plan_id', '=', plan.id)
      .where('version', '=', plan.version)
      .execute();
}

/** Cells of a database that an earlier release cut otherwise are made anew, and phones hear of each. */
export async function ensureCutDays(store: Store): Promise<void> {
  if ((await plansCutOtherwise(store.reader)).length > 0) await store.write(cutAnew);
}
