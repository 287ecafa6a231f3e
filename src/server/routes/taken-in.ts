import { inPlaceOf, type Person, scopeOf, scopeOn } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { TAKE_IN } from '../../protocol/endpoints/intake.ts';
import { MAX_BODY_BYTES } from '../../protocol/limits.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { refuse } from '../http/refusal.ts';
import type { Sender } from '../merge/page-work.ts';
import { findAccount } from '../store/accounts.ts';
import { checkPage, enterPage } from '../store/take-in.ts';
import { defineRoute } from './route.ts';

/** The author as far as whoever enters their work decides over it: a lead over records of the own units alone. */
export function asFarAs({ scope }: Pick<SignedInPerson, 'scope'>, author: Person): Person | undefined {
  const { reviews } = scope;
  if (reviews === 'all') return author;
  const within = <T extends Pick<Person, 'unitIds'>>(person: T): T => ({
    ...person,
    unitIds: person.unitIds.filter((id) => reviews.includes(id)),
  });
  // Who records for the whole office would do so here too.
  const role = author.role === 'supervisor' ? 'officer' : author.role;
  const former = author.former?.map(within).filter(({ unitIds }) => unitIds.length > 0);
  const grants = author.grants?.map(within).filter((grant) => grant.role !== 'supervisor' && grant.unitIds.length > 0);
  const person = { ...within(author), role, ...(former && { former }), ...(grants && { grants }) };
  return person.unitIds.length + (former?.length ?? 0) + (grants?.length ?? 0) > 0 ? person : undefined;
}

/** Work alone is taken in: a verdict is for those who are here to give. */
const senderOf = (who: SignedInPerson, person: Person): Sender => ({
  person,
  scope: { ...scopeOn(person, who.today), reviews: [] },
  deviceId: who.device.id,
  enteredBy: who.person.id,
});

const takeIn = defineRoute(TAKE_IN, {
  summary: 'Enter the unsent work of somebody who has left, under their name, or say what would become of it',
  access: ['unitLead', 'supervisor'],
  maxBodyBytes: MAX_BODY_BYTES,
  async handle({ deps, who, now, body }) {
    const account = await findAccount(deps.store.reader, body.accountId);
    const person = account && asFarAs(who, account.person);
    // Unknown and out of reach are the same answer.
    if (!person) return refuse('notFound');
    const { store, readReference, log } = deps;
    const context = { store, readReference, log, sender: senderOf(who, person), now };
    const principal = inPlaceOf(who.person, who.today, (post) => {
      const scope = scopeOf(post);
      return scope.reviews.length > 0 && asFarAs({ scope }, account.person) !== undefined;
    });
    const page = await (body.check ? checkPage(context, body.mutations) : enterPage(context, body.mutations, principal));
    if (!body.check) log({ event: 'takenIn', accountId: who.person.id, authorId: person.id, changes: page.results.length });
    return ok({ staffCode: person.staffCode, ...page });
  },
});

export const takenInRoutes = [takeIn];
