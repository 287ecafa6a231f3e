import { PLACEHOLDER_ITEM } from '../../../domain/placeholder.ts';
import type { Plan } from '../../../domain/plan.ts';
import { isSomething, NO_TALLY, tallyByItem } from '../../../domain/tally.ts';
import type { AppDb } from '../db.ts';
import { readTallySource } from './tally-source.ts';

/** Whether anything stands in one that stands for a plan, and how many records: what the office told, with what waits here. */
export async function readStandIn(db: AppDb, plan: Plan): Promise<{ readonly isUsed: boolean; readonly records: number }> {
  const { cells, declared, changes } = await readTallySource(db, plan.id);
  const tally = tallyByItem(plan, cells, declared, changes).get(PLACEHOLDER_ITEM) ?? NO_TALLY;
  const records = tally.confirmed.records + tally.waiting.records + tally.declared + tally.onPhone.records;
  return { isUsed: isSomething(tally) || changes.length > 0, records };
}
