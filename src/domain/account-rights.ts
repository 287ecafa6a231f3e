import { addDays, type Day } from './day.ts';
import { coversDay, type Grant, isInForce, type Person, type Post, postsOn, type Role, type Scope, scopeOf } from './person.ts';

/** Whether a further role will give no rights any more. */
export const isGrantOver = ({ until, ended }: Grant, today: Day): boolean => ended === true || (until !== undefined && until < today);

/** Longest time a role is given ahead or back, and a deputy stands in (days). */
const MAX_GRANT_DAYS = 366;

/** What is wrong with the days of a further role; undefined where nothing is. `until`: null until somebody ends it, and no deputy's is. */
export function wrongDays(
  { from, until }: { readonly from: Day; readonly until: Day | null },
  isDeputy: boolean,
  today: Day,
): 'from' | 'until' | undefined {
  if (from < addDays(today, -MAX_GRANT_DAYS) || from > addDays(today, MAX_GRANT_DAYS)) return 'from';
  if (until === null) return isDeputy ? 'until' : undefined;
  if (until < from || until < today) return 'until';
  return isDeputy && until > addDays(from, MAX_GRANT_DAYS) ? 'until' : undefined;
}

/** Whether what a role allows is bound to its units. It stands here and not beside `scopeOf`, since the first page has no use for it. */
export const isRoleOfUnits = (role: Role): boolean => role === 'officer' || role === 'unitLead' || role === 'viewer';

/** Whether the person has this role by themselves on all its days, in its units, and so can have a deputy for it. */
export function hasItself({ role, unitIds, grants = [] }: Person, wanted: Omit<Grant, 'id'>): boolean {
  const { from, until, unitIds: units } = wanted;
  const lasting = grants.filter((grant) => !grant.standsInFor && isInForce(grant, from) && until !== undefined && coversDay(grant, until));
  return [{ role, unitIds }, ...lasting].some(
    (post) => post.role === wanted.role && units.every((id) => !isRoleOfUnits(wanted.role) || post.unitIds.includes(id)),
  );
}

/** A further role that is ended today; undefined where it never began, and so leaves nothing behind. */
export const endedOn = (today: Day, grant: Grant): Grant | undefined =>
  grant.from > today ? undefined : { ...grant, until: today, ended: true };

/** Who answers for whom: whoever stands above. */
const RANKS: Readonly<Record<Role, number>> = { officer: 0, viewer: 0, unitLead: 1, supervisor: 2, approver: 2, admin: 3 };

/** Whether the devices of somebody else are in sight. */
export const seesDevicesOf = ({ devices }: Scope, owner: Person): boolean =>
  devices === 'all' || (devices !== 'own' && owner.unitIds.some((unit) => devices.includes(unit)));

const rankOn = (person: Person, today: Day): number => Math.max(...postsOn(person, today).map(({ role }) => RANKS[role]));

/** Whether one and the same role sees the owner's devices and stands above all that the owner is. */
const standsAbove = (post: Post, owner: Person, today: Day): boolean =>
  seesDevicesOf(scopeOf(post), owner) && RANKS[post.role] > rankOn(owner, today);

/** Whether a role lets this person end the sign-in of a device: of their own, of those of people they stand above, an administrator of any. */
export const endsSignIn =
  (person: Person, owner: Person, today: Day) =>
  (post: Post): boolean =>
    owner.id === person.id || post.role === 'admin' || standsAbove(post, owner, today);
export const mayEndSignIn = (person: Person, owner: Person, today: Day): boolean =>
  postsOn(person, today).some(endsSignIn(person, owner, today));

/** Whether by a role somebody decides over what a lost phone handed over: whoever stands above its owner does, and the owner does not. */
export const judgesQuarantine =
  (person: Person, owner: Person, today: Day) =>
  (post: Post): boolean =>
    post.role === 'admin' || (owner.id !== person.id && standsAbove(post, owner, today));
export const mayJudgeQuarantine = (person: Person, owner: Person, today: Day): boolean =>
  postsOn(person, today).some(judgesQuarantine(person, owner, today));

/** An account as far as it decides whether another administrator must agree. */
export interface AccountState {
  readonly person: Person;
  /** It has a password. */
  readonly open: boolean;
  readonly disabled: boolean;
}

/** Administrators besides this one who can confirm what is done to an administrator's account; whom it is done to is one of them. */
export const otherAdmins = <A extends AccountState>(accounts: readonly A[], person: Person): A[] =>
  accounts.filter((account) => account.person.role === 'admin' && account.open && !account.disabled && account.person.id !== person.id);

/**
 * Whether an administrator does this only together with another one: a new code for an administrator, forgetting the second factors
 * of one, and making or unmaking one.
 * `next` is the role afterwards.
 */
export const needsSecondAdmin = (accounts: readonly AccountState[], person: Person, role: Role, next: Role): boolean =>
  (role === 'admin' || next === 'admin') && otherAdmins(accounts, person).length > 0;
