import type { Day } from '../domain/day.ts';
import { contains } from '../domain/period.ts';
import type { Plan } from '../domain/plan.ts';

/** The plan that was named, else the one chosen last, else one that runs: next year's plan may be here months before it begins. */
export function planToShow(
  plans: readonly Plan[],
  { named, last }: { readonly named: string | undefined; readonly last: string | undefined },
  today: Day,
): Plan | undefined {
  const known = (id: string | undefined): Plan | undefined => plans.find((plan) => plan.id === id);
  const runs = (plan: Plan): boolean => plan.closed !== true && contains(plan.period, today);
  return known(named) ?? known(last) ?? plans.find(runs) ?? plans[0];
}
