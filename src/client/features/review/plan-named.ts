import type { PlanId } from '../../../domain/ids.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import { type Plan, planName } from '../../../domain/plan.ts';

/** The name of a record's plan, where there are several; a plan that only keeps a place is one of them for its own records alone. */
export function planNamed(all: readonly Plan[], planId: PlanId): string | undefined {
  const plans = all.filter((plan) => !isPlaceholder(plan) || plan.id === planId);
  const plan = plans.find(({ id }) => id === planId);
  return plan && plans.length > 1 ? planName(plan, plans) : undefined;
}
