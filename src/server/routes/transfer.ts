import { addDays } from '../../domain/day.ts';
import type { UnitId } from '../../domain/ids.ts';
import { type FormerPost, type Person, scopeOf } from '../../domain/person.ts';
import type { Reference } from '../../domain/reference.ts';
import type { ChangeAccountRequest } from '../../protocol/account.ts';

/** For whom somebody recorded, as a former post says it. */
function recordedUnits(person: Person, { units }: Reference): readonly UnitId[] {
  const { recordsFor } = scopeOf(person);
  if (recordsFor === 'all') return units.map(({ id }) => id);
  // Who recorded for nobody does not begin to do so for those days later.
  return recordsFor.length > 0 ? person.unitIds : [];
}

/** What a mended mistake leaves of the posts before: not the one that is restored, which the mistake had ended. */
function formerWithout(restored: Person, reference: Reference): readonly FormerPost[] {
  const { former = [] } = restored;
  const last = former.at(-1);
  if (last?.role !== restored.role) return former;
  const isSame = scopeOf(restored).recordsFor === 'all' || String(last.unitIds) === String(recordedUnits(restored, reference));
  return isSame ? former.slice(0, -1) : former;
}

/** What the person was until the day before, kept beside what they are from then on; undefined where the day is none for that. */
export function transferred(person: Person, { role, unitIds, from }: ChangeAccountRequest, reference: Reference): Person | undefined {
  const { former = [] } = person;
  const next = { ...person, role, unitIds };
  if (from === null) return { ...next, former: formerWithout(next, reference) };
  if (role === person.role && String(unitIds) === String(person.unitIds)) return next;
  const to = addDays(from, -1);
  if (former.some((post) => post.to >= to)) return undefined;
  return { ...next, former: [...former, { to, role: person.role, unitIds: recordedUnits(person, reference) }] };
}
