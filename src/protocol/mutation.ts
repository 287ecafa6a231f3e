import * as z from 'zod/mini';
import { ActivityId, MutationId } from '../domain/ids.ts';
import { RECORD_ACTIONS } from '../domain/record-action.ts';
import { ISSUE_CODES } from '../domain/rules.ts';

/** Most mutations in one request. */
export const MAX_MUTATIONS = 200;
/** Longest reason for a return (characters). */
export const MAX_REASON_LENGTH = 300;

/** A moment, as ISO text. */
export const Instant = z.iso.datetime();
/** The value of one field of a record, as a change says it. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

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
