import type { Role } from './person.ts';

/** What a person answers with after the password: a key in a phone or computer, or six digits of an authenticator app. */
export const FACTOR_KINDS = ['passkey', 'totp'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Roles that must have a second factor: whoever sees the whole office, vouches for its figures or decides about its accounts. */
export const FACTOR_ROLES = ['supervisor', 'approver', 'admin'] as const satisfies readonly Role[];
export const needsFactor = (roles: readonly Role[]): boolean => FACTOR_ROLES.some((role) => roles.includes(role));

const DAY_MS = 86_400_000;
/** So long people who must have a factor are only reminded of it. */
const FACTOR_GRACE_MS = 7 * DAY_MS;
/** When the reminding ends for somebody who was first asked at this time. */
export const factorDueAt = (askedAt: number): number => askedAt + FACTOR_GRACE_MS;

/** Days that are left until then, a begun one counted. */
export const factorDaysLeft = (dueAt: number, now: number): number => Math.max(0, Math.ceil((dueAt - now) / DAY_MS));
