import { Devices, Done } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';

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
