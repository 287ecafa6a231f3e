import * as z from 'zod/mini';
import { AccountId, PlanId, RequestId } from '../ids.ts';
import { Period } from '../period.ts';

/**
 * What is done to a closed period, in this order but for the last, which may come at any time: its report is handed to the
 * approver, who approves it or sends it back, and the period is opened again.
 */
export const ClosingStep = z.enum(['closed', 'submitted', 'approved', 'sentBack', 'reopened']);
export type ClosingStep = z.infer<typeof ClosingStep>;

/**
 * A period whose figures were frozen ("chốt số liệu"), as every phone carries it: without the frozen list. It is never taken away:
 * once reopened it stays as it is, and another one of the same period follows it.
 */
export const Closing = z.readonly(
  z.strictObject({
    id: RequestId,
    /** In the order of closing. */
    no: z.int(),
    planId: PlanId,
    /** Names the period among those of its plan: 'month-2026-3'. */
    periodKey: z.string(),
    period: Period,
    /** SHA-256 over the canonical form of what was frozen. */
    hash: z.string(),
    /** All that was done, oldest first. */
    history: z.readonly(
      z.array(z.strictObject({ step: ClosingStep, reason: z.optional(z.string()), at: z.iso.datetime(), by: AccountId })),
    ),
  }),
);
export type Closing = z.infer<typeof Closing>;
