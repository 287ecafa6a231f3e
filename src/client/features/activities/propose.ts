import type { ActivityTypeSpec } from '../../../domain/activity-types.ts';
import type { Day } from '../../../domain/day.ts';
import type { LocalityId, UnitId } from '../../../domain/ids.ts';
import { covers, type Person, type Scope } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import { isValidOn, type Locality, offeredOn, type Unit } from '../../../domain/reference.ts';
import { recordsForOn, unitsOn } from '../../../domain/units-on-day.ts';
import { ownFieldsInOrder } from '../../records/field-order.ts';
import { countedItems, type PastChoices } from '../../records/item-choices.ts';

/** Large tiles of a person who chose none, and how much more an item counts that the person's own unit leads. */
const MAIN_TYPES = 3;
const OWN_WEIGHT = 99;

/** What is none of the other kinds: it comes after every one the plans name, and before those they do not. */
const CATCH_ALL = 'outreachSession';
const CATCH_ALL_WEIGHT = 0.001;

/** The kinds of work the plans name most often first for an item; what they name none of keeps the order it is offered in. */
export function mainTypes(plans: readonly Plan[], unitIds: readonly UnitId[], offered: readonly string[]): string[] {
  const weightOf = (type: string): number =>
    plans
      .flatMap((plan) => countedItems(plan))
      .filter((item) => item.usualTypes[0] === type)
      .reduce(
        (sum, item) => sum + (type === CATCH_ALL ? CATCH_ALL_WEIGHT : unitIds.includes(item.leadUnitId as UnitId) ? OWN_WEIGHT : 1),
        0,
      );
  return [...offered].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MAIN_TYPES);
}

/** Localities chosen before that exist on the day. */
export const recentLocalities = (localities: readonly Locality[], past: PastChoices, date: Day, most: number): LocalityId[] =>
  past.localityIds.filter((id) => localities.some((locality) => locality.id === id && isValidOn(locality, date))).slice(0, most);

/** Units the person may record for on the day, ended ones too; most have one and are never asked. */
export const ownUnits = (person: Person, units: readonly Unit[], date: Day, today = date): Unit[] =>
  units.filter((unit) => covers(recordsForOn(person, date, today), unit.id));

/** Of one's own units on the day the first there is then; one that has ended is better than none. */
export function proposeUnit(person: Person, units: readonly Unit[], date: Day, today = date): UnitId | undefined {
  const records = recordsForOn(person, date, today);
  const own = [...unitsOn(person, date), ...person.unitIds, ...(records === 'all' ? [] : records)].filter((id) => covers(records, id));
  return own.find((unitId) => offeredOn(units, date).some((unit) => unit.id === unitId)) ?? own[0];
}

/**
 * Where the chosen unit is not the person's on the day, the one that is; where it is not there on the day, the one of one's own
 * that was before it or came after.
 */
export function unitInstead(person: Person, units: readonly Unit[], unitId: string, date: Day, today = date): UnitId | undefined {
  const own = ownUnits(person, units, date, today);
  const chosen = own.find((unit) => unit.id === unitId);
  if (!chosen) return proposeUnit(person, units, date, today);
  if (isValidOn(chosen, date)) return undefined;
  const [only, ...more] = offeredOn(own, date).filter(
    (unit) => chosen.successorIds?.includes(unit.id) || unit.successorIds?.includes(chosen.id),
  );
  return more.length > 0 ? undefined : only?.id;
}

export const mayRecord = (scope: Scope): boolean => scope.recordsFor === 'all' || scope.recordsFor.length > 0;

/** "Khoảng" stands under the figure that is most often guessed. */
export function estimatedAfter(spec: ActivityTypeSpec): string | undefined {
  const counts = ownFieldsInOrder(spec).filter(([, field]) => field.kind === 'count');
  const large = counts.find(([, field]) => field.kind === 'count' && field.big);
  return (large ?? counts.findLast(([, field]) => field.required) ?? counts[0])?.[0];
}
