import * as z from 'zod/mini';
import { AccountId, PlanId, RequestId } from '../ids.ts';
import { Period } from '../period.ts';

/**
 * A period whose figures were frozen ("chốt số liệu"), as every phone carries it: without the frozen list. It is never taken away:
 * once reopened it stays as it is, and another one of the same period follows it.
 */
export const Closing = z.readonly(
  z.strictObject({
    id: RequestId,
    planId: PlanId,
    /** Names the period among those of its plan: 'month-2026-3'. */
    periodKey: z.string(),
    period: Period,
    /** SHA-256 over the canonical form of what was frozen. */
    hash: z.string(),
    /** In the order of closing. */
    no: z.int(),
    /** All that was done, oldest first. A step that a later release knows is any word here: the period is closed all the same. */
    history: z.array(z.strictObject({ step: z.string(), at: z.iso.datetime(), by: AccountId, reason: z.optional(z.string()) })),
  }),
);
export type Closing = z.infer<typeof Closing>;
