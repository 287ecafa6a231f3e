import { officeDay } from '../../domain/day.ts';
import { duesOf, mayMark } from '../../domain/due-work.ts';
import { markKey } from '../../domain/milestone.ts';
import { findItem } from '../../domain/plan.ts';
import { ok } from '../../domain/result.ts';
import { MARK_MILESTONE } from '../../protocol/endpoints/plans.ts';
import { refuse } from '../http/refusal.ts';
import { saveMark } from '../store/marks.ts';
import { defineRoute } from './route.ts';

const markMilestone = defineRoute(MARK_MILESTONE, {
  summary: 'Say that an occurrence of a milestone is done, or (with null) is not after all; the same again changes nothing',
  access: ['supervisor', 'unitLead'],
  async handle({ deps, who, now, body: { place, ...words } }) {
    const plan = (await deps.readReference(deps.store.reader)).plans.get(place.planId);
    const item = plan && findItem(plan, place.itemCode);
    const isDue = plan && item && duesOf(plan, item).some((due) => markKey(due.place) === markKey(place));
    // What a lead may not mark is answered like what there is not.
    if (!isDue || !mayMark(who.scope, item, place)) return refuse('notFound');
    if (words.doneDate !== null && words.doneDate > officeDay(now)) return refuse('badRequest', { detail: 'doneDate' });
    const mark = await deps.store.write((tx) => saveMark(tx, place, words, { by: who.person.id, at: now }));
    return ok({ mark });
  },
});

export const milestoneRoutes = [markMilestone];
