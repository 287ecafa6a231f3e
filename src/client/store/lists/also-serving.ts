import { isCounted } from '../../../domain/contribution.ts';
import type { ItemCode, PlanId } from '../../../domain/ids.ts';
import type { AppDb } from '../db.ts';

/** How many counted records on this phone name one of the items as one they also serve; they never add to totals. */
export const countAlsoServing = (db: AppDb, planId: PlanId, codes: readonly ItemCode[]): Promise<number> =>
  db.activities
    .where('content.alsoItemCodes')
    .anyOf([...codes])
    .distinct()
    .filter((row) => row.content.planId === planId && isCounted(row.state) && !codes.includes(row.content.itemCode))
    .count();
