import type { UnitId } from '../ids.ts';
import type { Scope } from '../person.ts';

/** Whose reports a person makes: of the whole office and any unit, or (a lead) of these units. Whoever sees no records makes none. */
export const reportsOf = ({ records }: Scope): 'all' | readonly UnitId[] => (records === 'own' || records === 'none' ? [] : records);

export const mayReport = (scope: Scope): boolean => reportsOf(scope).length > 0;
