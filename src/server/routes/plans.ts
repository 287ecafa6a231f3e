import { isDeepStrictEqual } from 'node:util';
import { PlanId } from '../../domain/ids.ts';
import { cutDays } from '../../domain/period.ts';
import { inPlaceOf, scopeOf } from '../../domain/person.ts';
import { isPlaceholder } from '../../domain/placeholder.ts';
import { findItem, type Plan } from '../../domain/plan.ts';
import { checkPlan, checkSuccessor, type PlanIssue } from '../../domain/plan-life.ts';
import type { Unit } from '../../domain/reference.ts';
import { ok, type Result } from '../../domain/result.ts';
import { LIST_VERSIONS, READ_VERSION, SAVE_PLAN } from '../../protocol/endpoints/plans.ts';
import { MAX_PLAN_BYTES, type SavePlanRequest } from '../../protocol/plan.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import { savePlaceholders } from '../store/placeholders.ts';
import { listPlanVersions, planHash, readPlanVersion, savePlanVersion } from '../store/plan-versions.ts';
import { repairCells } from '../store/recount.ts';
import { saveTarget } from '../store/targets.ts';
import { defineRoute, doneBy } from './route.ts';

/** A number as it is written, and no larger than a column of it takes. */
const VERSION = /^[1-9]\d{0,8}$/;

const detailOf = ({ code, itemCode }: PlanIssue): string => (itemCode === undefined ? code : `${code} ${itemCode}`);

const areTargetsOf = (plan: Plan, targets: SavePlanRequest['targets'], units: readonly Unit[]): boolean =>
  targets.every(
    ({ place }) =>
      place.planId === plan.id &&
      findItem(plan, place.itemCode) !== undefined &&
      (place.unitId === null || units.some((unit) => unit.id === place.unitId)),
  );

/** Whether this version may follow what is there, or is there already. */
function judge({ plan, targets }: SavePlanRequest, { plans, units }: OfficeReference): Result<'new' | 'there', Refusal> {
  // The office's own hand makes and closes those that stand for a plan.
  if (isPlaceholder(plan)) return refuse('planInvalid', { detail: 'placeholder' });
  const former = plans.get(plan.id);
  if (former && isDeepStrictEqual(former, plan)) return ok('there');
  if (plan.version !== (former?.version ?? 0) + 1) return refuse('planChanged');
  const unitIds = units.map((unit) => unit.id);
  const [issue] = [...checkPlan(plan, unitIds), ...(former ? checkSuccessor(former, plan) : [])];
  if (issue) return refuse('planInvalid', { detail: detailOf(issue) });
  return areTargetsOf(plan, targets, units) ? ok('new') : refuse('planInvalid', { detail: 'targets' });
}

const save = defineRoute(SAVE_PLAN, {
  summary: 'A new plan, or the next version of one, to hold from now on; the same again changes nothing',
  access: ['supervisor'],
  maxBodyBytes: MAX_PLAN_BYTES,
  async handle({ deps, who, now, body }) {
    const saved = { by: who.person.id, at: now };
    const principal = inPlaceOf(who.person, who.today, (post) => scopeOf(post).managesPlans);
    return deps.store.write(async (tx) => {
      const reference = await deps.readReference(tx.db);
      const judged = judge(body, reference);
      if (!judged.ok) return judged;
      const { plan, targets } = body;
      if (judged.value === 'new') {
        await savePlanVersion(tx, plan, saved);
        const details = { version: plan.version, hash: planHash(plan), ...principal };
        tx.chain.add({ kind: 'planSaved', ...doneBy({ who, now }), subject: plan.id, details });
      }
      let count = 0;
      for (const { place, value } of targets) if ((await saveTarget(tx, place, value, saved)).isNew) count += 1;
      if (count > 0) tx.chain.add({ kind: 'targetSet', ...doneBy({ who, now }), subject: plan.id, details: { count, ...principal } });
      const former = reference.plans.get(plan.id);
      const isCutAnew = former !== undefined && !isDeepStrictEqual(cutDays(former.reporting), cutDays(plan.reporting));
      const after = { ...reference, plans: new Map(reference.plans).set(plan.id, plan) };
      // Month-parts begin on other days now: every cell of the plan is another.
      if (isCutAnew) await repairCells(tx, after);
      await savePlaceholders(tx, after, now);
      return ok({ plan });
    });
  },
});

const versions = defineRoute(LIST_VERSIONS, {
  summary: 'All versions of a plan, newest first',
  access: 'signedIn',
  async handle({ deps, params }) {
    const plan = (await deps.readReference(deps.store.reader)).plans.get(params.planId);
    if (!plan) return refuse('notFound');
    return ok({ planId: plan.id, versions: await listPlanVersions(deps.store.reader, plan.id) });
  },
});

const ofVersion = defineRoute(READ_VERSION, {
  summary: 'A plan as it was in one version',
  access: 'signedIn',
  async handle({ deps, params }) {
    const planId = PlanId.safeParse(params.planId);
    const isNamed = planId.success && VERSION.test(params.version);
    const plan = isNamed ? await readPlanVersion(deps.store.reader, planId.data, Number(params.version)) : undefined;
    return plan ? ok({ plan }) : refuse('notFound');
  },
});

export const planRoutes = [save, versions, ofVersion];
