import * as z from 'zod/mini';
import { Day } from '../../domain/day.ts';
import { ItemCode, PlanId, UnitId } from '../../domain/ids.ts';
import type { Endpoint } from '../endpoint.ts';
import { PeopleReply, TallyReply, TallyViewReply } from '../tally.ts';

const Asked = { planId: PlanId, from: z.optional(Day), to: z.optional(Day), unitId: z.optional(UnitId) };
const ViewQuery = z.strictObject({ ...Asked, itemCode: z.optional(ItemCode) });

export const READ_TALLY = {
  method: 'GET',
  path: '/api/tally',
  query: z.strictObject(Asked),
  reply: TallyReply,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const TALLY_TYPES = {
  method: 'GET',
  path: '/api/tally/types',
  query: ViewQuery,
  reply: TallyViewReply,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const TALLY_LOCALITIES = {
  method: 'GET',
  path: '/api/tally/localities',
  query: ViewQuery,
  reply: TallyViewReply,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** A record that names several markers stands at each of them: together they are no total. */
export const TALLY_MARKERS = {
  method: 'GET',
  path: '/api/tally/markers',
  query: z.strictObject(Asked),
  reply: TallyViewReply,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const TALLY_PEOPLE = {
  method: 'GET',
  path: '/api/tally/people',
  query: z.strictObject(Asked),
  reply: PeopleReply,
  errors: ['notFound'],
} as const satisfies Endpoint;
