import type { Endpoint } from '../endpoint.ts';
import { SYNC_PATH, SyncResponse } from '../sync.ts';
import { SyncRequest } from '../sync-request.ts';

export const SYNC = {
  method: 'POST',
  path: SYNC_PATH,
  body: SyncRequest,
  reply: SyncResponse,
  errors: ['tooOld', 'wrongAccount'],
} as const satisfies Endpoint;
