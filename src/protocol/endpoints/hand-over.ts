import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { MAX_MUTATIONS } from '../limits.ts';
import { HeldCount } from '../request-values.ts';

// A file of its own: the service worker needs it, and none of what judges the quarantine.

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
