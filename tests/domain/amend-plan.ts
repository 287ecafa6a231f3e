import type { ItemCode } from '../../src/domain/ids.ts';
import { childrenOf, type Plan, type PlanItem } from '../../src/domain/plan.ts';

const codesBelow = (plan: Plan, code: ItemCode): ItemCode[] =>
  childrenOf(plan, code).flatMap((child) => [child.code, ...codesBelow(plan, child.code)]);

/** Ends an item and all below it. Those that follow it take its place for new work; its own records stay where they are. */
export function retireItem(plan: Plan, code: ItemCode, successorCodes: readonly ItemCode[], version: number): PlanItem[] {
  const below = new Set(codesBelow(plan, code));
  return plan.items.map((item) => {
    if (item.code === code) return { ...item, retired: { version, successorCodes } };
    return below.has(item.code) && !item.retired ? { ...item, retired: { version, successorCodes: [] } } : item;
  });
}

/** A code under this parent that no item of the plan has or had: 'II.1' and 'c' give 'II.1.c', else 'II.1.c(2)'. */
export function freeCode(plan: Plan, parentCode: ItemCode | null, label: string): ItemCode {
  const taken = new Set<string>(plan.items.map((item) => item.code));
  const wanted = parentCode === null ? label : `${parentCode}.${label}`;
  let code = wanted;
  for (let count = 2; taken.has(code); count++) code = `${wanted}(${count})`;
  return code as ItemCode;
}

/** Adds items right behind everything under the item before them, so that parents stay before their children. */
export function insertItems(plan: Plan, after: ItemCode, items: readonly PlanItem[]): PlanItem[] {
  const own = new Set<string>([after, ...codesBelow(plan, after)]);
  const last = plan.items.findLastIndex((item) => own.has(item.code));
  return [...plan.items.slice(0, last + 1), ...items, ...plan.items.slice(last + 1)];
}

/** An item in several: it ends, and each of the new ones follows it under a code of its own. */
export function splitItem(plan: Plan, code: ItemCode, parts: readonly PlanItem[], version: number): PlanItem[] {
  const retired = retireItem(
    plan,
    code,
    parts.map((part) => part.code),
    version,
  );
  return insertItems({ ...plan, items: retired }, code, parts);
}

/** Several items in one: all end, and the new one follows each of them. It stands behind the last. */
export function mergeItems(plan: Plan, codes: readonly ItemCode[], into: PlanItem, version: number): PlanItem[] {
  let items: readonly PlanItem[] = plan.items;
  for (const code of codes) items = retireItem({ ...plan, items }, code, [into.code], version);
  const last = plan.items.findLast((item) => codes.includes(item.code));
  return last ? insertItems({ ...plan, items }, last.code, [into]) : [...items, into];
}
