import * as z from 'zod/mini';
import { ActivityId, MutationId } from '../domain/ids.ts';
import { ISSUE_CODES } from '../domain/rules.ts';

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

export const ResultIssue = z.strictObject({
  field: z.string(),
  code: z.enum(ISSUE_CODES),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/**
 * The named answer to one mutation. `applied` and `merged`: it is in version `version`. `conflict`: the merge would break
 * the rules; it is stored beside the record for a person. `rejected`: not taken. `failed`: the server failed; send it again later.
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

/** Mutations `applied`, by the version they are in: the last eight digits of each id, one after the other. */
export const Taken = z.record(z.string().check(z.regex(/^[1-9]\d*$/)), z.string().check(z.regex(/^(?:[0-9a-f]{8})+$/)));
export type Taken = z.infer<typeof Taken>;
