import type { Day } from './day.ts';
import type { UnitId } from './ids.ts';
import { type Person, type Scope, scopeOf } from './person.ts';

/** The units the person belonged to on this day. */
export const unitsOn = (person: Person, value: Day): readonly UnitId[] => (person.former?.find(({ to }) => value <= to) ?? person).unitIds;

/**
 * Units in whose name the person may record work of this day: those they belonged to on it, and those whose records they correct
 * today. Who records for the whole office does so for every day.
 */
export function recordsForOn(person: Person, value: Day): Scope['recordsFor'] {
  const { recordsFor, corrects } = scopeOf(person);
  const unitIds = unitsOn(person, value);
  return recordsFor === 'all' ? recordsFor : recordsFor.filter((id) => unitIds.includes(id) || corrects.includes(id));
}
