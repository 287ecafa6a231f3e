import type { Contribution } from './contribution.ts';
import type { PlanId } from './ids.ts';
import { contains } from './period.ts';
import type { PhoneChange, TallyFilter } from './tally.ts';

/** How much waits on a phone: records with words of their own, and records of which only a verdict waits. */
export interface WaitingCount {
  readonly records: number;
  readonly verdicts: number;
}

/**
 * Counts changes, never what they add up to: a withdrawal or a return waits like a new record and takes nothing from the
 * number. A change counts where the record was and where it will be.
 */
export function countChanges(planId: PlanId, changes: Iterable<PhoneChange>, { period, unitId }: TallyFilter = {}): WaitingCount {
  const isWanted = (contribution: Contribution | undefined): boolean =>
    contribution?.planId === planId &&
    (unitId === undefined || contribution.unitId === unitId) &&
    (!period || contains(period, contribution.date));
  let records = 0;
  let verdicts = 0;
  for (const { received, changed, verdict } of changes) {
    if (!isWanted(received) && !isWanted(changed)) continue;
    if (verdict) verdicts++;
    else records++;
  }
  return { records, verdicts };
}
