import type { ActivityDraft, DraftValue } from '../../../domain/activity-draft.ts';
import { activityType } from '../../../domain/activity-types.ts';
import type { Day } from '../../../domain/day.ts';
import type { ActivityId, UnitId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Locality } from '../../../domain/reference.ts';
import { openPlans, type PastChoices, proposeItem } from '../../records/item-choices.ts';
import { recentLocalities } from './propose.ts';

export interface NewDraft {
  readonly id: ActivityId;
  readonly type: string;
  readonly today: Day;
  readonly unitId: UnitId | undefined;
  /** All units of the person, that one among them. */
  readonly unitIds: readonly UnitId[];
  /** The item the person came from, and its plan. */
  readonly code?: string | undefined;
  readonly planId?: string | undefined;
}

/** A form as it opens: everything habit can answer is answered, nothing that must be counted is. */
export function newDraft(
  { id, type, today, unitId, unitIds, code, planId }: NewDraft,
  world: { readonly plans: readonly Plan[]; readonly localities: readonly Locality[] },
  past: PastChoices,
): ActivityDraft {
  const spec = activityType(type);
  const item = proposeItem(openPlans(world.plans, today), { type, unitIds, code, planId }, past);
  const locality = spec?.localityRequired ? recentLocalities(world.localities, past, today, 1)[0] : undefined;
  const values: Record<string, DraftValue> = { date: today };
  for (const [field, fieldSpec] of Object.entries(spec?.fields ?? {}))
    if (fieldSpec.kind === 'count' && fieldSpec.initial !== undefined) values[field] = String(fieldSpec.initial);
  if (unitId !== undefined) values['unitId'] = unitId;
  if (locality !== undefined) values['localityId'] = locality;
  return { id, type, values: { ...values, ...item } };
}
