import {
  Account,
  Accounts,
  ChangeAccountRequest,
  CodesRequest,
  CodesResponse,
  NewAccountRequest,
  NewAccountResponse,
  NewAccountsRequest,
} from '../account.ts';
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

export const ADD_ACCOUNTS = {
  method: 'POST',
  path: '/api/accounts/list',
  body: NewAccountsRequest,
  reply: CodesResponse,
  errors: ['staffCodeTaken'],
} as const satisfies Endpoint;

export const RENEW_CODES = {
  method: 'POST',
  path: '/api/accounts/codes',
  body: CodesRequest,
  reply: CodesResponse,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const CHANGE_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts/:id/change',
  body: ChangeAccountRequest,
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;
