import { endedOn, hasItself, isGrantOver } from '../../domain/account-rights.ts';
import type { Grant } from '../../domain/person.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { listAccounts, type StoredAccount, setGrants } from '../store/accounts.ts';
import type { WriteTx } from '../store/store.ts';
import { type Arrival, doneBy } from './route.ts';

type Doing = Pick<Arrival<SignedInPerson>, 'who' | 'now'>;

/** A further role as the log of what was done names it. */
export const grantDetails = ({ role, unitIds, from, until, standsInFor }: Omit<Grant, 'id'>): AuditDetails => ({
  role,
  units: [...unitIds],
  from,
  ...(until !== undefined && { until }),
  ...(standsInFor !== undefined && { standsInFor }),
});

/** Ends further roles of a person at once, and says so for each; gives the account as it is then. */
export async function endRoles<A extends Pick<StoredAccount, 'person'>>(
  tx: WriteTx,
  account: A,
  isEnding: (grant: Grant) => boolean,
  call: Doing,
): Promise<A> {
  const { person } = account;
  const before = person.grants ?? [];
  const ending = before.filter((grant) => !isGrantOver(grant, call.who.today) && isEnding(grant));
  if (ending.length === 0) return account;
  const grants = before.flatMap((grant) => (ending.includes(grant) ? (endedOn(call.who.today, grant) ?? []) : [grant]));
  await setGrants(tx, person.id, grants);
  for (const { until: _, ...grant } of ending)
    tx.chain.add({ kind: 'roleEnded', ...doneBy(call), subject: person.id, details: grantDetails(grant) });
  return { ...account, person: { ...person, grants } };
}

/**
 * Ends the roles that others have in the place of this person, as far as the person has them no longer: by another role, another unit,
 * an ended role or a closed account. Whoever comes after them is somebody else, for whom nobody was made a deputy.
 */
export async function endDeputies(
  tx: WriteTx,
  { person, disabled }: Pick<StoredAccount, 'person' | 'disabled'>,
  call: Doing,
): Promise<void> {
  const isLeft = (grant: Grant): boolean => grant.standsInFor === person.staffCode && (disabled || !hasItself(person, grant));
  for (const account of await listAccounts(tx.db)) await endRoles(tx, account, isLeft, call);
}
