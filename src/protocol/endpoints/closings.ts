import * as z from 'zod/mini';
import { Closing } from '../../domain/closing/closing.ts';
import { Adjustment, Frozen } from '../../domain/closing/frozen.ts';
import { Day } from '../../domain/day.ts';
import { PlanId, RequestId } from '../../domain/ids.ts';
import { PERIOD_KINDS } from '../../domain/period.ts';
import { Plan } from '../../domain/plan.ts';
import { letterheadSchema } from '../../domain/setting-values.ts';
import type { Endpoint } from '../endpoint.ts';
import { MAX_COUNT, within, wordsUpTo } from '../request-values.ts';

/** Most letters of what a person writes in one place of a report, and of why they send it back. */
export const CLOSING_LIMITS = { words: 20_000, reason: 300 } as const;

/** Largest request that hands a report to the approver, once inflated (bytes). */
export const MAX_PAPER_BYTES = 1024 * 1024;

const words = z.string().check(z.maxLength(CLOSING_LIMITS.words));

/** What people wrote on the paper that the approver sees; its figures are those that were frozen. */
export const ClosingPaper = z.strictObject({
  letterhead: letterheadSchema(words),
  words: z.strictObject({ strengths: words, limits: words, next: words, proposals: words }),
  signedOn: z.nullable(Day),
});
export type ClosingPaper = z.infer<typeof ClosingPaper>;

const Reply = z.strictObject({ closing: Closing });
const PeriodKey = z.string().check(z.minLength(1), z.maxLength(40));

/** Freezes the figures of a period. Said again under the same id it changes nothing. */
export const CLOSE_PERIOD = {
  method: 'POST',
  path: '/api/closings',
  body: z.strictObject({ id: RequestId, planId: PlanId, periodKey: PeriodKey }),
  reply: Reply,
  errors: ['notFound', 'closingChanged'],
} as const satisfies Endpoint;

const reason = wordsUpTo(CLOSING_LIMITS.reason);
export const ClosingWord = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('submitted'), paper: ClosingPaper }),
  z.strictObject({ step: z.literal('approved') }),
  z.strictObject({ step: z.literal('sentBack'), reason }),
  z.strictObject({ step: z.literal('reopened'), reason }),
]);
export type ClosingWord = z.infer<typeof ClosingWord>;

/** `seen`: how many events the person saw. What was said meanwhile is refused, unless it is the same by the same person. */
export const TAKE_STEP = {
  method: 'POST',
  path: '/api/closings/:id/steps',
  body: z.strictObject({ seen: within(1, MAX_COUNT), word: ClosingWord }),
  reply: Reply,
  errors: ['notFound', 'closingChanged'],
} as const satisfies Endpoint;

/** What the report of a closed period is made from, as far as it is about units whose records the person sees. */
export const ClosingDetail = z.strictObject({ closing: Closing, frozen: Frozen, plan: Plan, paper: z.nullable(ClosingPaper) });
export type ClosingDetail = z.infer<typeof ClosingDetail>;
export const READ_CLOSING = {
  method: 'GET',
  path: '/api/closings/:id',
  reply: ClosingDetail,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** What has changed in the closed periods of a kind since reports told it: it goes into the next report of the kind. */
export const READ_DIFFERENCES = {
  method: 'GET',
  path: '/api/closing-differences',
  query: z.strictObject({ planId: PlanId, kind: z.enum(PERIOD_KINDS) }),
  reply: z.strictObject({ adjustments: z.array(Adjustment) }),
  errors: ['notFound'],
} as const satisfies Endpoint;
