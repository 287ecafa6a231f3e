import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';

/** Whether the server and its database answer, and whether what they hold is made up. */
export const READ_HEALTH = {
  method: 'GET',
  path: '/api/health',
  reply: z.strictObject({ ok: z.literal(true), version: z.string(), demonstration: z.optional(z.literal(true)) }),
  errors: [],
} as const satisfies Endpoint;

/** The description of all endpoints. */
export const READ_DOCUMENT = {
  method: 'GET',
  path: '/api/openapi.json',
  reply: z.looseObject({ openapi: z.string() }),
  errors: ['notFound'],
} as const satisfies Endpoint;
