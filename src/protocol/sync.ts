import * as z from 'zod/mini';
import { Changes } from './feed-lists.ts';
import { MutationResult, Taken } from './mutation-result.ts';
import { Count, Instant } from './values.ts';

/**
 * Raised whenever the shape of the wire changes, or what it may hold: types, own fields, options, measures. The feed of an
 * updated phone then starts anew, so that it gets what its former release could not read.
 */
export const PROTOCOL_VERSION = 3;
/** The oldest version whose phones are still served: two releases back. */
export const OLDEST_PROTOCOL = 2;
/** On every answer of the endpoint: the version the server speaks. It tells our own answers from those of others, too. */
export const PROTOCOL_HEADER = 'Cot-Moc-Protocol';
/** Beside it, where the server gives out an app: the build it gives out, so that a phone need not ask for it each time it is opened. */
export const BUILD_HEADER = 'Cot-Moc-Build';

/** Apart from the endpoint: what the first sync needs comes with the first page, where a phone has no use for the schema of its own request. */
export const SYNC_PATH = '/api/sync';

export const SyncResponse = z.strictObject({
  protocol: z.int(),
  nonce: z.optional(z.string()),
  epoch: z.string(),
  scope: z.string(),
  cursor: z.int(),
  /** More changes wait behind the cursor. */
  more: z.boolean(),
  /** The feed began anew with this answer: what is not sent again until `more` is false is no longer there. */
  restarted: z.optional(z.literal(true)),
  results: z.array(MutationResult),
  /** More results, said short. */
  taken: z.optional(Taken),
  changes: Changes,
  /** What the server makes of what the phone said of itself; only to phones that say what they know, and absent where there is nothing to say. */
  report: z.optional(
    z.strictObject({
      /** The request was overtaken by one of the same store with this `at`: the next must say a later one. */
      heard: z.optional(Count),
      /** Records this device once held that neither came nor are there any more. */
      missing: z.optional(Count),
    }),
  ),
  /** The server's clock, to notice a phone's clock that is far off. */
  now: Instant,
});
export type SyncResponse = z.infer<typeof SyncResponse>;
