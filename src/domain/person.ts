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

/** A further role of a person for some days, beside the one of the account: for good, or in the place of somebody who is away. */
export const Grant = z.readonly(
  z.strictObject({
    id: z.string(),
    role: Role,
    unitIds: z.readonly(z.array(UnitIdSchema)),
    from: Day,
    /** The last day; absent: until somebody ends it. */
    until: z.optional(Day),
    /** Staff code of whose deputy the person is by it. */
    standsInFor: z.optional(z.string()),
    /** Ended by hand, on its last day. */
    ended: z.optional(z.literal(true)),
  }),
);
export type Grant = z.infer<typeof Grant>;

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
    /** Further roles: those to come and those that are over too. */
    grants: z.optional(z.readonly(z.array(Grant))),
  }),
);
export type Person = z.infer<typeof Person>;

/** One role in some units. */
export type Post = Pick<Person, 'role' | 'unitIds' | 'former'> & Pick<Grant, 'standsInFor'>;

/** Whether a further role covers a day, whatever day it is today. */
export const coversDay = ({ from, until }: Grant, day: Day): boolean => from <= day && (until === undefined || day <= until);
/** Whether a further role gives its rights on this day. */
export const isInForce = (grant: Grant, today: Day): boolean => !grant.ended && coversDay(grant, today);

/** The roles a person has on a day, that of the account first. */
export const postsOn = (person: Person, today: Day): readonly Post[] => [
  person,
  ...(person.grants ?? []).filter((grant) => isInForce(grant, today)),
];

/** What a person may see and do, by unit. The only place where roles turn into rights. */
export interface Scope {
  readonly roles: readonly Role[];
  /** Units the person belongs to. */
  readonly units: readonly UnitId[];
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
const NOTHING: Omit<Scope, 'roles' | 'units'> = {
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

function rightsOf({ role, unitIds: own, former = [] }: Post): Partial<Scope> {
  const recordsFor = [...own, ...former.flatMap(({ unitIds }) => unitIds)];
  switch (role) {
    case 'officer':
      return { tallies: own, records: 'own', recordsFor };
    case 'unitLead':
      return { tallies: own, records: own, recordsFor, corrects: own, reviews: own, devices: own, marks: own };
    case 'supervisor': {
      const office = { managesPlans: true, managesReference: true, marks: 'all' } as const;
      return { ...office, tallies: 'all', records: 'all', recordsFor: 'all', reviews: 'all', devices: 'all' };
    }
    case 'approver':
      return { tallies: 'all', records: 'all' };
    case 'viewer':
      return { tallies: own };
    case 'admin':
      return { devices: 'all', managesAccounts: true, managesReference: true };
  }
}

/** What one role alone allows. */
export const scopeOf = (post: Post): Scope => ({ ...NOTHING, roles: [post.role], units: post.unitIds, ...rightsOf(post) });

type Answer = Scope[keyof Scope];
/** Of two answers to one question about rights the one that allows more: all, these and those, the own ones, none; yes, no. */
const wider = (a: Answer, b: Answer): Answer => {
  if (typeof a === 'object' && typeof b === 'object') return [...new Set([...a, ...b])] as Answer;
  return a === true || a === 'all' || b === false || b === 'none' || (b === 'own' && a !== 'none') ? a : b;
};

const either = (a: Scope, b: Scope): Scope =>
  Object.fromEntries(
    Object.entries(a).map(([question, answer]) => [question, wider(answer, b[question as keyof Scope])]),
  ) as unknown as Scope;

/** Units a role that is over let the person record for: what was done on its days is recorded later too. */
export const recordedUntil = ({ role, unitIds, from }: Grant, today: Day): readonly UnitId[] =>
  from <= today && (role === 'officer' || role === 'unitLead') ? unitIds : [];

/** What a person may see and do on this day: what any of their roles allows, and nothing that none of them does. */
export function scopeOn(person: Person, today: Day): Scope {
  const scope = postsOn(person, today).map(scopeOf).reduce(either);
  const recorded = (person.grants ?? []).flatMap((grant) => recordedUntil(grant, today));
  return { ...scope, recordsFor: wider(scope.recordsFor, recorded) as Scope['recordsFor'] };
}

/** For whom the person does this: nobody where a role of their own allows it, else whoever's deputy may do it. */
export function standsInFor(person: Person, today: Day, allows: (post: Post) => boolean): Grant['standsInFor'] {
  const allowing = postsOn(person, today).filter(allows);
  return allowing.every((post) => post.standsInFor) ? allowing[0]?.standsInFor : undefined;
}

/** The same as words beside an act: nothing is said where nobody is stood in for. */
export function inPlaceOf(person: Person, today: Day, allows: (post: Post) => boolean): Pick<Grant, 'standsInFor'> {
  const principal = standsInFor(person, today, allows);
  return principal === undefined ? {} : { standsInFor: principal };
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
