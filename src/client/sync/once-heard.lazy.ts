import type { Person } from '../../domain/person.ts';
import type { AppDb } from '../store/db.ts';
import { putAway } from '../store/feed/put-away.ts';
import { refreshPerson } from './refresh-person.ts';

/** What has time until the office is heard: after the phone was opened, and after it was out of reach. */
export async function onceHeard(person: Person, db: AppDb, now: () => number): Promise<void> {
  await refreshPerson(person, db, now);
  await putAway(db, now(), location.href);
}
