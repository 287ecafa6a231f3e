import type { Day } from '../day.ts';
import type { UnitId } from '../ids.ts';
import { type Grant, inPlaceOf, type Person, type Scope, scopeOf } from '../person.ts';

/** Whose reports a person makes: of the whole office and any unit, or (a lead) of these units. Whoever sees no records makes none. */
export const reportsOf = ({ records }: Scope): 'all' | readonly UnitId[] => (records === 'own' || records === 'none' ? [] : records);

export const mayReport = (scope: Scope): boolean => reportsOf(scope).length > 0;

/** In whose place somebody takes records of others along, where no role of their own shows them any. */
export const readsInPlaceOf = (person: Person, today: Day): Pick<Grant, 'standsInFor'> =>
  inPlaceOf(person, today, (post) => mayReport(scopeOf(post)));
