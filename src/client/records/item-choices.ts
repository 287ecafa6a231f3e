import type { Day } from '../../domain/day.ts';
import type { ItemCode, LocalityId, PlanId, UnitId } from '../../domain/ids.ts';
import { contains } from '../../domain/period.ts';
import { findItem, headingTitle, isOffered, type Plan, type PlanItem, planName } from '../../domain/plan.ts';

export interface ItemChoice {
  readonly planId: PlanId;
  readonly itemCode: ItemCode;
}

/** What the person chose lately, latest first (store/record-lookups.ts). */
export interface PastChoices {
  readonly itemCodes: readonly ItemCode[];
  readonly localityIds: readonly LocalityId[];
  readonly itemCodesByType: ReadonlyMap<string, readonly ItemCode[]>;
}

/** Plans that have begun, those running on the day first: a late record may still belong to one that has ended. */
export function openPlans(plans: readonly Plan[], today: Day): Plan[] {
  const runs = (plan: Plan): number => Number(contains(plan.period, today));
  return plans.filter((plan) => plan.period.from <= today).sort((a, b) => runs(b) - runs(a));
}

/** What work of the day may be logged under; without a day, what is offered now. */
export const countedItems = (plan: Plan, on?: Day): PlanItem[] => plan.items.filter((item) => isOffered(plan, item, on));

/** The item of that code in the first plan that counts it: next year's plan keeps the codes of this one. */
function choiceOf(plans: readonly Plan[], code: string | undefined): ItemChoice | undefined {
  for (const plan of plans) {
    const item = code === undefined ? undefined : findItem(plan, code);
    if (item && isOffered(plan, item)) return { planId: plan.id, itemCode: item.code };
  }
  return undefined;
}

const choicesOf = (plans: readonly Plan[], codes: readonly string[]): ItemChoice[] => codes.flatMap((code) => choiceOf(plans, code) ?? []);

/** The item that names the type earliest among its usual ones; printed order decides between equals. */
function closestItem(items: readonly PlanItem[], type: string): PlanItem | undefined {
  const ranked = items.filter((item) => item.usualTypes.includes(type));
  return ranked.reduce<PlanItem | undefined>(
    (best, item) => (best && best.usualTypes.indexOf(type) <= item.usualTypes.indexOf(type) ? best : item),
    undefined,
  );
}

/** The item asked for, else the one chosen last for this type, else the own units' item that usually has it, else any that has. */
export function proposeItem(
  plans: readonly Plan[],
  wanted: {
    readonly type: string;
    readonly unitIds: readonly UnitId[];
    readonly planId?: string | undefined;
    readonly code?: string | undefined;
  },
  past: PastChoices,
): ItemChoice | undefined {
  // Plans share codes: who came from an item came from one plan.
  const named = wanted.planId === undefined ? plans : plans.filter(({ id }) => id === wanted.planId);
  const known = choiceOf(named, wanted.code) ?? choicesOf(plans, past.itemCodesByType.get(wanted.type) ?? [])[0];
  if (known) return known;
  for (const own of [true, false]) {
    for (const plan of plans) {
      const items = countedItems(plan).filter((item) => !own || (item.leadUnitId !== null && wanted.unitIds.includes(item.leadUnitId)));
      const found = closestItem(items, wanted.type);
      if (found) return { planId: plan.id, itemCode: found.code };
    }
  }
  return undefined;
}

/** Items chosen before that can still be chosen. */
export const recentItems = (plans: readonly Plan[], past: PastChoices, most: number): ItemChoice[] =>
  choicesOf(plans, past.itemCodes).slice(0, most);

/** One line of a picker. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly also?: string | undefined;
  readonly plate?: string | undefined;
  readonly group?: string | undefined;
}

// No id holds this letter.
const BETWEEN = '|';
export const itemValue = (choice: { readonly planId: string; readonly itemCode: string }): string =>
  `${choice.planId}${BETWEEN}${choice.itemCode}`;
export function itemOfValue(value: string): ItemChoice | undefined {
  const [planId, itemCode] = value.split(BETWEEN);
  return planId && itemCode ? { planId: planId as PlanId, itemCode: itemCode as ItemCode } : undefined;
}

function groupOf(plan: Plan, item: PlanItem, name: string | undefined): string {
  const parent = item.parentCode === null ? undefined : findItem(plan, item.parentCode);
  const heading = parent ? `${parent.code} ${headingTitle(parent.title)}` : headingTitle(plan.title);
  return name && parent ? `${name}: ${heading}` : heading;
}

/** Every item that work of the day can be logged under, in printed order below its parent; the recent ones stand first, and only there. Several plans are named. */
export function itemChoices(plans: readonly Plan[], recent: readonly ItemChoice[], words: { readonly recent: string }, on?: Day): Choice[] {
  const nameOf = (plan: Plan): string | undefined => (plans.length > 1 ? planName(plan, plans) : undefined);
  const choice = (plan: Plan, item: PlanItem, group: string, hint?: string): Choice => ({
    value: itemValue({ planId: plan.id, itemCode: item.code }),
    label: item.title,
    plate: item.code,
    group,
    hint,
  });
  const first = recent.flatMap((content) => {
    const plan = plans.find((each) => each.id === content.planId);
    const item = plan && findItem(plan, content.itemCode);
    return plan && item ? [choice(plan, item, words.recent, nameOf(plan))] : [];
  });
  const taken = new Set(first.map((item) => item.value));
  const rest = plans.flatMap((plan) => countedItems(plan, on).map((item) => choice(plan, item, groupOf(plan, item, nameOf(plan)))));
  return [...first, ...rest.filter((item) => !taken.has(item.value))];
}
