import {
  Account,
  Accounts,
  AdminAct,
  AskAdminRequest,
  ChangeAccountRequest,
  CodeQuery,
  CodesRequest,
  CodesResponse,
  ConfirmedAct,
  Done,
  GrantRequest,
  NewAccountRequest,
  NewAccountResponse,
  NewAccountsRequest,
} from '../account.ts';
import type { Endpoint } from '../endpoint.ts';

export const LIST_ACCOUNTS = { method: 'GET', path: '/api/accounts', reply: Accounts, errors: [] } as const satisfies Endpoint;

export const ADD_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts',
  query: CodeQuery,
  body: NewAccountRequest,
  reply: NewAccountResponse,
  errors: ['staffCodeTaken'],
} as const satisfies Endpoint;

export const RENEW_CODE = {
  method: 'POST',
  path: '/api/accounts/:id/code',
  query: CodeQuery,
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
  query: CodeQuery,
  body: NewAccountsRequest,
  reply: CodesResponse,
  errors: ['staffCodeTaken'],
} as const satisfies Endpoint;

export const RENEW_CODES = {
  method: 'POST',
  path: '/api/accounts/codes',
  query: CodeQuery,
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

export const GIVE_ROLE = {
  method: 'POST',
  path: '/api/accounts/:id/grants',
  body: GrantRequest,
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const END_ROLE = {
  method: 'POST',
  path: '/api/accounts/:id/grants/:grantId/end',
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const CANCEL_CODE = {
  method: 'POST',
  path: '/api/accounts/:id/code/cancel',
  reply: Account,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const SIGN_OUT_ACCOUNT = {
  method: 'POST',
  path: '/api/accounts/:id/sign-out',
  reply: Done,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** What one administrator may not do to another's account alone is asked for here. */
export const ASK_ADMIN = {
  method: 'POST',
  path: '/api/admin-acts',
  body: AskAdminRequest,
  reply: AdminAct,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const CONFIRM_ACT = {
  method: 'POST',
  path: '/api/admin-acts/:id/confirm',
  query: CodeQuery,
  reply: ConfirmedAct,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const DECLINE_ACT = {
  method: 'POST',
  path: '/api/admin-acts/:id/decline',
  reply: AdminAct,
  errors: ['notFound'],
} as const satisfies Endpoint;
