import type { AccountId } from '../../../domain/ids.ts';
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

async function countIn(accountId: AccountId): Promise<WaitingCount> {
  let db: AppDb | undefined;
  try {
    db = await openOwnDb(accountId);
    return await countWaiting(db, true);
  } catch (error) {
    // Only the number of what waits in a sealed store can be read without its PIN.
    if (error instanceof StoreLockedError) return await countSealed(error.base);
    throw error;
  } finally {
    db?.close();
  }
}

/** Who of the known people left unsent records on this phone. Only the number is read: the rest is sealed. */
export async function waitingOwners(people: readonly Person[]): Promise<readonly WaitingOwner[]> {
  const all = await Promise.all(
    people.map(async (person) => {
      // A store that does not open now says nothing; signing in will say what is wrong with it.
      const waiting = await countIn(person.id).catch(() => ({ records: 0, verdicts: 0 }));
      return { person, waiting };
    }),
  );
  return all.filter((owner) => owner.waiting.records + owner.waiting.verdicts > 0);
}
