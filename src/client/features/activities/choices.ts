import type { Day } from '../../../domain/day.ts';
import type { ItemCode, LocalityId, PlanId } from '../../../domain/ids.ts';
import { compareNames } from '../../../domain/name-order.ts';
import { findItem, headingTitle, type Plan, type PlanItem, planName } from '../../../domain/plan.ts';
import { isValidOn, type Locality } from '../../../domain/reference.ts';
import { lowerFirst } from '../../labels/format.ts';
import { countedItems, type ItemChoice } from './propose.ts';

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
  const first = recent.flatMap((one) => {
    const plan = plans.find((each) => each.id === one.planId);
    const item = plan && findItem(plan, one.itemCode);
    return plan && item ? [choice(plan, item, words.recent, nameOf(plan))] : [];
  });
  const taken = new Set(first.map((one) => one.value));
  const rest = plans.flatMap((plan) => countedItems(plan, on).map((item) => choice(plan, item, groupOf(plan, item, nameOf(plan)))));
  return [...first, ...rest.filter((one) => !taken.has(one.value))];
}

const SMALLEST_FIRST: readonly Locality['level'][] = ['commune', 'district', 'province'];

/** "huyện Giang Thành, tỉnh Kiên Giang": names repeat across a province. */
export function placeAbove(locality: Locality, localities: readonly Locality[]): string | undefined {
  const parent = localities.find((one) => one.id === locality.parentId);
  return parent && lowerFirst(parent.name);
}

/** Localities that exist on the day: used before, then communes, then what lies above them. Former names lead to what followed. */
export function localityChoices(
  localities: readonly Locality[],
  date: Day,
  recent: readonly LocalityId[],
  words: {
    readonly recent: string;
    readonly levels: Readonly<Record<Locality['level'], string>>;
    readonly former: (names: string) => string;
  },
): Choice[] {
  const former = new Map<string, string[]>();
  for (const { name, successorIds } of localities) for (const id of successorIds) former.set(id, [...(former.get(id) ?? []), name]);
  const choice = (one: Locality, group: string): Choice => ({
    value: one.id,
    label: one.name,
    hint: placeAbove(one, localities),
    also: former.has(one.id) ? words.former((former.get(one.id) ?? []).join(', ')) : undefined,
    group,
  });
  const first = recent.flatMap((id) => {
    const one = localities.find((each) => each.id === id);
    return one ? [choice(one, words.recent)] : [];
  });
  const rest = localities
    .filter((one) => isValidOn(one, date) && !recent.includes(one.id))
    .sort((a, b) => SMALLEST_FIRST.indexOf(a.level) - SMALLEST_FIRST.indexOf(b.level) || compareNames(a.name, b.name));
  return [...first, ...rest.map((one) => choice(one, words.levels[one.level]))];
}
