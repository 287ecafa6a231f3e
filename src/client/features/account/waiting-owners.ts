import type { Person } from '../../../domain/person.ts';
import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import type { AppDb } from '../../store/db.ts';
import { openOwnDb } from '../../store/own-db.ts';
import { countWaiting } from '../../store/records/waiting-count.ts';
import { countSealed } from '../../store/seal/sealed-db.ts';
import { StoreLockedError } from '../../store/seal/store-locked.ts';

export interface WaitingOwner {
  readonly person: Person;
  readonly waiting: WaitingCount;
}

/** Who of the known people left unsent records on this phone. Only the number is read: the rest is sealed. */
export async function waitingOwners(people: readonly Person[]): Promise<readonly WaitingOwner[]> {
  const all = await Promise.all(
    people.map(async (person) => {
      let db: AppDb | undefined;
      try {
        db = await openOwnDb(person.id);
        return { person, waiting: await countWaiting(db, true) };
      } catch (error) {
        // Only the number of what waits in a sealed store can be read without its PIN.
        if (error instanceof StoreLockedError) return { person, waiting: await countSealed(error.base) };
        // A store that does not open now says nothing; signing in will say what is wrong with it.
        return { person, waiting: { records: 0, verdicts: 0 } };
      } finally {
        db?.close();
      }
    }),
  );
  return all.filter((owner) => owner.waiting.records + owner.waiting.verdicts > 0);
}
