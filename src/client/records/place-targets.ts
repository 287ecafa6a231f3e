import type { ActivityContent } from '../../domain/activity.ts';
import type { Day } from '../../domain/day.ts';
import { contains } from '../../domain/period.ts';
import { isPlaceholder } from '../../domain/placeholder.ts';
import type { Plan } from '../../domain/plan.ts';
import { type ItemChoice, openPlans, type PastChoices, proposeItem } from './item-choices.ts';

/** Plans into which work of the day can be put. */
export const targetsFor = (plans: readonly Plan[], on: Day): Plan[] =>
  openPlans(plans, on).filter((plan) => !isPlaceholder(plan) && plan.closed !== true && contains(plan.period, on));

/** The item a form would propose for the record. */
export const proposeFor = (plans: readonly Plan[], { type, unitId, date }: ActivityContent, past: PastChoices): ItemChoice | undefined =>
  proposeItem(targetsFor(plans, date), { type, unitIds: [unitId] }, past);

/** The record as it stands once it is there: what it also served it leaves with its plan. */
export const placedAt = (content: ActivityContent, place: ItemChoice): ActivityContent => ({ ...content, ...place, alsoItemCodes: [] });
