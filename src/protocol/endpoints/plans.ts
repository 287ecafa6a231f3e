import type { Endpoint } from '../endpoint.ts';
import { PlanOfVersion, PlanVersions, SavePlanRequest, SavePlanResponse } from '../plan.ts';

export const SAVE_PLAN = {
  method: 'POST',
  path: '/api/plans',
  body: SavePlanRequest,
  reply: SavePlanResponse,
  errors: ['planChanged', 'planInvalid'],
} as const satisfies Endpoint;

export const LIST_VERSIONS = {
  method: 'GET',
  path: '/api/plans/:planId/versions',
  reply: PlanVersions,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const READ_VERSION = {
  method: 'GET',
  path: '/api/plans/:planId/versions/:version',
  reply: PlanOfVersion,
  errors: ['notFound'],
} as const satisfies Endpoint;
