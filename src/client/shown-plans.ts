import { type Accessor, createMemo } from 'solid-js';
import { type Day, officeDay } from '../domain/day.ts';
import { contains } from '../domain/period.ts';
import { isPlaceholder } from '../domain/placeholder.ts';
import type { Plan } from '../domain/plan.ts';
import { useApp } from './app-context.ts';
import { readStandIn } from './store/lists/unplaced.ts';
import { createLiveQuery } from './store/live.ts';

/** What stands for a plan is shown where records stand in it, and where the office has plans and none of them is for today. */
export function plansToShow(plans: readonly Plan[], used: ReadonlySet<string>, today: Day): Plan[] {
  const own = plans.filter((plan) => !isPlaceholder(plan));
  const runs = (plan: Plan): boolean => plan.closed !== true && contains(plan.period, today);
  const lacks = own.length > 0 && !own.some(runs);
  return plans.filter((plan) => !isPlaceholder(plan) || used.has(plan.id) || (lacks && runs(plan)));
}

/** How many records stand in each of those that stand for a plan, by its id; only of those in which something stands. */
export function createStandIns(): Accessor<ReadonlyMap<string, number> | undefined> {
  const app = useApp();
  return createLiveQuery(async () => {
    const all = (app.plans() ?? []).filter(isPlaceholder);
    const read = await Promise.all(all.map(async (plan) => [plan.id, await readStandIn(app.db, plan)] as const));
    return new Map(read.flatMap(([id, { isUsed, records }]) => (isUsed ? [[id, records] as const] : [])));
  });
}

/** The plans a screen of plans offers; undefined until they are known. */
export function createShownPlans(): Accessor<readonly Plan[] | undefined> {
  const app = useApp();
  const used = createStandIns();
  return createMemo(() => {
    const [plans, known] = [app.plans(), used()];
    return plans && known && plansToShow(plans, new Set(known.keys()), officeDay(app.now()));
  });
}
