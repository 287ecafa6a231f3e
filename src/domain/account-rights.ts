import type { Person, Role } from './person.ts';

/** Who answers for whom: whoever stands above. */
const RANKS: Readonly<Record<Role, number>> = { officer: 0, viewer: 0, unitLead: 1, supervisor: 2, approver: 2, admin: 3 };

/** Whether somebody who sees a device may end its sign-in: their own, those of people they stand above, an administrator any. */
export const mayEndSignIn = (person: Person, owner: Person): boolean =>
  owner.id === person.id || person.role === 'admin' || RANKS[owner.role] < RANKS[person.role];

/** Whether somebody who sees a lost phone decides over what it handed over: whoever stands above its owner does, and the owner does not. */
export const mayJudgeQuarantine = (person: Person, owner: Person): boolean =>
  person.role === 'admin' || (owner.id !== person.id && mayEndSignIn(person, owner));

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
