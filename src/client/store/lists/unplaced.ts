import { isPlaceholder, PLACEHOLDER_ITEM } from '../../../domain/placeholder.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { StandIn } from '../../../domain/report/unplaced-in.ts';
import { isSomething, NO_TALLY, tallyByItem } from '../../../domain/tally.ts';
import type { AppDb } from '../db.ts';
import { readTallySource } from './tally-source.ts';

/** What stands for plans, with all that was logged under it as far as this device knows. */
export const readStandIns = (db: AppDb, plans: readonly Plan[]): Promise<StandIn[]> =>
  Promise.all(plans.filter(isPlaceholder).map(async (plan) => ({ plan, source: await readTallySource(db, plan.id) })));

/** Whether anything stands in one that stands for a plan, and how many records: what the office told, with what waits here. */
export async function readStandIn(db: AppDb, plan: Plan): Promise<{ readonly isUsed: boolean; readonly records: number }> {
  const { cells, declared, changes } = await readTallySource(db, plan.id);
  const tally = tallyByItem(plan, cells, declared, changes).get(PLACEHOLDER_ITEM) ?? NO_TALLY;
  const records = tally.confirmed.records + tally.waiting.records + tally.declared + tally.onPhone.records;
  return { isUsed: isSomething(tally) || changes.length > 0, records };
}
