import type { ActivityTypeSpec, FieldSpec } from '../../../domain/activity-types.ts';
import type { Day } from '../../../domain/day.ts';
import type { ItemCode, LocalityId, PlanId, UnitId } from '../../../domain/ids.ts';
import { contains } from '../../../domain/period.ts';
import { covers, type Person, type Scope } from '../../../domain/person.ts';
import { findItem, isOffered, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { isValidOn, type Locality, type Unit } from '../../../domain/reference.ts';

export interface ItemChoice {
  readonly planId: PlanId;
  readonly itemCode: ItemCode;
}

/** What the person chose lately, latest first (store/journal.ts). */
export interface PastChoices {
  readonly itemCodes: readonly ItemCode[];
  readonly localityIds: readonly LocalityId[];
  readonly itemCodesByType: ReadonlyMap<string, readonly ItemCode[]>;
}

/** Plans that have begun, those running on the day first: a late record may still belong to one that has ended. */
export function openPlans(plans: readonly Plan[], today: Day): Plan[] {
  const begun = plans.filter((plan) => plan.period.from <= today);
  const runs = (plan: Plan): boolean => contains(plan.period, today);
  return [...begun.filter(runs), ...begun.filter((plan) => !runs(plan))];
}

export const countedItems = (plan: Plan): PlanItem[] => plan.items.filter((item) => isOffered(plan, item));

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

/** The item asked for, else the one chosen last for this type, else the own unit's item that usually has it, else any that has. */
export function proposeItem(
  plans: readonly Plan[],
  wanted: { readonly type: string; readonly unitId: UnitId | undefined; readonly code?: string | undefined },
  past: PastChoices,
): ItemChoice | undefined {
  const known = choiceOf(plans, wanted.code) ?? choicesOf(plans, past.itemCodesByType.get(wanted.type) ?? [])[0];
  if (known) return known;
  for (const own of [true, false]) {
    for (const plan of plans) {
      const items = countedItems(plan).filter((item) => !own || (item.leadUnitId !== null && item.leadUnitId === wanted.unitId));
      const found = closestItem(items, wanted.type);
      if (found) return { planId: plan.id, itemCode: found.code };
    }
  }
  return undefined;
}

/** Items chosen before that can still be chosen. */
export const recentItems = (plans: readonly Plan[], past: PastChoices, most: number): ItemChoice[] =>
  choicesOf(plans, past.itemCodes).slice(0, most);

/** Localities chosen before that exist on the day. */
export const recentLocalities = (localities: readonly Locality[], past: PastChoices, date: Day, most: number): LocalityId[] =>
  past.localityIds.filter((id) => localities.some((one) => one.id === id && isValidOn(one, date))).slice(0, most);

/** Units the person may record for; most have one and are never asked. */
export const ownUnits = (scope: Scope, units: readonly Unit[]): Unit[] => units.filter((unit) => covers(scope.recordsFor, unit.id));

export const proposeUnit = (scope: Scope, person: Person): UnitId | undefined =>
  person.unitIds.find((unitId) => covers(scope.recordsFor, unitId));

export const mayRecord = (scope: Scope): boolean => scope.recordsFor === 'all' || scope.recordsFor.length > 0;

/** Own fields as the form asks for them: required ones first, otherwise in the order of the registry. */
export function ownFieldsInOrder(spec: ActivityTypeSpec): (readonly [string, FieldSpec])[] {
  const fields = Object.entries(spec.fields);
  return [...fields.filter(([, one]) => one.required), ...fields.filter(([, one]) => !one.required)];
}

/** "Khoảng" stands under the figure that is most often guessed. */
export function estimatedAfter(spec: ActivityTypeSpec): string | undefined {
  const counts = ownFieldsInOrder(spec).filter(([, one]) => one.kind === 'count');
  const large = counts.find(([, one]) => one.kind === 'count' && one.big);
  return (large ?? counts.findLast(([, one]) => one.required) ?? counts[0])?.[0];
}

const AFTER_OWN = ['endDate', 'audienceGroups', 'coUnitIds', 'partnerIds', 'alsoItemCodes', 'placeNote', 'note'];
/** All fields from top to bottom: which of several mistakes is the first one. */
export const fieldsInOrder = (spec: ActivityTypeSpec): string[] => [
  'itemCode',
  'unitId',
  'date',
  'localityId',
  ...ownFieldsInOrder(spec).map(([field]) => field),
  ...AFTER_OWN,
];
