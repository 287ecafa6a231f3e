import type { Endpoint } from '../endpoint.ts';
import { PlanPace } from '../pace.ts';
import {
  MarkMilestoneRequest,
  MarkMilestoneResponse,
  PlanOfVersion,
  PlanVersions,
  SavePlanRequest,
  SavePlanResponse,
  SetTargetRequest,
  SetTargetResponse,
} from '../plan.ts';

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

export const READ_PACE = {
  method: 'GET',
  path: '/api/plans/:planId/pace',
  reply: PlanPace,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const SET_TARGET = {
  method: 'POST',
  path: '/api/targets',
  body: SetTargetRequest,
  reply: SetTargetResponse,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const MARK_MILESTONE = {
  method: 'POST',
  path: '/api/milestones',
  body: MarkMilestoneRequest,
  reply: MarkMilestoneResponse,
  errors: ['notFound'],
} as const satisfies Endpoint;
