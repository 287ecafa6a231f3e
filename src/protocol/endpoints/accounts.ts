import { Account, Accounts, NewAccountRequest, NewAccountResponse } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';

export const LIST_ACCOUNTS = { method: 'GET', path: '/api/accounts', reply: Accounts, errors: [] } as const satisfies Endpoint;

export const ADD_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts',
  body: NewAccountRequest,
  reply: NewAccountResponse,
  errors: ['staffCodeTaken'],
} as const satisfies Endpoint;

export const RENEW_CODE = {
  method: 'POST',
  path: '/api/accounts/:id/code',
  reply: NewAccountResponse,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const DISABLE_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts/:id/disable',
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const ENABLE_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts/:id/enable',
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;
