import { findItem } from '../../domain/plan.ts';
import { ok } from '../../domain/result.ts';
import { SET_TARGET } from '../../protocol/endpoints/plans.ts';
import { refuse } from '../http/refusal.ts';
import { saveTarget } from '../store/targets.ts';
import { defineRoute } from './route.ts';

const setTarget = defineRoute(SET_TARGET, {
  summary: 'Set, change or (with null) take away a target of an item; the same value again changes nothing',
  access: ['supervisor'],
  async handle({ deps, who, now, body: { place, value } }) {
    const { plans, units } = await deps.readReference(deps.store.reader);
    const plan = plans.get(place.planId);
    const isKnownUnit = place.unitId === null || units.some((unit) => unit.id === place.unitId);
    if (!plan || !findItem(plan, place.itemCode) || !isKnownUnit) return refuse('notFound');
    const target = await deps.store.write((tx) => saveTarget(tx, place, value, { by: who.person.id, at: now }));
    return ok({ target });
  },
});

export const targetRoutes = [setTarget];
