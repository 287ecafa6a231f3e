import { createSignal } from 'solid-js';
import { isRoleOfUnits, wrongDays } from '../../../domain/account-rights.ts';
import { addDays, Day } from '../../../domain/day.ts';
import type { AccountId, UnitId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/person.ts';
import { type Account, GRANTABLE_ROLES, type GrantRequest } from '../../../protocol/account.ts';

type GivenRole = GrantRequest['role'];
const isGiven = (role: Role): role is GivenRole => (GRANTABLE_ROLES as readonly Role[]).includes(role);

/** A week, the first day counted. */
const USUAL_DAYS = 7;

/** What an administrator fills in to give somebody a further role, or to make them a deputy. */
export function createWish(account: Account, accounts: readonly Account[], today: Day) {
  const [isDeputy, setIsDeputy] = createSignal(false);
  const [role, setRole] = createSignal<GivenRole>('officer');
  const [unitIds, setUnitIds] = createSignal<readonly UnitId[]>([]);
  const [principalId, setPrincipalId] = createSignal<AccountId>();
  const [from, setFrom] = createSignal<string>(today);
  const [until, setUntil] = createSignal('');
  const [tried, setTried] = createSignal(false);

  /** Those whose deputy somebody can be: not of an administrator, whose account needs two. */
  const principals = accounts.filter(({ person, disabled }) => !disabled && person.id !== account.person.id && isGiven(person.role));
  const principal = () => principals.find(({ person }) => person.id === principalId())?.person;
  /** A deputy is what the other is by their account. */
  const post = (): { role: GivenRole; unitIds: readonly UnitId[] } | undefined => {
    const other = principal();
    if (!isDeputy()) return { role: role(), unitIds: isRoleOfUnits(role()) ? unitIds() : [] };
    return other && isGiven(other.role) ? { role: other.role, unitIds: isRoleOfUnits(other.role) ? other.unitIds : [] } : undefined;
  };
  /** Which day is none that the office takes. */
  const wrong = (): 'from' | 'until' | undefined => {
    const first = Day.safeParse(from()).data;
    const last = until() === '' ? null : Day.safeParse(until()).data;
    if (first === undefined) return 'from';
    return last === undefined ? 'until' : wrongDays({ from: first, until: last }, isDeputy(), today);
  };
  const lacks = {
    principal: () => tried() && isDeputy() && principal() === undefined,
    units: () => tried() && !isDeputy() && isRoleOfUnits(role()) && unitIds().length === 0,
    from: () => tried() && wrong() === 'from',
    until: () => tried() && wrong() === 'until',
  };
  return {
    role,
    setRole,
    unitIds,
    setUnitIds,
    principals,
    principalId,
    setPrincipalId,
    from,
    setFrom,
    until,
    setUntil,
    isDeputy,
    /** A deputy stands in for a week, unless something else is said. */
    chooseDeputy(chosen: boolean): void {
      setIsDeputy(chosen);
      if (chosen && until() === '') setUntil(addDays(today, USUAL_DAYS - 1));
    },
    lacks,
    /** As the office takes it; undefined where something is missing, which is shown from then on. */
    body(): GrantRequest | undefined {
      setTried(true);
      const wanted = post();
      if (!wanted || Object.values(lacks).some((isLacking) => isLacking())) return undefined;
      return {
        role: wanted.role,
        unitIds: [...wanted.unitIds],
        from: from() as Day,
        until: until() === '' ? null : (until() as Day),
        standsInFor: isDeputy() ? (principalId() ?? null) : null,
      };
    },
  };
}
export type Wish = ReturnType<typeof createWish>;
