import { officeDay } from '../../domain/day.ts';
import { duesOf, mayMark } from '../../domain/due-work.ts';
import { type MilestoneMark, markKey } from '../../domain/milestone.ts';
import { findItem } from '../../domain/plan.ts';
import { ok } from '../../domain/result.ts';
import { MarkMilestoneRequest, MarkMilestoneResponse } from '../../protocol/plan.ts';
import { refuse } from '../http/refusal.ts';
import { instant } from '../store/activity-row.ts';
import { readMark, saveMark } from '../store/reference-rows.ts';
import { defineRoute } from './route.ts';

type Words = Pick<MilestoneMark, 'doneDate' | 'docNumber' | 'note'>;
const isSaid = (mark: MilestoneMark | undefined, words: Words): boolean =>
  (mark?.doneDate ?? null) === words.doneDate && mark?.docNumber === words.docNumber && mark?.note === words.note;

const markMilestone = defineRoute({
  method: 'POST',
  path: '/api/milestones',
  summary: 'Say that an occurrence of a milestone is done, or (with null) is not after all; the same again changes nothing',
  access: ['supervisor', 'unitLead'],
  body: MarkMilestoneRequest,
  reply: MarkMilestoneResponse,
  errors: ['notFound'],
  async handle({ deps, who, now, body: { place, ...words } }) {
    const plan = (await deps.readReference(deps.store.reader)).plans.get(place.planId);
    const item = plan && findItem(plan, place.itemCode);
    const isDue = plan && item && duesOf(plan, item).some((due) => markKey(due.place) === markKey(place));
    // What a lead may not mark is answered like what there is not.
    if (!isDue || !mayMark(who.scope, item, place)) return refuse('notFound');
    if (words.doneDate !== null && words.doneDate > officeDay(now)) return refuse('badRequest', { detail: 'doneDate' });
    const mark = await deps.store.write(async (tx) => {
      const before = await readMark(tx.db, markKey(place));
      if (isSaid(before, words)) return before ?? { ...place, ...words, history: [] };
      const said = { ...words, at: instant(now), by: who.person.id };
      const after: MilestoneMark = { ...place, ...words, history: [...(before?.history ?? []), said] };
      await saveMark(tx, after);
      return after;
    });
    return ok({ mark });
  },
});

export const milestoneRoutes = [markMilestone];
