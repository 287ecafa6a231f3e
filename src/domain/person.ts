import * as z from 'zod/mini';
import type { RecordState } from './activity.ts';
import { Day } from './day.ts';
import { AccountId, type UnitId, UnitId as UnitIdSchema } from './ids.ts';
import { isReview, type RecordAction } from './record-action.ts';

export const ROLES = ['officer', 'unitLead', 'supervisor', 'approver', 'viewer', 'admin'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What a person was, with the last day of it and the units they recorded for: a transfer takes nothing from the days before. */
export const FormerPost = z.readonly(z.strictObject({ to: Day, role: Role, unitIds: z.readonly(z.array(UnitIdSchema)) }));
export type FormerPost = z.infer<typeof FormerPost>;

/** An account as its owner and colleagues see it: staff code, unit and role, nothing more. */
export const Person = z.readonly(
  z.strictObject({
    id: AccountId,
    staffCode: z.string(),
    role: Role,
    /** Own unit first. A viewer's list is what was assigned to them. */
    unitIds: z.readonly(z.array(UnitIdSchema)),
    /** The earliest first. */
    former: z.optional(z.readonly(z.array(FormerPost))),
  }),
);
export type Person = z.infer<typeof Person>;

/** What a person may see and do, by unit. The only place where roles turn into rights. */
export interface Scope {
  /** Units whose tallies the person sees. */
  readonly tallies: 'all' | readonly UnitId[];
  /** Records the person sees: all, those of these units, or own ones only. */
  readonly records: 'all' | 'own' | 'none' | readonly UnitId[];
  /** Units in whose name the person may record: the own ones, and for the days before a transfer the former ones. */
  readonly recordsFor: 'all' | readonly UnitId[];
  /** Units whose records of others the person may correct and withdraw. */
  readonly corrects: readonly UnitId[];
  /** Units whose records the person may confirm, return or mark as duplicate. */
  readonly reviews: 'all' | readonly UnitId[];
  /** Units in whose phones' last contact the person may look. */
  readonly devices: 'all' | 'own' | readonly UnitId[];
  readonly managesAccounts: boolean;
  /** Brings plans in, amends them and sets targets. */
  readonly managesPlans: boolean;
  /** Adds and closes units, places and partners. */
  readonly managesReference: boolean;
  /** Units for which the person says that milestones are done; `all`: for the whole office too. */
  readonly marks: 'all' | readonly UnitId[];
}

/** What somebody may do of whom nothing more is said. */
const NOTHING: Scope = {
  tallies: [],
  records: 'none',
  recordsFor: [],
  corrects: [],
  reviews: [],
  devices: 'own',
  managesAccounts: false,
  managesPlans: false,
  managesReference: false,
  marks: [],
};

export function scopeOf(person: Person): Scope {
  const own = person.unitIds;
  const recordsFor = [...own, ...(person.former ?? []).flatMap(({ unitIds }) => unitIds)];
  switch (person.role) {
    case 'officer':
      return { ...NOTHING, tallies: own, records: 'own', recordsFor };
    case 'unitLead':
      return { ...NOTHING, tallies: own, records: own, recordsFor, corrects: own, reviews: own, devices: own, marks: own };
    case 'supervisor': {
      const office = { managesPlans: true, managesReference: true, marks: 'all' } as const;
      return { ...NOTHING, ...office, tallies: 'all', records: 'all', recordsFor: 'all', reviews: 'all', devices: 'all' };
    }
    case 'approver':
      return { ...NOTHING, tallies: 'all', records: 'all' };
    case 'viewer':
      return { ...NOTHING, tallies: own };
    case 'admin':
      return { ...NOTHING, devices: 'all', managesAccounts: true, managesReference: true };
  }
}

export const covers = (units: 'all' | readonly UnitId[], unitId: UnitId): boolean => units === 'all' || units.includes(unitId);

/** Whether a record of this author and unit may be seen. */
export const maySee = (scope: Scope, person: Person, record: { readonly authorId: AccountId; readonly unitId: UnitId }): boolean =>
  record.authorId === person.id || (scope.records !== 'own' && scope.records !== 'none' && covers(scope.records, record.unitId));

/** Whether a record may be changed: own ones while the person records for that unit, others' where they correct. */
export const mayChange = (scope: Scope, person: Person, record: { readonly authorId: AccountId; readonly unitId: UnitId }): boolean =>
  (record.authorId === person.id && covers(scope.recordsFor, record.unitId)) || covers(scope.corrects, record.unitId);

/**
 * Whether this person may do this to a record. A verdict, and taking one back, belongs to those who review; all else to
 * those who may change it. Whether the record's state allows it is `nextState`'s to say.
 */
export function mayAct(
  scope: Scope,
  person: Person,
  record: { readonly authorId: AccountId; readonly unitId: UnitId; readonly state: RecordState },
  action: RecordAction,
): boolean {
  if (isReview(action) || (action === 'restore' && record.state === 'duplicate')) return covers(scope.reviews, record.unitId);
  return mayChange(scope, person, record);
}
