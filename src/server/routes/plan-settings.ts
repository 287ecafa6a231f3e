import { inPlaceOf, scopeOf } from '../../domain/person.ts';
import { maySetFor } from '../../domain/plan-setting-rights.ts';
import { ok } from '../../domain/result.ts';
import { SET_PLAN_SETTING } from '../../protocol/endpoints/plan-settings.ts';
import { refuse } from '../http/refusal.ts';
import { addOften } from '../store/audit-often.ts';
import { savePlanSetting } from '../store/plan-settings.ts';
import { defineRoute, doneBy } from './route.ts';

/** A letterhead whose every place is as long as it may be, with all its marks. */
const MAX_BYTES = 128 * 1024;

export const planSettingRoutes = [
  defineRoute(SET_PLAN_SETTING, {
    summary: 'Set the letterhead of the reports of a plan, or the columns its tables begin with; a lead sets those of the own unit',
    access: ['supervisor', 'unitLead', 'admin'],
    maxBodyBytes: MAX_BYTES,
    async handle({ deps, who, now, body }) {
      const { plans, units } = await deps.readReference(deps.store.reader);
      const isKnown = plans.has(body.planId) && (body.unitId === null || units.some(({ id }) => id === body.unitId));
      // What a lead may not set is answered like what there is not.
      if (!isKnown || !maySetFor(who.scope, body.unitId)) return refuse('notFound');
      return deps.store.write(async (tx) => {
        const { setting, isNew } = await savePlanSetting(tx, body, { by: who.person.id, at: now });
        const principal = inPlaceOf(who.person, who.today, (post) => maySetFor(scopeOf(post), body.unitId));
        const details = { setting: body.kind, ...principal };
        if (isNew) await addOften(tx, { kind: 'settingsChanged', ...doneBy({ who, now }), subject: body.planId, details });
        return ok({ setting });
      });
    },
  }),
];
