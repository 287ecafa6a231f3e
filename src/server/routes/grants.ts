import { isGrantOver, otherAdmins } from '../../domain/account-rights.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { coversDay, type Grant, isInForce, type Person } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { type GrantRequest, isRoleOfUnits, MAX_GRANT_DAYS, MAX_GRANTS } from '../../protocol/account.ts';
import { END_ROLE, GIVE_ROLE } from '../../protocol/endpoints/accounts.ts';
import { enrolmentOf, isAsked } from '../auth/factor-rules.ts';
import { newRowId } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { refuse } from '../http/refusal.ts';
import { findAccount, listAccounts, type StoredAccount, setGrants } from '../store/accounts.ts';
import type { Reader } from '../store/store.ts';
import { accountView, areUnits } from './account-view.ts';
import { stateOf } from './admin-acts.ts';
import { defineRoute, doneBy } from './route.ts';

const ADMINS = ['admin'] as const;
/** Roles that are over say for which days somebody recorded; so many are remembered. */
const MAX_OVER = 50;

/** What is wrong with the days of a role; undefined where nothing is. A deputy's have an end. */
function wrongDays({ from, until, standsInFor }: GrantRequest, today: Day): 'from' | 'until' | undefined {
  if (from < addDays(today, -MAX_GRANT_DAYS) || from > addDays(today, MAX_GRANT_DAYS)) return 'from';
  if (until === null) return standsInFor === null ? undefined : 'until';
  if (until < from || until < today) return 'until';
  return standsInFor !== null && until > addDays(from, MAX_GRANT_DAYS) ? 'until' : undefined;
}

/** Whether the person has the role by themselves on all these days, in these units, and so can have a deputy for it. */
function hasItself({ role, unitIds, grants = [] }: Person, wanted: GrantRequest): boolean {
  const { from, until, unitIds: units } = wanted;
  const lasting = grants.filter((grant) => !grant.standsInFor && isInForce(grant, from) && until !== null && coversDay(grant, until));
  return [{ role, unitIds }, ...lasting].some(
    (post) => post.role === wanted.role && units.every((id) => !isRoleOfUnits(wanted.role) || post.unitIds.includes(id)),
  );
}

/** Whoever is not alone as an administrator has another one widen what they may do. */
const isForAnother = async (db: Reader, { person }: SignedInPerson, account: StoredAccount): Promise<boolean> =>
  account.person.id === person.id && otherAdmins((await listAccounts(db)).map(stateOf), person).length > 0;

const give = defineRoute(GIVE_ROLE, {
  summary: 'Give a person a further role for some days or until it is ended, or make them the deputy of somebody',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params, body }) {
    const { role, from, until } = body;
    const wrong = wrongDays(body, who.today);
    if (wrong) return refuse('badRequest', { detail: wrong });
    const isRight = (await areUnits(deps, deps.store.reader, body.unitIds)) && body.unitIds.length > 0 === isRoleOfUnits(role);
    if (!isRight) return refuse('badRequest', { detail: 'unitIds' });
    const given = await deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account || account.disabled) return refuse('notFound');
      if (await isForAnother(tx.db, who, account)) return refuse('forbidden', { detail: 'secondAdmin' });
      const principal = body.standsInFor === null ? undefined : (await findAccount(tx.db, body.standsInFor))?.person;
      const isDeputy = principal !== undefined && principal.id !== params.id && hasItself(principal, body);
      if (body.standsInFor !== null && !isDeputy) return refuse('badRequest', { detail: 'standsInFor' });
      const { id, grants = [] } = account.person;
      const [over, rest] = [
        grants.filter((grant) => isGrantOver(grant, who.today)),
        grants.filter((grant) => !isGrantOver(grant, who.today)),
      ];
      if (rest.length >= MAX_GRANTS) return refuse('badRequest', { detail: 'grants' });
      const grant: Grant = {
        id: newRowId(deps.fillRandom),
        role,
        unitIds: body.unitIds,
        from,
        ...(until !== null && { until }),
        ...(principal && { standsInFor: principal.staffCode }),
      };
      const all = [...over.slice(-MAX_OVER), ...rest, grant];
      await setGrants(tx, id, all);
      const details = {
        role,
        units: body.unitIds,
        from,
        ...(until !== null && { until }),
        ...(principal && { standsInFor: principal.staffCode }),
      };
      tx.chain.add({ kind: 'roleGiven', ...doneBy({ who, now }), subject: id, details });
      return ok(accountView({ ...account, person: { ...account.person, grants: all } }, now));
    });
    // The days in which a second factor may be put off are those from here on, not from the first grave act: a deputy's may be over by then.
    if (given.ok && (await isAsked(deps, deps.store.reader, [role]))) await enrolmentOf(deps, given.value.person.id, now);
    return given;
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
      const { id, grants = [] } = account.person;
      // One that never began leaves nothing behind.
      const ended: readonly Grant[] = ending.from > who.today ? [] : [{ ...ending, until: who.today, ended: true }];
      const all = grants.flatMap((grant) => (grant === ending ? ended : [grant]));
      await setGrants(tx, id, all);
      const details = { role: ending.role, units: [...ending.unitIds], ...(ending.standsInFor && { standsInFor: ending.standsInFor }) };
      tx.chain.add({ kind: 'roleEnded', ...doneBy({ who, now }), subject: id, details });
      return ok(accountView({ ...account, person: { ...account.person, grants: all } }, now));
    });
  },
});

export const grantRoutes = [give, end];
