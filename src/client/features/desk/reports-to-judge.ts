import type { Closing } from '../../../domain/closing/closing.ts';
import { closingStateOf, mayTake } from '../../../domain/closing/closing-state.ts';
import { type Day, daysBetween, officeDay } from '../../../domain/day.ts';
import type { Role } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';

export interface ReportToJudge {
  readonly plan: Plan;
  readonly closing: Closing;
  /** Since it was handed in. */
  readonly days: number;
}

/** Reports of whichever plan that wait for a verdict of this person, the longest first: a plan may have ended long before. */
export function reportsToJudge(closings: readonly Closing[], plans: readonly Plan[], roles: readonly Role[], today: Day): ReportToJudge[] {
  if (!mayTake(roles, 'approved')) return [];
  return closings
    .filter((closing) => closingStateOf(closing) === 'submitted')
    .flatMap((closing) => {
      const plan = plans.find(({ id }) => id === closing.planId);
      const at = closing.history.at(-1)?.at;
      return plan && at !== undefined ? [{ plan, closing, days: Math.max(0, daysBetween(officeDay(Date.parse(at)), today)) }] : [];
    })
    .toSorted((a, b) => b.days - a.days || a.closing.no - b.closing.no);
}
