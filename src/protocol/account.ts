import * as z from 'zod/mini';
import { RecordState } from '../domain/activity.ts';
import { Day } from '../domain/day.ts';
import { FACTOR_KINDS } from '../domain/factor.ts';
import { AccountId, ActivityId, MutationId, UnitId } from '../domain/ids.ts';
import { Person, Role } from '../domain/person.ts';
import { RECORD_ACTIONS } from '../domain/record-action.ts';
import { staffCodeOf } from '../domain/staff-code.ts';
import { FieldConflict, ServerActivity } from './server-activity.ts';
import { WipeOrder } from './wipe-order.ts';

/** Longest texts that the server takes at sign-in. */
export const SIGN_IN_LIMITS = { staffCode: 40, code: 80, password: 200 } as const;

/** A password as somebody types it; what a new one must be is checked where it is set. */
export const Password = z.string().check(z.minLength(1), z.maxLength(SIGN_IN_LIMITS.password));
const DeviceName = z.string().check(z.minLength(1), z.maxLength(80));
const Instant = z.iso.datetime();

/** At least this many letters in a new password; no rules of composition. */
export const MIN_PASSWORD_LENGTH = 8;

export const SignInRequest = z.strictObject({
  staffCode: z.string().check(z.minLength(1), z.maxLength(SIGN_IN_LIMITS.staffCode)),
  password: Password,
  device: DeviceName,
});
export type SignInRequest = z.infer<typeof SignInRequest>;

/** Opens an account with its one-time code and sets the password. */
export const OpenAccountRequest = z.strictObject({
  code: z.string().check(z.minLength(8), z.maxLength(SIGN_IN_LIMITS.code)),
  password: Password,
  device: DeviceName,
});
export type OpenAccountRequest = z.infer<typeof OpenAccountRequest>;

/** `enrol`: the person must have a second factor by now and has none. */
export const SignedIn = z.strictObject({ person: Person, enrol: z.optional(z.literal(true)) });
export type SignedIn = z.infer<typeof SignedIn>;

/** Who is signed in; and by which key this phone knows an order for it from one that somebody made up. */
export const Me = z.strictObject({
  person: Person,
  phone: z.optional(z.strictObject({ deviceId: z.string(), orderKey: z.string() })),
  /** For other accounts that were signed in on this phone. */
  orders: z.optional(z.array(WipeOrder)),
});
export type Me = z.infer<typeof Me>;

/** Longest name that a person gives a phone (characters). */
export const MAX_OWN_NAME = 60;

/** The answer where there is nothing else to say. */
export const Done = z.strictObject({ done: z.literal(true) });

/** Records a phone said it held that neither came nor are there any more; until they come or somebody takes note. */
export const DeviceLoss = z.strictObject({
  /** When it was noticed, and when the phone itself had said that it held them. */
  at: Instant,
  heldAt: z.optional(Instant),
  held: z.int(),
  now: z.int(),
  received: z.int(),
  missing: z.int(),
});
export type DeviceLoss = z.infer<typeof DeviceLoss>;

/** One phone or browser an account is signed in on. */
export const Device = z.strictObject({
  id: z.string(),
  person: Person,
  name: z.string(),
  app: z.string(),
  createdAt: Instant,
  seenAt: Instant,
  held: z.int(),
  oldestAt: z.optional(Instant),
  attention: z.int(),
  persisted: z.boolean(),
  signedOut: z.boolean(),
  /** What a person calls it. */
  ownName: z.optional(z.string()),
  /** It was opened from the home screen when it last said what it holds. */
  installed: z.optional(z.literal(true)),
  /** Reported as lost, until when what it hands over is taken, and when it said that it was cleared. */
  lost: z.optional(z.strictObject({ at: Instant, until: Instant, clearedAt: z.optional(Instant) })),
  /** Records it handed over afterwards that wait to be judged. */
  quarantined: z.optional(z.int()),
  loss: z.optional(DeviceLoss),
  /** The device this answer goes to. */
  current: z.boolean(),
  /** What the desk calls the person, where the desk asks. */
  owner: z.optional(z.string()),
});
export type Device = z.infer<typeof Device>;
/** Somebody with an account that no phone has signed in on yet. */
export const NeverSeen = z.strictObject({ person: Person, open: z.boolean(), owner: z.optional(z.string()) });
export type NeverSeen = z.infer<typeof NeverSeen>;
/** `never` comes to who looks after the phones of others. */
export const Devices = z.strictObject({ devices: z.array(Device), never: z.optional(z.array(NeverSeen)) });

/** Guesses at a one-time code, the last of which ends it. */
export const MAX_CODE_GUESSES = 10;
/** How long a one-time code may be good, as the administrator chooses (hours). */
export const CODE_HOURS = ['24', '48', '72'] as const;
export const DEFAULT_CODE_HOURS = 24;
export const CodeQuery = z.strictObject({ hours: z.optional(z.enum(CODE_HOURS)) });

/** The one-time code of an account: `ended` by time, `guessed` where too many wrong ones were tried. */
const AccountCode = z.strictObject({ state: z.enum(['open', 'ended', 'guessed']), until: Instant, guesses: z.int() });

/** `name`: what the desk calls the person. */
export const Account = z.strictObject({
  person: Person,
  open: z.boolean(),
  disabled: z.boolean(),
  name: z.optional(z.string()),
  code: z.optional(AccountCode),
  /** Last contact of any of their devices, where accounts are listed; absent: no device yet. */
  seenAt: z.optional(Instant),
  /** Whether the person has a second factor, where accounts are listed; absent: none, and the roles of today ask for none. */
  hasFactor: z.optional(z.boolean()),
});
export type Account = z.infer<typeof Account>;

/**
 * What an administrator did, or asks to do, to the account of an administrator. Where it needs another administrator it waits
 * until one confirms it.
 */
export const AdminAct = z.strictObject({
  id: z.string(),
  person: Person,
  kind: z.enum(['add', 'code', 'role', 'close', 'reopen', 'factors']),
  state: z.enum(['waiting', 'done', 'declined', 'lapsed']),
  /** Of a change: the role afterwards. */
  role: z.optional(Role),
  askedBy: Person,
  askedAt: Instant,
  answeredBy: z.optional(Person),
  answeredAt: z.optional(Instant),
});
export type AdminAct = z.infer<typeof AdminAct>;
/** `acts`: those of the last months, the newest first; every administrator is told of all. */
export const Accounts = z.strictObject({ accounts: z.array(Account), acts: z.optional(z.array(AdminAct)) });

/** What a person answers with after the password. */
export const Factor = z.strictObject({
  id: z.string(),
  kind: z.enum(FACTOR_KINDS),
  name: z.string(),
  createdAt: Instant,
  /** Absent: never yet. */
  usedAt: z.optional(Instant),
});
export type Factor = z.infer<typeof Factor>;

const DisplayName = z.string().check(z.minLength(1), z.maxLength(80));
const UnitIds = z.array(UnitId).check(z.maxLength(50));

/** A staff code as it may be typed or pasted, with what falls away when it is brought into its form. */
const MAX_TYPED_CODE = 80;
export const NewAccountRequest = z.strictObject({
  staffCode: z.string().check(
    z.maxLength(MAX_TYPED_CODE),
    z.refine((typed) => staffCodeOf(typed) !== undefined),
  ),
  role: Role,
  unitIds: UnitIds,
  name: z.optional(DisplayName),
});
export type NewAccountRequest = z.infer<typeof NewAccountRequest>;
/** The code is shown once and works once. */
export const NewAccountResponse = z.strictObject({ account: Account, code: z.string() });
export type NewAccountResponse = z.infer<typeof NewAccountResponse>;

/** Most accounts made, or given new codes, at once. */
export const MAX_ACCOUNTS = 200;
/** All of them, or none. */
export const NewAccountsRequest = z.strictObject({ accounts: z.array(NewAccountRequest).check(z.minLength(1), z.maxLength(MAX_ACCOUNTS)) });
export const CodesRequest = z.strictObject({ ids: z.array(AccountId).check(z.minLength(1), z.maxLength(MAX_ACCOUNTS)) });
export const CodesResponse = z.strictObject({ codes: z.array(NewAccountResponse) });

/** Most further roles of a person that are not over. */
export const MAX_GRANTS = 12;
/** That of an administrator is given with the account alone, which needs a second one. */
export const GRANTABLE_ROLES = ['officer', 'unitLead', 'supervisor', 'approver', 'viewer'] as const satisfies readonly Role[];
/** A further role. `until` is null until somebody ends it, and never so for a deputy; `standsInFor`: whose deputy it makes. */
export const GrantRequest = z.strictObject({
  role: z.enum(GRANTABLE_ROLES),
  unitIds: UnitIds,
  from: Day,
  until: z.nullable(Day),
  standsInFor: z.nullable(AccountId),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

/**
 * The person as they are from now on. `from`: the first day of it, so that the days before keep what the person was; null mends
 * what was never so.
 */
export const ChangeAccountRequest = z.strictObject({ role: Role, unitIds: UnitIds, from: z.nullable(Day), name: z.nullable(DisplayName) });
export type ChangeAccountRequest = z.infer<typeof ChangeAccountRequest>;

/** Asks another administrator to confirm: without a change, a new code, or (`factors`) that lost second factors are forgotten. */
export const AskAdminRequest = z.strictObject({
  accountId: AccountId,
  change: z.optional(ChangeAccountRequest),
  factors: z.optional(z.literal(true)),
});
/** `issued`: the code that was asked for, shown this once to whoever confirmed. */
export const ConfirmedAct = z.strictObject({ act: AdminAct, issued: z.optional(NewAccountResponse) });

export const ChangePasswordRequest = z.strictObject({ current: Password, password: Password });

/** The records behind a figure, newest first. */
export const ActivityList = z.strictObject({ activities: z.array(ServerActivity), more: z.boolean() });
export type ActivityList = z.infer<typeof ActivityList>;
/** How many records of other items also serve one item. */
export const AlsoServed = z.strictObject({ records: z.int() });

const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
/** Enough of an id for two people to speak about it. */
const CODE_LETTERS = 4;
export const recordCode = (id: string): string => id.slice(-CODE_LETTERS);

/** One accepted version of a record, oldest first: who, when, which fields from what to what. */
export const HistoryEntry = z.strictObject({
  version: z.int(),
  mutationId: MutationId,
  authorId: AccountId,
  staffCode: z.string(),
  /** Staff code of who entered it for them, from the file of a phone that did not send it. */
  enteredBy: z.optional(z.string()),
  /** Staff code of whose deputy did it, where nothing else allowed it. */
  standsInFor: z.optional(z.string()),
  /** The row of a spreadsheet that it was entered from. */
  spreadsheet: z.optional(z.strictObject({ fileName: z.string(), line: z.int() })),
  action: z.enum(RECORD_ACTIONS),
  state: RecordState,
  /** Server time; `deviceAt` is what the phone's clock said when it was saved. */
  at: Instant,
  deviceAt: Instant,
  /**
   * Why it was returned, and which record counts instead. With another action `reason` is what was done to another record, and
   * this version followed from it: `restore` then means that the record counts in place of `duplicateOfId`, `markDuplicate`
   * that it counts with `duplicateOfId` from now on, or with none.
   */
  reason: z.optional(z.string()),
  duplicateOfId: z.optional(ActivityId),
  fields: z.array(z.strictObject({ field: z.string(), from: z.nullable(FieldValue), to: z.nullable(FieldValue) })),
  conflicts: z.optional(z.array(FieldConflict)),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
/** Whether nobody changed the record by itself: the version followed from what was done to another one. */
export const isFollowed = ({ action, reason }: Pick<HistoryEntry, 'action' | 'reason'>): boolean =>
  action !== 'return' && reason !== undefined;

/** What a version says of another record of the same activity. */
export interface RecordLink {
  readonly kind: 'replacesWithdrawn' | 'replacesReturned' | 'replaces' | 'follows' | 'alone' | 'countedIn';
  /** The other record's; empty where there is none. */
  readonly code: string;
}

/** Undefined where a version speaks of no other record. */
export function linkOf(entry: Pick<HistoryEntry, 'action' | 'reason' | 'duplicateOfId'>): RecordLink | undefined {
  const { action, reason, duplicateOfId } = entry;
  const code = recordCode(duplicateOfId ?? '');
  if (!isFollowed(entry)) return duplicateOfId === undefined ? undefined : { kind: 'countedIn', code };
  if (duplicateOfId === undefined) return { kind: 'alone', code };
  if (action !== 'restore') return { kind: 'follows', code };
  return { kind: reason === 'withdraw' ? 'replacesWithdrawn' : reason === 'return' ? 'replacesReturned' : 'replaces', code };
}

export const History = z.strictObject({
  activityId: ActivityId,
  entries: z.array(HistoryEntry),
  /** Edits that could not be merged and were kept beside. */
  aside: z.array(
    z.strictObject({
      mutationId: MutationId,
      staffCode: z.string(),
      at: Instant,
      fields: z.array(z.strictObject({ field: z.string(), to: z.nullable(FieldValue) })),
    }),
  ),
});
export type History = z.infer<typeof History>;
