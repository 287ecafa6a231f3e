import type { Endpoint } from '../endpoint.ts';
import { PlanPace } from '../pace.ts';
import { MarkMilestoneRequest, MarkMilestoneResponse, SetTargetRequest, SetTargetResponse } from '../progress.ts';

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
