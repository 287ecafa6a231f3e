import type { Day } from '../../domain/day.ts';
import { type Person, type Scope, scopeOn } from '../../domain/person.ts';

/** Who asks, with what they may see and do on this day. Of a key that is whoever made it. */
export interface Asker {
  readonly person: Person;
  readonly scope: Scope;
  readonly today: Day;
}
export const seenOn = (person: Person, today: Day): Asker => ({ person, scope: scopeOn(person, today), today });
