import { ACTIVITY_TYPE_KEYS, activityType } from '../../../domain/activity-types.ts';
import { offeredTypes } from '../../../domain/offered-types.ts';
import type { OfficeSettings } from '../../../domain/office-settings.ts';
import type { PlanItem } from '../../../domain/plan.ts';

/** Kinds of work to offer for an item: its usual ones that are known, else all, as any may be logged under any item. */
export function typesFor(item: Pick<PlanItem, 'usualTypes'>, settings: OfficeSettings | undefined): readonly string[] {
  const usual = offeredTypes(item.usualTypes, settings).filter((type) => activityType(type) !== undefined);
  return usual.length > 0 ? usual : offeredTypes(ACTIVITY_TYPE_KEYS, settings);
}
