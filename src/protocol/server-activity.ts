import * as z from 'zod/mini';
import { ActivityContent, RecordState } from '../domain/activity.ts';
import { AccountId, ActivityId } from '../domain/ids.ts';
import { FieldValue, Instant } from './values.ts';

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
