import type { Endpoint } from '../endpoint.ts';
import {
  AddReferenceListRequest,
  AddReferenceRequest,
  CloseReferenceRequest,
  ReferenceRows,
  SetAliasesRequest,
  SetSettingsRequest,
  SetSettingsResponse,
} from '../plan.ts';

export const ADD_REFERENCE = {
  method: 'POST',
  path: '/api/reference',
  body: AddReferenceRequest,
  reply: ReferenceRows,
  errors: ['referenceInvalid'],
} as const satisfies Endpoint;

export const ADD_REFERENCE_LIST = {
  method: 'POST',
  path: '/api/reference/list',
  body: AddReferenceListRequest,
  reply: ReferenceRows,
  errors: ['referenceInvalid'],
} as const satisfies Endpoint;

export const CLOSE_REFERENCE = {
  method: 'POST',
  path: '/api/reference/close',
  body: CloseReferenceRequest,
  reply: ReferenceRows,
  errors: ['referenceInvalid'],
} as const satisfies Endpoint;

export const SET_ALIASES = {
  method: 'POST',
  path: '/api/reference/aliases',
  body: SetAliasesRequest,
  reply: ReferenceRows,
  errors: ['referenceInvalid'],
} as const satisfies Endpoint;

export const SET_SETTINGS = {
  method: 'POST',
  path: '/api/settings',
  body: SetSettingsRequest,
  reply: SetSettingsResponse,
  errors: [],
} as const satisfies Endpoint;
