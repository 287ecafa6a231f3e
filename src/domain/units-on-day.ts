import type { Day } from './day.ts';
import type { UnitId } from './ids.ts';
import { covers, coversDay, type Grant, isInForce, type Person, recordedUntil, type Scope, scopeOf } from './person.ts';

/** The units the person belonged to on this day. */
export const unitsOn = (person: Person, value: Day): readonly UnitId[] => (person.former?.find(({ to }) => value <= to) ?? person).unitIds;

/** By the role of the account, with what it was before. */
function recordsByAccount(person: Person, value: Day): Scope['recordsFor'] {
  const { recordsFor, corrects } = scopeOf(person);
  const unitIds = unitsOn(person, value);
  return recordsFor === 'all' ? recordsFor : recordsFor.filter((id) => unitIds.includes(id) || corrects.includes(id));
}

/** By a further role: for its days also once it is over. */
function recordsByGrant(grant: Grant, value: Day, today: Day): Scope['recordsFor'] {
  const { recordsFor, corrects } = scopeOf(grant);
  const isNow = isInForce(grant, today);
  if (isNow && recordsFor === 'all') return recordsFor;
  return coversDay(grant, value) ? recordedUntil(grant, today) : isNow ? corrects : [];
}

/**
 * Units in whose name the person may record work of this day: those they belonged to on it, and those whose records they correct
 * today. Who records for the whole office does so for every day.
 */
export function recordsForOn(person: Person, value: Day, today: Day): Scope['recordsFor'] {
  const lists = [recordsByAccount(person, value), ...(person.grants ?? []).map((grant) => recordsByGrant(grant, value, today))];
  return lists.includes('all') ? 'all' : [...new Set(lists.flat() as UnitId[])];
}

/**
 * In whose place the person records work of this day for this unit (staff code): nobody's where a role of their own lets them record it,
 * as it was on that day, else that of whoever's deputy may.
 */
export function recordsInPlaceOf(person: Person, value: Day, today: Day, unitId: UnitId): Grant['standsInFor'] {
  if (covers(recordsByAccount(person, value), unitId)) return undefined;
  const allowing = (person.grants ?? []).filter((grant) => covers(recordsByGrant(grant, value, today), unitId));
  return allowing.every((grant) => grant.standsInFor) ? allowing[0]?.standsInFor : undefined;
}
