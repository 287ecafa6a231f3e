import * as z from 'zod/mini';
import { ActivityId } from '../../domain/ids.ts';
import { Done } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { MAX_MUTATIONS } from '../limits.ts';
import { Mutation } from '../mutation.ts';
import { HeldCount, listOf, within } from '../request-values.ts';
import { Count, Instant } from '../values.ts';

/** Days for which what a lost phone hands over is taken, as who reports it chooses. */
export const MOST_GRACE_DAYS = 30;
export const DEFAULT_GRACE_DAYS = 7;
/** How long what was put away can still be read (days). */
export const PUT_AWAY_DAYS = 90;

/** A phone is lost: its sign-in ends at once, and at its next contact it is told to clear itself. */
export const REPORT_LOST = {
  method: 'POST',
  path: '/api/devices/:id/lost',
  body: z.strictObject({ graceDays: within(0, MOST_GRACE_DAYS) }),
  reply: Done,
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;

/**
 * `quarantined`: the office has it, aside. `received`: the office had it before. Both may leave the phone. `full`, `late`: no more is
 * taken from this phone, or not any longer. `malformed`: no change at all.
 */
const HandOverResult = z.strictObject({ id: z.string(), status: z.enum(['quarantined', 'received', 'full', 'late', 'malformed']) });
export type HandOverResult = z.infer<typeof HandOverResult>;

/** What a lost phone never sent, proven by its own key and by no sign-in; and, once it is cleared, what is still sealed on it. */
export const HAND_OVER = {
  method: 'POST',
  path: '/api/lost-phones/:id',
  body: z.strictObject({
    mutations: z.array(z.unknown()).check(z.maxLength(MAX_MUTATIONS)),
    cleared: z.optional(z.strictObject({ left: HeldCount, destroyed: HeldCount })),
  }),
  reply: z.strictObject({ results: z.array(HandOverResult) }),
  errors: ['notSignedIn'],
} as const satisfies Endpoint;

const QUARANTINE_STATES = ['waiting', 'away'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

const QuarantinedChange = z.strictObject({
  mutation: Mutation,
  at: Instant,
  state: z.enum(QUARANTINE_STATES),
  judgedBy: z.optional(z.string()),
  judgedAt: z.optional(Instant),
});
export type QuarantinedChange = z.infer<typeof QuarantinedChange>;

/** Most records in one answer and in one judgement. */
export const MAX_JUDGED = 100;

export const READ_QUARANTINE = {
  method: 'GET',
  path: '/api/devices/:id/quarantine',
  /** The first records by the order they were made in, whole; `more`: others follow once these are judged. */
  reply: z.strictObject({ changes: z.array(QuarantinedChange), more: z.boolean() }),
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;

/** `takeIn`: they become ordinary records of the phone's owner, under the keys they had. `putAway`: they stay readable for a while. */
export const JUDGE_QUARANTINE = {
  method: 'POST',
  path: '/api/devices/:id/quarantine',
  body: z.strictObject({
    act: z.enum(['takeIn', 'putAway']),
    activityIds: listOf(ActivityId, MAX_JUDGED).check(z.minLength(1)),
  }),
  /** Records; `refused` stay where they are. */
  reply: z.strictObject({ judged: Count, refused: Count }),
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;
