import { type ActivityContent, LIMITS } from '../../../domain/activity.ts';
import { type ActivityDraft, type DraftValue, draftOf } from '../../../domain/activity-draft.ts';
import type { Day } from '../../../domain/day.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { findItem, isOffered, type Plan } from '../../../domain/plan.ts';
import { isValidOn, type Locality } from '../../../domain/reference.ts';

/**
 * The same again, dated today: every value and count stays. What can no longer be chosen today is left for the person
 * to answer, and a series begins anew, since its last day lies in the past.
 */
export function repeatDraft(
  id: ActivityId,
  content: ActivityContent,
  today: Day,
  world: { readonly plans: readonly Plan[]; readonly localities: readonly Locality[] },
): ActivityDraft {
  const plan = world.plans.find((one) => one.id === content.planId);
  const isCounted = (code: string): boolean => {
    const item = plan && findItem(plan, code);
    return plan !== undefined && item !== undefined && isOffered(plan, item);
  };
  const { endDate: _ended, ...kept } = draftOf(id, content).values;
  const values: Record<string, DraftValue> = { ...kept, date: today };
  if (!isCounted(content.itemCode)) values['itemCode'] = '';
  values['alsoItemCodes'] = content.alsoItemCodes.filter(isCounted).slice(0, LIMITS.alsoItems);
  const locality = world.localities.find((one) => one.id === content.localityId);
  if (locality && !isValidOn(locality, today)) values['localityId'] = '';
  return { id, type: content.type, values };
}
