import { duesOf, mayMark } from '../../domain/due-work.ts';
import { PlanId } from '../../domain/ids.ts';
import { markKey } from '../../domain/milestone.ts';
import { pacesOf, seesPace } from '../../domain/pace.ts';
import { inPlaceOf, scopeOf } from '../../domain/person.ts';
import { findItem } from '../../domain/plan.ts';
import { ok } from '../../domain/result.ts';
import { addAmounts, tallyByItem } from '../../domain/tally.ts';
import { MARK_MILESTONE, READ_PACE, SET_TARGET } from '../../protocol/endpoints/progress.ts';
import { refuse } from '../http/refusal.ts';
import { saveMark } from '../store/marks.ts';
import { readPlanCells } from '../store/tally-reads.ts';
import { readTargets, saveTarget } from '../store/targets.ts';
import { defineRoute, doneBy } from './route.ts';

const setTarget = defineRoute(SET_TARGET, {
  summary: 'Set, change or (with null) take away a target of an item; the same value again changes nothing',
  access: ['supervisor'],
  async handle({ deps, who, now, body: { place, value } }) {
    const { plans, units } = await deps.readReference(deps.store.reader);
    const plan = plans.get(place.planId);
    const isKnownUnit = place.unitId === null || units.some((unit) => unit.id === place.unitId);
    if (!plan || !findItem(plan, place.itemCode) || !isKnownUnit) return refuse('notFound');
    return deps.store.write(async (tx) => {
      const { target, isNew } = await saveTarget(tx, place, value, { by: who.person.id, at: now });
      const details = { item: place.itemCode, ...inPlaceOf(who.person, who.today, (post) => scopeOf(post).managesPlans) };
      if (isNew) tx.chain.add({ kind: 'targetSet', ...doneBy({ who, now }), subject: plan.id, details });
      return ok({ target });
    });
  },
});

const markMilestone = defineRoute(MARK_MILESTONE, {
  summary: 'Say that an occurrence of a milestone is done, or (with null) is not after all; the same again changes nothing',
  access: ['supervisor', 'unitLead'],
  async handle({ deps, who, now, body: { place, ...words } }) {
    const plan = (await deps.readReference(deps.store.reader)).plans.get(place.planId);
    const item = plan && findItem(plan, place.itemCode);
    const isDue = plan && item && duesOf(plan, item).some((due) => markKey(due.place) === markKey(place));
    // What a lead may not mark is answered like what there is not.
    if (!isDue || !mayMark(who.scope, item, place)) return refuse('notFound');
    if (words.doneDate !== null && words.doneDate > who.today) return refuse('badRequest', { detail: 'doneDate' });
    return deps.store.write(async (tx) => {
      const { mark, isNew } = await saveMark(tx, place, words, { by: who.person.id, at: now });
      const principal = inPlaceOf(who.person, who.today, (post) => mayMark(scopeOf(post), item, place));
      const details = { item: place.itemCode, ...principal };
      if (isNew) tx.chain.add({ kind: 'milestoneMarked', ...doneBy({ who, now }), subject: plan.id, details });
      return ok({ mark });
    });
  },
});

const planPace = defineRoute(READ_PACE, {
  summary: 'Every target whose figures the person sees: done, waiting, expected by today, and what a week needs',
  access: 'signedIn',
  async handle({ deps, who: { scope, today }, params }) {
    const planId = PlanId.safeParse(params.planId);
    const plan = planId.success ? (await deps.readReference(deps.store.reader)).plans.get(planId.data) : undefined;
    if (!plan) return refuse('notFound');
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

export const progressRoutes = [setTarget, markMilestone, planPace];
