import { err } from '../../domain/result.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';
import type { WipeOrder } from '../../protocol/wipe-order.ts';

/** A request refused as a whole, in a way the caller can act upon. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly retryAfterMs?: number;
  /** For a phone that was reported as lost. */
  readonly orders?: readonly WipeOrder[];
}

export const STATUS = {
  badJson: 400,
  badRequest: 400,
  notSignedIn: 401,
  wrongPassword: 401,
  wrongFactor: 401,
  factorNeeded: 403,
  forbidden: 403,
  accountLocked: 403,
  crossSite: 403,
  notFound: 404,
  wrongAccount: 409,
  staffCodeTaken: 409,
  planChanged: 409,
  closingChanged: 409,
  codeUsed: 410,
  tooLarge: 413,
  badContentType: 415,
  weakPassword: 422,
  planInvalid: 422,
  referenceInvalid: 422,
  tooOld: 426,
  tooManyAttempts: 429,
  tooMuch: 429,
  internal: 500,
  busy: 503,
  storageFull: 507,
} as const satisfies Record<ErrorCode, number>;

export const refuse = (code: ErrorCode, more: Omit<Refusal, 'code'> = {}) => err<Refusal>({ code, ...more });
