import { type Plan, planName } from '../../../domain/plan.ts';
import type { BrowseChoice } from '../../records/browse-choice.ts';
import { itemOfValue, itemValue } from '../../records/item-choices.ts';
import type { PickOption } from '../../ui/pick.tsx';

/** Items to pick from: of the plan chosen, or of every plan under its name, since plans share codes. */
export function itemPicks(plans: readonly Plan[], { planId }: BrowseChoice): PickOption[] {
  const offered = planId === undefined ? plans : plans.filter((plan) => plan.id === planId);
  return offered.flatMap((plan) =>
    plan.items.map(({ code, title }) => ({
      value: itemValue({ planId: plan.id, itemCode: code }),
      label: title,
      plate: code,
      ...(offered.length > 1 && { group: planName(plan, plans) }),
    })),
  );
}

/** Which of them is chosen. */
export const pickedItem = ({ planId, itemCode }: BrowseChoice): string | undefined =>
  planId === undefined || itemCode === undefined ? undefined : itemValue({ planId, itemCode });

/** An item is chosen with its plan; undefined takes the item away and leaves the plan. */
export const chooseItem = (value: string | undefined): BrowseChoice => ({
  itemCode: undefined,
  ...(value !== undefined && itemOfValue(value)),
});
