import type { UnitId } from '../../../domain/ids.ts';
import type { Role } from '../../../domain/person.ts';

/** Roles whose rights do not depend on a unit. */
const WITHOUT_UNIT: readonly Role[] = ['admin', 'approver'];
/** Longest name at the desk, as the office takes it. */
export const MAX_NAME = 80;

export interface AccountValues {
  readonly role: Role;
  /** The main one first. */
  readonly unitIds: readonly UnitId[];
  readonly name: string;
}

export const lacksUnit = ({ role, unitIds }: Pick<AccountValues, 'role' | 'unitIds'>): boolean =>
  unitIds.length === 0 && !WITHOUT_UNIT.includes(role);
/** Whether the office would take them. */
export const areComplete = (values: AccountValues): boolean => !lacksUnit(values) && values.name.trim().length <= MAX_NAME;
