import { type ActivityContent, LIMITS } from '../../../domain/activity.ts';
import { type ActivityDraft, type DraftValue, draftOf } from '../../../domain/activity-draft.ts';
import type { Day } from '../../../domain/day.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/person.ts';
import { findItem, isOffered, type Plan } from '../../../domain/plan.ts';
import { isValidOn, offeredOn, type Reference } from '../../../domain/reference.ts';
import { unitInstead } from './propose.ts';

/**
 * The same again, dated today: every value and count stays. What can no longer be chosen today is left for the person
 * to answer, and a series begins anew, since its last day lies in the past.
 */
export function repeatDraft(
  id: ActivityId,
  content: ActivityContent,
  today: Day,
  world: Reference & { readonly plans: readonly Plan[]; readonly person: Person },
): ActivityDraft {
  const plan = world.plans.find((plan) => plan.id === content.planId);
  const isCounted = (code: string): boolean => {
    const item = plan && findItem(plan, code);
    return plan !== undefined && item !== undefined && isOffered(plan, item);
  };
  const { endDate: _ended, ...rest } = draftOf(id, content).values;
  const values: Record<string, DraftValue> = { ...rest, date: today };
  if (!isCounted(content.itemCode)) values['itemCode'] = '';
  values['alsoItemCodes'] = content.alsoItemCodes.filter(isCounted).slice(0, LIMITS.alsoItems);
  const locality = world.localities.find((locality) => locality.id === content.localityId);
  if (locality && !isValidOn(locality, today)) values['localityId'] = '';
  const stays = (list: Parameters<typeof offeredOn>[0], ids: readonly string[]): string[] => {
    const offered = new Set(offeredOn(list, today).map((partner) => partner.id));
    return ids.filter((each) => offered.has(each));
  };
  values['partnerIds'] = stays(world.partners, content.partnerIds);
  values['coUnitIds'] = stays(world.units, content.coUnitIds);
  values['unitId'] = unitInstead(world.person, world.units, content.unitId, today) ?? content.unitId;
  return { id, type: content.type, values };
}
