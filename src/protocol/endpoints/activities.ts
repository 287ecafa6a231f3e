import * as z from 'zod/mini';
import { RecordState } from '../../domain/activity.ts';
import { Day } from '../../domain/day.ts';
import { ActivityId, ItemCode, PlanId, UnitId } from '../../domain/ids.ts';
import { ActivityList, AlsoServed, History } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';
import { LocalityList, TypeText } from '../record-query.ts';
import { ServerActivity } from '../server-activity.ts';

/** Most records in one answer. */
export const MAX_LIST_LENGTH = 200;
/** Most records whose duplicates are asked for at once. */
export const MAX_IDS = 100;
/** An id and what parts it from the next. */
const MAX_ID_LENGTH = 37;
export const ID_SEPARATOR = ',';

export const idsOf = (list: string): string[] => list.split(ID_SEPARATOR);

const Filter = {
  planId: PlanId,
  itemCode: z.optional(ItemCode),
  unitId: z.optional(UnitId),
  from: z.optional(Day),
  to: z.optional(Day),
};
const ListQuery = z.strictObject({
  ...Filter,
  type: z.optional(TypeText),
  localityIds: z.optional(LocalityList),
  /** Main position of a border marker that the record names. */
  marker: z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/))),
  state: z.optional(RecordState),
  /** '1': the records of the item itself, without those below it. */
  alone: z.optional(z.literal('1')),
  /** Records that point at one of these, parted by commas, as the one that counts. */
  duplicateOfIds: z.optional(
    z.string().check(
      z.maxLength(MAX_IDS * MAX_ID_LENGTH),
      z.refine((list) => {
        const ids = idsOf(list);
        return ids.length <= MAX_IDS && ids.every((id) => ActivityId.safeParse(id).success);
      }),
    ),
  ),
  /** '1': the records that also serve the item, instead of those that count under it. */
  also: z.optional(z.literal('1')),
  /** The last record of the page before. */
  before: z.optional(ActivityId),
  limit: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
});

export const LIST_ACTIVITIES = {
  method: 'GET',
  path: '/api/activities',
  query: ListQuery,
  reply: ActivityList,
  errors: ['notFound', 'factorNeeded'],
} as const satisfies Endpoint;

export const COUNT_ALSO_SERVED = {
  method: 'GET',
  path: '/api/also-served',
  query: z.strictObject(Filter),
  reply: AlsoServed,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const READ_ACTIVITY = {
  method: 'GET',
  path: '/api/activities/:id',
  reply: ServerActivity,
  errors: ['notFound'],
} as const satisfies Endpoint;

export const READ_HISTORY = {
  method: 'GET',
  path: '/api/activities/:id/history',
  reply: History,
  errors: ['notFound'],
} as const satisfies Endpoint;
