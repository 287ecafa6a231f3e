import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { SYNC_PATH, SyncResponse } from '../sync.ts';
import { SyncRequest } from '../sync-request.ts';

/** What an answer may leave out: the phone that asked for that knows it from its own request (client/sync/send.ts). */
const LEFT_OUT = { epoch: true, scope: true, cursor: true, more: true, results: true, changes: true } as const;

export const SYNC = {
  method: 'POST',
  path: SYNC_PATH,
  body: SyncRequest,
  reply: z.partial(SyncResponse, LEFT_OUT),
  errors: ['tooOld', 'wrongAccount'],
} as const satisfies Endpoint;
