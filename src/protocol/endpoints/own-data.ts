import * as z from 'zod/mini';
import { RECORD_ACTIONS } from '../../domain/record-action.ts';
import { Account, AdminAct, Device, Factor } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { Count, Instant } from '../values.ts';

/** All that the office holds about the person who asks, but the records themselves, which are about activities. */
const OwnData = z.strictObject({
  at: Instant,
  account: Account,
  createdAt: Instant,
  devices: z.array(Device),
  /** Keys for spreadsheets, without the keys themselves. */
  feedTokens: z.array(
    z.strictObject({
      name: z.string(),
      createdAt: Instant,
      expiresAt: Instant,
      usedAt: z.optional(Instant),
      revokedAt: z.optional(Instant),
    }),
  ),
  /** Second factors, without their secrets. */
  factors: z.optional(z.array(Factor)),
  /** What administrators did to the account, and what the person did as one. */
  adminActs: z.array(AdminAct),
  /** How often, and from when to when, versions of records stand under the person's name. */
  recorded: z.array(z.strictObject({ action: z.enum(RECORD_ACTIONS), versions: Count, first: Instant, last: Instant })),
  /** Steps at closed periods, versions of plans and spreadsheets that were entered, under the person's name. */
  closingSteps: Count,
  planVersions: Count,
  spreadsheets: Count,
  /** Entries of the log of what was done, by the person or to their account. */
  auditEntries: z.optional(Count),
});
export type OwnData = z.infer<typeof OwnData>;

export const READ_OWN_DATA = { method: 'GET', path: '/api/me/data', reply: OwnData, errors: [] } as const satisfies Endpoint;
