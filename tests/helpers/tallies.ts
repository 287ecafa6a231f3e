import type { AppDb } from '../../src/client/store/db.ts';
import { readTallySource } from '../../src/client/store/lists/tally-source.ts';
import type { ItemCode } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { type Tally, type TallyFilter, tallyByItem } from '../../src/domain/tally.ts';

/** The figures of one plan on a phone, made as its screens make them. */
export async function readTallies(db: AppDb, plan: Plan, filter: TallyFilter = {}): Promise<Map<ItemCode, Tally>> {
  const { cells, declared, changes } = await readTallySource(db, plan.id);
  return tallyByItem(plan, cells, declared, changes, filter);
}
