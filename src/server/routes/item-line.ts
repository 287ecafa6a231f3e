import type { ItemCode } from '../../domain/ids.ts';
import { lineOf, type Plan } from '../../domain/plan.ts';

/** The item and all below it; undefined where the plan has no such item. */
export function itemAndBelow(plan: Plan, itemCode: ItemCode): ItemCode[] | undefined {
  const codes = plan.items.map((item) => item.code).filter((code) => lineOf(plan, code).includes(itemCode));
  return codes.length > 0 ? codes : undefined;
}
