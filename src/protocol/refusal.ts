import * as z from 'zod/mini';
import { WipeOrder } from './wipe-order.ts';

/** Every refusal of a request as a whole. */
export const ERROR_CODES = [
  'badJson',
  'badRequest',
  'badContentType',
  'tooLarge',
  'tooOld',
  'notSignedIn',
  'wrongAccount',
  'forbidden',
  'crossSite',
  'notFound',
  'tooManyAttempts',
  /** This account asks for more than a person does; what it sends is taken later. */
  'tooMuch',
  'wrongPassword',
  /** The second answer is not right. */
  'wrongFactor',
  /** A second answer is asked for first: `detail` says `signIn`, `answer`, or `enrol` where the person has nothing yet to answer with. */
  'factorNeeded',
  'accountLocked',
  'codeUsed',
  'weakPassword',
  'staffCodeTaken',
  'planChanged',
  'planInvalid',
  'closingChanged',
  'referenceInvalid',
  'busy',
  'storageFull',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
export const ErrorBody = z.strictObject({
  error: z.enum(ERROR_CODES),
  requestId: z.string(),
  detail: z.optional(z.string()),
  orders: z.optional(z.array(WipeOrder)),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
