import * as z from 'zod/mini';
import { Devices, Done, MAX_OWN_NAME } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { sentText, within } from '../request-values.ts';

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

/** Days for which what a lost phone hands over is taken, as who reports it chooses. */
export const MOST_GRACE_DAYS = 30;
export const DEFAULT_GRACE_DAYS = 7;

/** A phone is lost: its sign-in ends at once, and at its next contact it is told to clear itself. */
export const REPORT_LOST = {
  method: 'POST',
  path: '/api/devices/:id/lost',
  body: z.strictObject({ graceDays: within(0, MOST_GRACE_DAYS) }),
  reply: Done,
  errors: ['forbidden', 'notFound'],
} as const satisfies Endpoint;
