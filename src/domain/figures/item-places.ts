import { lineOf, type Plan, type PlanItem } from '../plan.ts';
import type { ItemRow } from './row.ts';

/** Where an item of a plan stands in a table, be it on the screen or in a report. */
export type ItemPlace = Pick<ItemRow, 'kind' | 'item' | 'isSum'>;

/**
 * The items shown in the order of the plan, and all that they lie below. `hasOwn`: something was logged under the item itself,
 * which below an item with others under it stands in a row of its own, so that its parts add up to it.
 */
export function itemPlaces(plan: Plan, isShown: (item: PlanItem) => boolean, hasOwn: (item: PlanItem) => boolean): ItemPlace[] {
  const shown = new Set(plan.items.filter(isShown).flatMap(({ code }) => lineOf(plan, code)));
  const items = plan.items.filter(({ code }) => shown.has(code));
  const parents = new Set(items.map(({ parentCode }) => parentCode));
  return items.flatMap((item): ItemPlace[] => {
    const isSum = parents.has(item.code);
    const place: ItemPlace = { kind: item.tracking === 'tally' || !isSum ? 'item' : 'heading', item, isSum };
    return isSum && hasOwn(item) ? [place, { kind: 'own', item, isSum: false }] : [place];
  });
}
