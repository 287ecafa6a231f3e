import { findItem } from '../../domain/plan.ts';
import { ok } from '../../domain/result.ts';
import { type Target, targetKey } from '../../domain/target.ts';
import { SetTargetRequest, SetTargetResponse } from '../../protocol/plan.ts';
import { refuse } from '../http/refusal.ts';
import { instant } from '../store/activity-row.ts';
import { readTarget, saveTarget } from '../store/reference-rows.ts';
import { defineRoute } from './route.ts';

const setTarget = defineRoute({
  method: 'POST',
  path: '/api/targets',
  summary: 'Set, change or (with null) take away a target of an item; the same value again changes nothing',
  access: ['supervisor'],
  body: SetTargetRequest,
  reply: SetTargetResponse,
  errors: ['notFound'],
  async handle({ deps, who, now, body: { place, value } }) {
    const { plans, units } = await deps.readReference(deps.store.reader);
    const plan = plans.get(place.planId);
    const isKnownUnit = place.unitId === null || units.some((unit) => unit.id === place.unitId);
    if (!plan || !findItem(plan, place.itemCode) || !isKnownUnit) return refuse('notFound');
    const target = await deps.store.write(async (tx) => {
      const before = await readTarget(tx.db, targetKey(place));
      if ((before?.value ?? null) === value) return before ?? { ...place, value, history: [] };
      const said = { value, at: instant(now), by: who.person.id };
      const after: Target = { ...place, value, history: [...(before?.history ?? []), said] };
      await saveTarget(tx, after);
      return after;
    });
    return ok({ target });
  },
});

export const targetRoutes = [setTarget];
