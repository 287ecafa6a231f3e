import { officeDay } from '../../domain/day.ts';
import { PlanId } from '../../domain/ids.ts';
import { pacesOf, seesPace } from '../../domain/pace.ts';
import { ok } from '../../domain/result.ts';
import { addAmounts, tallyByItem } from '../../domain/tally.ts';
import { READ_PACE } from '../../protocol/endpoints/plans.ts';
import { refuse } from '../http/refusal.ts';
import { readPlanCells } from '../store/tally-reads.ts';
import { readTargets } from '../store/targets.ts';
import { defineRoute } from './route.ts';

const planPace = defineRoute(READ_PACE, {
  summary: 'Every target whose figures the person sees: done, waiting, expected by today, and what a week needs',
  access: 'signedIn',
  async handle({ deps, who: { scope }, now, params }) {
    const planId = PlanId.safeParse(params.planId);
    const plan = planId.success ? (await deps.readReference(deps.store.reader)).plans.get(planId.data) : undefined;
    if (!plan) return refuse('notFound');
    const today = officeDay(now);
    const targets = (await readTargets(deps.store.reader, plan.id)).filter((target) => seesPace(scope, plan, target));
    const cells = targets.length > 0 ? await readPlanCells(deps.store.reader, scope, plan.id) : [];
    const paces = pacesOf(plan, targets, today, (filter) => tallyByItem(plan, cells, [], [], filter));
    return ok({
      planId: plan.id,
      today,
      targets: paces.map(({ instance: { period }, tally, ...pace }) => {
        const { estimated } = addAmounts(tally.confirmed, tally.waiting);
        return { ...pace, ...period, ...(estimated !== undefined && { estimated }) };
      }),
    });
  },
});

export const paceRoutes = [planPace];
