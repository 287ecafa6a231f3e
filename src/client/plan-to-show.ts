import type { Day } from '../domain/day.ts';
import { contains } from '../domain/period.ts';
import type { Plan } from '../domain/plan.ts';

/** Those that are worked on today. */
export const plansRunning = (plans: readonly Plan[], today: Day): Plan[] =>
  plans.filter((plan) => plan.closed !== true && contains(plan.period, today));

/** The plan that was named, else the one chosen last, else one that runs: next year's plan may be here months before it begins. */
export function planToShow(
  plans: readonly Plan[],
  { named, last }: { readonly named: string | undefined; readonly last: string | undefined },
  today: Day,
): Plan | undefined {
  const known = (id: string | undefined): Plan | undefined => plans.find((plan) => plan.id === id);
  return known(named) ?? known(last) ?? plansRunning(plans, today)[0] ?? plans[0];
}
