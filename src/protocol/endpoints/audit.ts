import * as z from 'zod/mini';
import { AUDIT_KINDS } from '../../domain/audit.ts';
import { CLOSING_STEPS } from '../../domain/closing/closing-state.ts';
import { Day } from '../../domain/day.ts';
import { AccountId, ItemCode, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/person.ts';
import { SETTING_KINDS } from '../../domain/setting-values.ts';
import type { Endpoint } from '../endpoint.ts';
import { Count, Instant } from '../values.ts';

/** Entries of one page. */
export const AUDIT_PAGE = 50;

/** Numbers and words of our own: nothing that a person typed, and never a secret. */
export const AuditDetails = z.strictObject({
  /** How many: of records, rows, accounts. */
  count: z.optional(Count),
  /** How often the same was done within the hour by then. */
  times: z.optional(Count),
  /** How many there were within the hour before, of which not each has an entry. */
  earlier: z.optional(Count),
  version: z.optional(Count),
  seconds: z.optional(Count),
  role: z.optional(Role),
  /** In which units a role is given. */
  units: z.optional(z.array(UnitId)),
  /** Of a further role: its days. */
  from: z.optional(Day),
  until: z.optional(Day),
  /** Staff code of whose deputy did it, or is made. */
  standsInFor: z.optional(z.string()),
  step: z.optional(z.enum(CLOSING_STEPS)),
  act: z.optional(z.enum(['add', 'code', 'role', 'close', 'reopen', 'factors'])),
  period: z.optional(z.string()),
  /** Of a target or milestone. */
  item: z.optional(ItemCode),
  /** What was set for a plan. */
  setting: z.optional(z.enum(SETTING_KINDS)),
  /** Of what was frozen of a period, or of a version of a plan. */
  hash: z.optional(z.string()),
});
export type AuditDetails = z.infer<typeof AuditDetails>;

/** One thing that was done: its number, when, by whom and from where, and what it was done to. */
const AuditEntry = z.strictObject({
  no: Count,
  at: Instant,
  kind: z.enum(AUDIT_KINDS),
  /** Staff code; absent where a command or a stranger did it. */
  by: z.optional(z.string()),
  /** What the device calls itself. */
  device: z.optional(z.string()),
  network: z.optional(z.string()),
  /** Staff code of the person, title of the plan, or name of what else it was done to. */
  of: z.optional(z.string()),
  details: AuditDetails,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The newest first; the page that follows comes `before` the number of the last entry. */
export const LIST_AUDIT = {
  method: 'GET',
  path: '/api/audit',
  query: z.strictObject({
    before: z.optional(z.string().check(z.regex(/^[1-9]\d{0,14}$/))),
    kind: z.optional(z.enum(AUDIT_KINDS)),
    /** Done by this person, or to their account. */
    personId: z.optional(AccountId),
  }),
  reply: z.strictObject({ entries: z.array(AuditEntry), more: z.boolean() }),
  errors: [],
} as const satisfies Endpoint;
