import type { Endpoint } from '../endpoint.ts';
import { SyncResponse } from '../sync.ts';
import { SyncRequest } from '../sync-request.ts';

/** By itself: what the first sync needs comes with the first page, and a phone has no use there for the schema of its own request. */
export const SYNC_PATH = '/api/sync';

export const SYNC = {
  method: 'POST',
  path: SYNC_PATH,
  body: SyncRequest,
  reply: SyncResponse,
  errors: ['tooOld', 'wrongAccount'],
} as const satisfies Endpoint;
