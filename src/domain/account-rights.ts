import type { Day } from './day.ts';
import { type Grant, type Person, postsOn, type Role, type Scope, scopeOf } from './person.ts';

/** Whether a further role will give no rights any more. */
export const isGrantOver = ({ until, ended }: Grant, today: Day): boolean => ended === true || (until !== undefined && until < today);

/** Who answers for whom: whoever stands above. */
const RANKS: Readonly<Record<Role, number>> = { officer: 0, viewer: 0, unitLead: 1, supervisor: 2, approver: 2, admin: 3 };

/** Whether the devices of somebody else are in sight. */
export const seesDevicesOf = ({ devices }: Scope, owner: Person): boolean =>
  devices === 'all' || (devices !== 'own' && owner.unitIds.some((unit) => devices.includes(unit)));

const isAdmin = (person: Person, today: Day): boolean => postsOn(person, today).some(({ role }) => role === 'admin');
const rankOn = (person: Person, today: Day): number => Math.max(...postsOn(person, today).map(({ role }) => RANKS[role]));

/** Whether one and the same role sees the owner's devices and stands above all that the owner is. */
const standsAbove = (person: Person, owner: Person, today: Day): boolean =>
  postsOn(person, today).some((post) => seesDevicesOf(scopeOf(post), owner) && RANKS[post.role] > rankOn(owner, today));

/** Whether somebody may end the sign-in of a device: of their own, of those of people they stand above, an administrator of any. */
export const mayEndSignIn = (person: Person, owner: Person, today: Day): boolean =>
  owner.id === person.id || isAdmin(person, today) || standsAbove(person, owner, today);

/** Whether somebody decides over what a lost phone handed over: whoever stands above its owner does, and the owner does not. */
export const mayJudgeQuarantine = (person: Person, owner: Person, today: Day): boolean =>
  isAdmin(person, today) || (owner.id !== person.id && standsAbove(person, owner, today));

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
