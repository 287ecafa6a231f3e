import * as z from 'zod/mini';
import { Devices, Done, MAX_OWN_NAME } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { sentText } from '../request-values.ts';

export const LIST_DEVICES = { method: 'GET', path: '/api/devices', reply: Devices, errors: [] } as const satisfies Endpoint;

export const SIGN_OUT_DEVICE = {
  method: 'POST',
  path: '/api/devices/:id/sign-out',
  reply: Done,
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;

export const NOTE_LOSS = {
  method: 'POST',
  path: '/api/devices/:id/loss-noted',
  reply: Done,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** What a person calls a phone; empty: nothing of their own. */
export const NAME_DEVICE = {
  method: 'POST',
  path: '/api/devices/:id/name',
  body: z.strictObject({ name: sentText(MAX_OWN_NAME) }),
  reply: Done,
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;
