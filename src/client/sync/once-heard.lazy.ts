import type { Person } from '../../domain/person.ts';
import type { AppDb } from '../store/db.ts';
import { putAway } from '../store/feed/put-away.ts';
import { refreshPerson } from './refresh-person.ts';

/** What a phone does once after it was opened, when the office has been heard and nothing presses. */
export async function onceHeard(person: Person, db: AppDb, now: () => number): Promise<void> {
  await refreshPerson(person, db, now);
  await putAway(db, now());
}
