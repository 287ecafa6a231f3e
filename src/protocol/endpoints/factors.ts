import { Account, Done, SignedIn } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  AddedFactor,
  AddFactorRequest,
  BeginFactorRequest,
  FactorAnswer,
  Factors,
  FactorWays,
  NewFactor,
  RecoveryCodes,
} from '../factor.ts';

/** After the right password: in which ways the person can answer. */
export const READ_SIGN_IN_WAYS = {
  method: 'POST',
  path: '/api/sign-in/ways',
  reply: FactorWays,
  errors: ['notSignedIn'],
} as const satisfies Endpoint;

/** The answer that ends a sign-in which has begun with the right password. */
export const ANSWER_SIGN_IN = {
  method: 'POST',
  path: '/api/sign-in/answer',
  body: FactorAnswer,
  reply: SignedIn,
  errors: ['notSignedIn', 'wrongFactor', 'tooManyAttempts'],
} as const satisfies Endpoint;

export const READ_FACTORS = { method: 'GET', path: '/api/factors', reply: Factors, errors: [] } as const satisfies Endpoint;

export const READ_FACTOR_WAYS = { method: 'POST', path: '/api/factors/ways', reply: FactorWays, errors: [] } as const satisfies Endpoint;

/** Said again by somebody who is signed in, before something that needs it. */
export const ANSWER_FACTOR = {
  method: 'POST',
  path: '/api/factors/answer',
  body: FactorAnswer,
  reply: Done,
  errors: ['wrongFactor', 'tooManyAttempts'],
} as const satisfies Endpoint;

/** Begins a new factor; nothing of it counts before ADD_FACTOR. `tooOld`: the first one was begun without the password. */
export const BEGIN_FACTOR = {
  method: 'POST',
  path: '/api/factors/begin',
  body: BeginFactorRequest,
  reply: NewFactor,
  errors: ['factorNeeded', 'wrongPassword', 'tooManyAttempts', 'tooOld'],
} as const satisfies Endpoint;

export const ADD_FACTOR = {
  method: 'POST',
  path: '/api/factors',
  body: AddFactorRequest,
  reply: AddedFactor,
  errors: ['factorNeeded', 'wrongFactor', 'notFound'],
} as const satisfies Endpoint;

export const REMOVE_FACTOR = {
  method: 'POST',
  path: '/api/factors/:id/remove',
  reply: Factors,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const RENEW_RECOVERY = {
  method: 'POST',
  path: '/api/factors/recovery',
  reply: RecoveryCodes,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** Of somebody who has lost theirs: the next sign-in makes new ones. */
export const RESET_FACTORS = {
  method: 'POST',
  path: '/api/accounts/:id/factors/reset',
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;
