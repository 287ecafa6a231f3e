import * as z from 'zod/mini';
import { ActivityId } from '../../domain/ids.ts';
import type { Endpoint } from '../endpoint.ts';
import { Mutation } from '../mutation.ts';
import { listOf } from '../request-values.ts';
import { Count, Instant } from '../values.ts';

/** How long what was put away can still be read (days). */
export const PUT_AWAY_DAYS = 90;

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
