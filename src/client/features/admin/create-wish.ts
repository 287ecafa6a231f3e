import { createSignal } from 'solid-js';
import { isRoleOfUnits, wrongDays } from '../../../domain/account-rights.ts';
import { addDays, Day } from '../../../domain/day.ts';
import type { AccountId, UnitId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/person.ts';
import { type Account, GRANTABLE_ROLES, type GrantRequest } from '../../../protocol/account.ts';
import { createSavedInput } from '../../saved-input.ts';

type GivenRole = GrantRequest['role'];
const isGiven = (role: Role): role is GivenRole => (GRANTABLE_ROLES as readonly Role[]).includes(role);

/** A week, the first day counted. */
const USUAL_DAYS = 7;

interface Typed {
  readonly isDeputy: boolean;
  readonly role: GivenRole;
  readonly unitIds: readonly UnitId[];
  readonly principalId?: AccountId | undefined;
  readonly from: string;
  /** Absent while nothing was said of it. */
  readonly until?: string;
}

/** What an administrator fills in to give somebody a further role, or to make them a deputy. It stays on this device until it is given. */
export function createWish(account: Account, accounts: readonly Account[], today: Day) {
  const saved = createSavedInput<Typed>(['roles', account.person.id], { isDeputy: false, role: 'officer', unitIds: [], from: today });
  const { values: typed, set } = saved;
  const isDeputy = (): boolean => typed().isDeputy;
  const role = (): GivenRole => typed().role;
  const unitIds = (): readonly UnitId[] => typed().unitIds;
  const principalId = (): AccountId | undefined => typed().principalId;
  const from = (): string => typed().from;
  /** A deputy stands in for a week, unless something else is said. */
  const usualEnd = (): string => {
    const first = Day.safeParse(from()).data;
    return isDeputy() && first !== undefined ? addDays(first, USUAL_DAYS - 1) : '';
  };
  const until = (): string => typed().until ?? usualEnd();
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
    saved,
    role,
    setRole: (value: GivenRole) => set({ role: value }),
    unitIds,
    setUnitIds: (ids: readonly UnitId[]) => set({ unitIds: ids }),
    principals,
    principalId,
    setPrincipalId: (id: AccountId | undefined) => set({ principalId: id }),
    from,
    setFrom: (text: string) => set({ from: text }),
    until,
    setUntil: (text: string) => set({ until: text }),
    isDeputy,
    chooseDeputy: (chosen: boolean) => set({ isDeputy: chosen }),
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
