import * as z from 'zod/mini';
import { Person } from '../../domain/person.ts';
import { Done } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { RecordFilter } from '../record-query.ts';
import { Instant } from '../values.ts';

/** Longest name of a key to the feed. */
export const MAX_FEED_NAME = 80;

/** A key with which a spreadsheet reads what its maker may see. The key itself is told once, when it is made. */
const FeedToken = z.strictObject({
  id: z.string(),
  name: z.string(),
  maker: Person,
  createdAt: Instant,
  expiresAt: Instant,
  /** Absent: never yet. */
  usedAt: z.optional(Instant),
  revokedAt: z.optional(Instant),
});
export type FeedToken = z.infer<typeof FeedToken>;

export const LIST_FEED_TOKENS = {
  method: 'GET',
  path: '/api/feed-tokens',
  reply: z.strictObject({ tokens: z.array(FeedToken) }),
  errors: [],
} as const satisfies Endpoint;

export const ADD_FEED_TOKEN = {
  method: 'POST',
  path: '/api/feed-tokens',
  body: z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(MAX_FEED_NAME)) }),
  /** `secret` is said this once: the office keeps its hash alone. */
  reply: z.strictObject({ token: FeedToken, secret: z.string() }),
  errors: [],
} as const satisfies Endpoint;

export const REVOKE_FEED_TOKEN = {
  method: 'POST',
  path: '/api/feed-tokens/:id/revoke',
  reply: Done,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** Records page by page, as OData tells them: `value`, and the address of the next page while there is one. */
export const READ_FEED = {
  method: 'GET',
  path: '/api/feed/records',
  query: z.strictObject({ ...RecordFilter, $skiptoken: z.optional(z.string().check(z.regex(/^\d{1,16}$/))) }),
  reply: z.strictObject({
    '@odata.nextLink': z.optional(z.string()),
    value: z.array(z.record(z.string(), z.nullable(z.union([z.string(), z.number()])))),
  }),
  errors: ['notFound', 'tooManyAttempts'],
} as const satisfies Endpoint;

/** All of them as one table. */
export const READ_FEED_CSV = {
  method: 'GET',
  path: '/api/feed/records.csv',
  query: z.strictObject(RecordFilter),
  reply: z.string(),
  errors: ['notFound', 'tooManyAttempts'],
} as const satisfies Endpoint;
