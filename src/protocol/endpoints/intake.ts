import * as z from 'zod/mini';
import { AccountId } from '../../domain/ids.ts';
import type { Endpoint } from '../endpoint.ts';
import { MAX_MUTATIONS } from '../limits.ts';
import { MutationResult } from '../mutation-result.ts';

/**
 * Changes of one person that never left their phone, as its file holds them, to be entered under their name and under the keys
 * they had: what has arrived already, or comes from the phone later, counts once. `check`: says what would become of them.
 */
const TakeInRequest = z.strictObject({
  accountId: AccountId,
  check: z.boolean(),
  mutations: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_MUTATIONS)),
});

export const TAKE_IN = {
  method: 'POST',
  path: '/api/taken-in',
  body: TakeInRequest,
  /** `known`: changes the office has had before. */
  reply: z.strictObject({ staffCode: z.string(), results: z.array(MutationResult), known: z.array(z.string()) }),
  errors: ['notFound'],
} as const satisfies Endpoint;
