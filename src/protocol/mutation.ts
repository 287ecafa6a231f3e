import * as z from 'zod/mini';
import { ActivityId, MutationId } from '../domain/ids.ts';
import { RECORD_ACTIONS } from '../domain/record-action.ts';
import { MAX_FIELD_LIST, MAX_FIELD_NAME, MAX_FIELD_TEXT, MAX_FIELDS, MAX_MUTATIONS, MAX_REASON_LENGTH } from './limits.ts';
import { listOf, MAX_COUNT, MAX_MS, recordOf, SentInstant, sentText, within, wordsUpTo } from './request-values.ts';

const FieldName = sentText(MAX_FIELD_NAME);
/** What a number of a field may be is for the rules of the record to say. */
const SentNumber = z.number().check(z.minimum(Number.MIN_SAFE_INTEGER), z.maximum(Number.MAX_SAFE_INTEGER));
const SentFieldValue = z.union([sentText(MAX_FIELD_TEXT), SentNumber, z.boolean(), listOf(sentText(MAX_FIELD_TEXT), MAX_FIELD_LIST)]);

/** Changed fields by name; null clears. */
export const SentPatch = recordOf(FieldName, z.nullable(SentFieldValue), MAX_FIELDS);

/**
 * One recorded change on its way to the server. `base` is what it was made upon: 0 for a new record, the version last
 * received, or the id of an earlier mutation of the same record whose answer is still out.
 */
export const Mutation = z
  .strictObject({
    id: MutationId,
    activityId: ActivityId,
    action: z.enum(RECORD_ACTIONS),
    base: z.union([within(0, MAX_COUNT), MutationId]),
    /** Empty unless the action is `record`. */
    patch: SentPatch,
    /** Why a record is returned; with `return` alone, and always there. */
    reason: z.optional(wordsUpTo(MAX_REASON_LENGTH)),
    /** The record that is kept; with `markDuplicate` alone, and always there. */
    duplicateOfId: z.optional(ActivityId),
    /** When the person saved, by the phone's clock: information only. */
    at: SentInstant,
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

/** Names of keys and fields that the changes of a whole page say together: those of all kinds of records, several times over. */
const MAX_COLUMNS = 256;
/** As long as the chance in an id is, and somewhat longer. */
const MAX_ID_DIGITS = 40;
const TableTimes = listOf(within(-MAX_MS, MAX_MS), MAX_MUTATIONS);
const TableIds = sentText(MAX_MUTATIONS * MAX_ID_DIGITS);
const TableColumns = recordOf(FieldName, listOf(z.unknown(), MAX_MUTATIONS), MAX_COLUMNS);
/** Mutations column by column: alike values side by side take far fewer bytes once compressed than mutation after mutation. */
export const MutationTable = z.strictObject({
  /** `at` of each (ms): the first since 1970, the others since the one before. */
  at: TableTimes,
  /** When each id was made (ms after `at`), and the digits of it that are chance, one id after the other. */
  idMs: TableTimes,
  activityMs: TableTimes,
  ids: TableIds,
  activityIds: TableIds,
  /** Every other key, and every field of the patches: a value for each mutation, an empty object where it has none. */
  keys: TableColumns,
  patch: TableColumns,
});
export type MutationTable = z.infer<typeof MutationTable>;
