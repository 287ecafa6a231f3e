import * as z from 'zod/mini';
import { ActivityContent, RecordState } from '../domain/activity.ts';
import { Cell, DeclaredCell } from '../domain/cell.ts';
import { AccountId, ActivityId, MutationId } from '../domain/ids.ts';
import { MilestoneMark } from '../domain/milestone.ts';
import { OfficeSettings } from '../domain/office-settings.ts';
import { Person } from '../domain/person.ts';
import { Plan } from '../domain/plan.ts';
import { RECORD_ACTIONS } from '../domain/record-action.ts';
import { Locality, Partner, Unit } from '../domain/reference.ts';
import { ISSUE_CODES } from '../domain/rules.ts';
import { Target } from '../domain/target.ts';

/**
 * Raised whenever the shape of the wire changes, or what it may hold: types, own fields, options, measures. The feed of an
 * updated phone then starts anew, so that it gets what its former release could not read.
 */
export const PROTOCOL_VERSION = 3;
/** The oldest version whose phones are still served: two releases back. */
export const OLDEST_PROTOCOL = 2;
/** On every answer of the endpoint: the version the server speaks. It tells our own answers from those of others, too. */
export const PROTOCOL_HEADER = 'Cot-Moc-Protocol';

/** Most mutations in one request, and the largest request once inflated (bytes). */
export const MAX_MUTATIONS = 200;
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Most lost changes named in one request. */
export const MAX_LOST = 200;
/** Most held changes named in one request. */
export const MAX_NAMES = 1_000;
/** Most former requests named in one request. */
export const MAX_KNOWN = 32;
/** Longest reason for a return (characters). */
export const MAX_REASON_LENGTH = 300;
/** Most changed rows in one answer. */
export const MAX_CHANGES = 2_000;

const Instant = z.iso.datetime();
const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/**
 * One recorded change on its way to the server. `base` is what it was made upon: 0 for a new record, the version last
 * received, or the id of an earlier mutation of the same record whose answer is still out.
 */
export const Mutation = z
  .strictObject({
    id: MutationId,
    activityId: ActivityId,
    action: z.enum(RECORD_ACTIONS),
    base: z.union([z.int().check(z.minimum(0)), MutationId]),
    /** Changed fields by name; null clears. Empty unless the action is `record`. */
    patch: z.record(z.string().check(z.maxLength(40)), z.nullable(FieldValue)),
    /** Why a record is returned; with `return` alone, and always there. */
    reason: z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_REASON_LENGTH))),
    /** The record that is kept; with `markDuplicate` alone, and always there. */
    duplicateOfId: z.optional(ActivityId),
    /** When the person saved, by the phone's clock: information only. */
    at: Instant,
  })
  .check(
    z.refine(
      ({ action, patch, reason, duplicateOfId }) =>
        (action === 'record' || Object.keys(patch).length === 0) &&
        (action === 'return') === (reason !== undefined) &&
        (action === 'markDuplicate') === (duplicateOfId !== undefined),
    ),
  );
export type Mutation = z.infer<typeof Mutation>;

/** Reasons the server gives for not taking a change. */
export const REJECT_REASONS = [
  /** Not a mutation at all, or with unknown keys. */
  'malformed',
  /** The fields break the rules; `issues` say which. */
  'invalid',
  /** Not this person's to change, or unknown: the same answer for both. */
  'forbidden',
  /** A new record with an id that is taken. */
  'exists',
  /** The state of the record does not allow it (an edit of a withdrawn record, say). */
  'notPossible',
  /** A verdict on a version that is no longer the last: the record changed since it was looked at. */
  'changedSince',
  /** The change it builds on was refused. */
  'baseRejected',
  /** The same key came before with other content. */
  'keyReused',
] as const;

const ResultIssue = z.strictObject({
  field: z.string(),
  code: z.enum(ISSUE_CODES),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** A field two people set differently: the later arrival counts, the other stays readable. */
export const FieldConflict = z.strictObject({
  field: z.string(),
  kept: z.nullable(FieldValue),
  lost: z.nullable(FieldValue),
  keptBy: AccountId,
  lostBy: AccountId,
  /** The version in which it happened. */
  version: z.int(),
});
export type FieldConflict = z.infer<typeof FieldConflict>;

/**
 * The named answer to one mutation. `applied` and `merged`: it is in version `version`. `conflict`: the merge would break
 * the rules; it is kept beside the record for a person. `rejected`: not taken. `failed`: the server stumbled, send again later.
 */
export const MutationResult = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('applied'), id: MutationId, activityId: ActivityId, version: z.int() }),
  z.strictObject({ status: z.literal('merged'), id: MutationId, activityId: ActivityId, version: z.int() }),
  z.strictObject({ status: z.literal('conflict'), id: MutationId, activityId: ActivityId, version: z.int(), issues: z.array(ResultIssue) }),
  z.strictObject({
    status: z.literal('rejected'),
    id: z.string(),
    reason: z.enum(REJECT_REASONS),
    issues: z.optional(z.array(ResultIssue)),
  }),
  z.strictObject({ status: z.literal('failed'), id: z.string() }),
]);
export type MutationResult = z.infer<typeof MutationResult>;

/** Mutations column by column: alike values side by side take far fewer bytes once compressed than mutation after mutation. */
export const MutationTable = z.strictObject({
  /** `at` of each (ms): the first since 1970, the others since the one before. */
  at: z.array(z.int()).check(z.maxLength(MAX_MUTATIONS)),
  /** When each id was made (ms after `at`), and the digits of it that are chance, one id after the other. */
  idMs: z.array(z.int()),
  activityMs: z.array(z.int()),
  ids: z.string(),
  activityIds: z.string(),
  /** Every other key, and every field of the patches: a value for each mutation, an empty object where it has none. */
  keys: z.record(z.string(), z.array(z.unknown())),
  patch: z.record(z.string(), z.array(z.unknown())),
});
export type MutationTable = z.infer<typeof MutationTable>;

/** Mutations `applied`, by the version they are in: the last eight digits of each id, one after the other. */
export const Taken = z.record(z.string().check(z.regex(/^[1-9]\d*$/)), z.string().check(z.regex(/^(?:[0-9a-f]{8})+$/)));
export type Taken = z.infer<typeof Taken>;

/** A record as the server has it. */
export const ServerActivity = z.strictObject({
  id: ActivityId,
  version: z.int(),
  state: RecordState,
  authorId: AccountId,
  content: ActivityContent,
  createdAt: Instant,
  updatedAt: Instant,
  returnReason: z.optional(z.string()),
  duplicateOfId: z.optional(ActivityId),
  conflicts: z.optional(z.array(FieldConflict)),
});
export type ServerActivity = z.infer<typeof ServerActivity>;

const Count = z.int().check(z.minimum(0));

/** What the phone still holds after this page: loss becomes visible at the office. */
export const Held = z.strictObject({
  count: z.int().check(z.minimum(0)),
  oldestAt: z.optional(Instant),
  /** Refused records waiting for the person. */
  attention: z.int().check(z.minimum(0)),
  /** The browser promised to keep the storage. */
  persisted: z.boolean(),
  /** Which store of the phone this is, so that an emptied one is noticed. */
  store: z.optional(
    z.strictObject({
      /** Made by chance with the store: another number is another store. */
      since: Count,
      /** Grows with every request of the store, so that an overtaken one is known. */
      at: Count,
      /**
       * `at` of the last request that was answered, as the store remembers it, and of those since, whose answers never came: the
       * server may have heard any of these. A store that fell back to an earlier state remembers others.
       */
      knows: z.optional(z.array(Count).check(z.minLength(1), z.maxLength(MAX_KNOWN))),
      /** Records whose change was dropped in this store instead of being sent. Absent: none. */
      dropped: z.optional(Count),
    }),
  ),
  /**
   * The last change of each record held. Absent: among those named before, but for what was sent since; and in the requests of
   * former releases.
   */
  names: z.optional(z.array(MutationId).check(z.maxLength(MAX_NAMES))),
  /** Changes the phone once noted as waiting and no longer has; said until an answer came. */
  lost: z.optional(z.array(MutationId).check(z.maxLength(MAX_LOST))),
});
export type Held = z.infer<typeof Held>;

export const SyncRequest = z.strictObject({
  protocol: z.int(),
  /** Whose phone store this is; refused where the signed-in account is another. */
  accountId: AccountId,
  app: z.string().check(z.maxLength(40)),
  /** Said back in the answer, so that the phone knows it for the answer to this request and no other. */
  nonce: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  /** The server's epoch and the person's scope as last seen; with another the feed starts anew. */
  epoch: z.string().check(z.maxLength(80)),
  scope: z.string().check(z.maxLength(80)),
  cursor: z.int().check(z.minimum(0)),
  /** Most changes the phone wants in the answer. */
  limit: z.int().check(z.minimum(1), z.maximum(MAX_CHANGES)),
  held: Held,
  /** The tally note: new records that wait on the phone beyond this page. */
  note: z.array(DeclaredCell).check(z.maxLength(500)),
  /** Each is checked on its own: a bad one never holds up the page. */
  mutations: z.array(z.unknown()).check(z.maxLength(MAX_MUTATIONS)),
  /** Instead of `mutations`. Asks for a short answer: with `taken`, and without new records that are as this page said them. */
  table: z.optional(MutationTable),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** Rows changed since the cursor that this person may see. Absent lists are empty. */
export const Changes = z.strictObject({
  plans: z.optional(z.array(Plan)),
  targets: z.optional(z.array(Target)),
  marks: z.optional(z.array(MilestoneMark)),
  units: z.optional(z.array(Unit)),
  localities: z.optional(z.array(Locality)),
  partners: z.optional(z.array(Partner)),
  settings: z.optional(z.array(OfficeSettings)),
  people: z.optional(z.array(Person)),
  activities: z.optional(z.array(ServerActivity)),
  /** Records no longer this person's to see. */
  removed: z.optional(z.array(ActivityId)),
  cells: z.optional(z.array(Cell)),
  /** All that other phones declare, replacing what was known; sent only when it changed. */
  declared: z.optional(z.array(DeclaredCell)),
});
export type Changes = z.infer<typeof Changes>;

export const SyncResponse = z.strictObject({
  protocol: z.int(),
  nonce: z.optional(z.string()),
  epoch: z.string(),
  scope: z.string(),
  cursor: z.int(),
  /** More changes wait behind the cursor. */
  more: z.boolean(),
  /** The feed began anew with this answer: what is not sent again until `more` is false is no longer there. */
  restarted: z.optional(z.literal(true)),
  results: z.array(MutationResult),
  /** More results, said short. */
  taken: z.optional(Taken),
  changes: Changes,
  /** What the server makes of what the phone said of itself; only to phones that say what they know, and absent where there is nothing to say. */
  report: z.optional(
    z.strictObject({
      /** The request was overtaken by one of the same store with this `at`: the next must say a later one. */
      heard: z.optional(Count),
      /** Records this device once held that neither came nor are there any more. */
      missing: z.optional(Count),
    }),
  ),
  /** The server's clock, to notice a phone's clock that is far off. */
  now: Instant,
});
export type SyncResponse = z.infer<typeof SyncResponse>;

export type { ErrorBody, ErrorCode } from './refusal.ts';
