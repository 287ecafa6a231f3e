import { hasItself, isGrantOver, isRoleOfUnits, otherAdmins, wrongDays } from '../../domain/account-rights.ts';
import { startOfDay } from '../../domain/day.ts';
import type { Grant } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { MAX_GRANTS } from '../../protocol/account.ts';
import { END_ROLE, GIVE_ROLE } from '../../protocol/endpoints/accounts.ts';
import { askFrom } from '../auth/factor-rules.ts';
import { newRowId } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { refuse } from '../http/refusal.ts';
import { findAccount, type StoredAccount, setGrants } from '../store/accounts.ts';
import type { Reader } from '../store/store.ts';
import { accountView, areUnits } from './account-view.ts';
import { statesAt } from './admin-acts.ts';
import { endDeputies, endRoles, grantDetails } from './end-roles.ts';
import { defineRoute, doneBy } from './route.ts';

const ADMINS = ['admin'] as const;
/** Roles that are over say for which days somebody recorded; so many are remembered. */
const MAX_OVER = 50;

/** Whoever is not alone as an administrator has another one widen what they may do. */
const isForAnother = async (db: Reader, { person }: SignedInPerson, account: StoredAccount, now: number): Promise<boolean> =>
  account.person.id === person.id && otherAdmins(await statesAt(db, now), person).length > 0;

const give = defineRoute(GIVE_ROLE, {
  summary: 'Give a person a further role for some days or until it is ended, or make them the deputy of somebody',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params, body }) {
    const { role, from, until } = body;
    const wrong = wrongDays(body, body.standsInFor !== null, who.today);
    if (wrong) return refuse('badRequest', { detail: wrong });
    const isRight = (await areUnits(deps, deps.store.reader, body.unitIds)) && body.unitIds.length > 0 === isRoleOfUnits(role);
    if (!isRight) return refuse('badRequest', { detail: 'unitIds' });
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account || account.disabled) return refuse('notFound');
      if (await isForAnother(tx.db, who, account, now)) return refuse('forbidden', { detail: 'secondAdmin' });
      const principal = body.standsInFor === null ? undefined : await findAccount(tx.db, body.standsInFor);
      const grant: Grant = {
        id: newRowId(deps.fillRandom),
        role,
        unitIds: body.unitIds,
        from,
        ...(until !== null && { until }),
        ...(principal && { standsInFor: principal.person.staffCode }),
      };
      const isDeputy = principal && !principal.disabled && principal.person.id !== params.id && hasItself(principal.person, grant);
      if (body.standsInFor !== null && !isDeputy) return refuse('badRequest', { detail: 'standsInFor' });
      const { id, grants = [] } = account.person;
      const [over, rest] = [
        grants.filter((grant) => isGrantOver(grant, who.today)),
        grants.filter((grant) => !isGrantOver(grant, who.today)),
      ];
      if (rest.length >= MAX_GRANTS) return refuse('badRequest', { detail: 'grants' });
      const all = [...over.slice(-MAX_OVER), ...rest, grant];
      await setGrants(tx, id, all);
      // The days in which a second factor may be put off are the first of the role, and not those from the first grave act on: a
      // deputy's may be over by then.
      await askFrom(deps, tx, { id, roles: [role] }, Math.max(now, startOfDay(from)));
      tx.chain.add({ kind: 'roleGiven', ...doneBy({ who, now }), subject: id, details: grantDetails(grant) });
      return ok(accountView({ ...account, person: { ...account.person, grants: all } }, now));
    });
  },
});

const end = defineRoute(END_ROLE, {
  summary: 'End a further role at once; work of its days may still be recorded',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params }) {
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      const ending = account?.person.grants?.find(({ id }) => id === params.grantId);
      if (!account || !ending || isGrantOver(ending, who.today)) return refuse('notFound');
      const after = await endRoles(tx, account, (grant) => grant === ending, { who, now });
      await endDeputies(tx, after, { who, now });
      return ok(accountView(after, now));
    });
  },
});

export const grantRoutes = [give, end];
