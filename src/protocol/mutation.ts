import * as z from 'zod/mini';
import { ActivityId, MutationId } from '../domain/ids.ts';
import { RECORD_ACTIONS } from '../domain/record-action.ts';
import { MAX_MUTATIONS, MAX_REASON_LENGTH } from './limits.ts';
import { FieldValue, Instant } from './values.ts';

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
