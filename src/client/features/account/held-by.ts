import type { Person } from '../../../domain/person.ts';
import type { AppDb } from '../../store/db.ts';
import { openOwnDb } from '../../store/own-db.ts';

export interface Held {
  readonly person: Person;
  readonly count: number;
}

/** Who of the known people left unsent records on this phone. Only the number is read: the rest is sealed. */
export async function heldBy(people: readonly Person[]): Promise<readonly Held[]> {
  const all = await Promise.all(
    people.map(async (person) => {
      let db: AppDb | undefined;
      try {
        db = await openOwnDb(person.id);
        const waiting = await db.outbox.orderBy('activityId').uniqueKeys();
        return { person, count: waiting.length };
      } catch {
        // A store that does not open now says nothing; signing in will say what is wrong with it.
        return { person, count: 0 };
      } finally {
        db?.close();
      }
    }),
  );
  return all.filter((one) => one.count > 0);
}
