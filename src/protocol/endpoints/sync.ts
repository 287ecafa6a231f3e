import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { SYNC_PATH, SyncResponse } from '../sync.ts';
import { SyncRequest } from '../sync-request.ts';

/** What an answer may leave out: the phone that asked for that knows it from its own request (client/sync/send.ts). */
const { epoch, scope, cursor, more, results, changes, ...said } = SyncResponse.shape;
const ShortResponse = z.strictObject({
  ...said,
  epoch: z.optional(epoch),
  scope: z.optional(scope),
  cursor: z.optional(cursor),
  more: z.optional(more),
  results: z.optional(results),
  changes: z.optional(changes),
});

export const SYNC = {
  method: 'POST',
  path: SYNC_PATH,
  body: SyncRequest,
  reply: ShortResponse,
  errors: ['tooOld', 'wrongAccount'],
} as const satisfies Endpoint;
