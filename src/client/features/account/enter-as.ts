import type { Person } from '../../../domain/person.ts';
import type { SignedIn } from '../../../protocol/account.ts';
import { SECURITY_SCREEN } from '../../addresses.ts';

/** Whoever must have a second factor by now and has none begins where it is made. */
export function enterAs({ person, enrol }: SignedIn, onSignedIn: (person: Person) => void): void {
  if (enrol) history.replaceState(undefined, '', SECURITY_SCREEN);
  onSignedIn(person);
}
