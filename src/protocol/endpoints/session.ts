import { ChangePasswordRequest, Done, Me, OpenAccountRequest, SignedIn, SignInRequest } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';

export const SIGN_IN = {
  method: 'POST',
  path: '/api/sign-in',
  body: SignInRequest,
  reply: SignedIn,
  errors: ['wrongPassword', 'accountLocked', 'tooManyAttempts', 'factorNeeded'],
} as const satisfies Endpoint;

export const OPEN_ACCOUNT = {
  method: 'POST',
  path: '/api/open-account',
  body: OpenAccountRequest,
  reply: SignedIn,
  errors: ['codeUsed', 'weakPassword', 'tooManyAttempts', 'factorNeeded'],
} as const satisfies Endpoint;

export const SIGN_OUT = { method: 'POST', path: '/api/sign-out', reply: Done, errors: [] } as const satisfies Endpoint;

export const READ_ME = { method: 'GET', path: '/api/me', reply: Me, errors: [] } as const satisfies Endpoint;

export const CHANGE_PASSWORD = {
  method: 'POST',
  path: '/api/me/password',
  body: ChangePasswordRequest,
  reply: Done,
  errors: ['wrongPassword', 'weakPassword', 'tooManyAttempts'],
} as const satisfies Endpoint;
