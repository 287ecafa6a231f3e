import * as z from 'zod/mini';
import { RecordState } from '../../domain/activity.ts';
import { activityType } from '../../domain/activity-types.ts';
import { Day } from '../../domain/day.ts';
import { ActivityId, ItemCode, LocalityId, PlanId, UnitId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { ActivityList, AlsoServed, History } from '../../protocol/account.ts';
import { ServerActivity } from '../../protocol/sync.ts';
import { LOCALITY_SEPARATOR } from '../../protocol/tally.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  type ActivityFilter,
  countAlsoServed,
  findActivity,
  type ListPlace,
  listActivities,
  type Viewer,
} from '../store/activity-reads.ts';
import { readHistory } from '../store/history.ts';
import { itemAndBelow } from './item-line.ts';
import { defineRoute } from './route.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

const Filter = {
  planId: PlanId,
  itemCode: z.optional(ItemCode),
  unitId: z.optional(UnitId),
  from: z.optional(Day),
  to: z.optional(Day),
};
const MAX_LOCALITIES = 100;
const localitiesOf = (list: string): string[] => list.split(LOCALITY_SEPARATOR);
const MAX_IDS = 100;
const idsOf = (list: string): string[] => list.split(',');
const ListQuery = z.strictObject({
  ...Filter,
  type: z.optional(z.string().check(z.refine((type) => activityType(type) !== undefined))),
  localityIds: z.optional(
    z.string().check(
      z.refine((list) => {
        const ids = localitiesOf(list);
        return ids.length <= MAX_LOCALITIES && ids.every((id) => id === '' || LocalityId.safeParse(id).success);
      }),
    ),
  ),
  state: z.optional(RecordState),
  /** '1': the records of the item itself, without those below it. */
  alone: z.optional(z.literal('1')),
  /** Records that point at one of these, parted by commas, as the one that counts. */
  duplicateOfIds: z.optional(
    z.string().check(
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
const AlsoQuery = z.strictObject(Filter);

type Asked = z.infer<typeof AlsoQuery> &
  Partial<Pick<z.infer<typeof ListQuery>, 'state' | 'also' | 'alone' | 'type' | 'localityIds' | 'duplicateOfIds'>>;

/** Undefined where the plan or the item is not known. */
async function filterOf(deps: AppDeps, asked: Asked): Promise<ActivityFilter | undefined> {
  const plan = (await deps.readReference(deps.store.reader)).plans.get(asked.planId);
  if (!plan) return undefined;
  const below = asked.itemCode === undefined ? undefined : itemAndBelow(plan, asked.itemCode);
  if (asked.itemCode !== undefined && !below) return undefined;
  const itemCodes = asked.itemCode !== undefined && asked.alone === '1' ? [asked.itemCode] : below;
  return {
    planId: plan.id,
    also: asked.also === '1',
    ...(itemCodes && { itemCodes }),
    ...(asked.unitId !== undefined && { unitId: asked.unitId }),
    ...(asked.from !== undefined && { from: asked.from }),
    ...(asked.to !== undefined && { to: asked.to }),
    ...(asked.state !== undefined && { state: asked.state }),
    ...(asked.duplicateOfIds !== undefined && { duplicateOfIds: idsOf(asked.duplicateOfIds) }),
    ...(asked.type !== undefined && { type: asked.type }),
    ...(asked.localityIds !== undefined && { localityIds: localitiesOf(asked.localityIds) }),
  };
}

async function placeAfter(deps: AppDeps, viewer: Viewer, before: string | undefined): Promise<Result<ListPlace | undefined, Refusal>> {
  if (before === undefined) return ok(undefined);
  const last = await findActivity(deps.store.reader, viewer, before);
  return last ? ok({ date: last.content.date, id: last.id }) : refuse('notFound');
}

const list = defineRoute({
  method: 'GET',
  path: '/api/activities',
  summary: 'The records behind a figure, newest first',
  access: 'signedIn',
  query: ListQuery,
  reply: ActivityList,
  errors: ['notFound'],
  async handle({ deps, who, query }) {
    const filter = await filterOf(deps, query);
    if (!filter) return refuse('notFound');
    const after = await placeAfter(deps, who, query.before);
    if (!after.ok) return after;
    const limit = Math.min(MAX_LIMIT, Number(query.limit ?? DEFAULT_LIMIT));
    return ok(await listActivities(deps.store.reader, who, filter, after.value, limit));
  },
});

const alsoServed = defineRoute({
  method: 'GET',
  path: '/api/also-served',
  summary: 'How many records of other items also serve this one',
  access: 'signedIn',
  query: AlsoQuery,
  reply: AlsoServed,
  errors: ['notFound'],
  async handle({ deps, who, query }) {
    const filter = await filterOf(deps, query);
    return filter ? ok({ records: await countAlsoServed(deps.store.reader, who, filter) }) : refuse('notFound');
  },
});

const one = defineRoute({
  method: 'GET',
  path: '/api/activities/:id',
  summary: 'One record',
  access: 'signedIn',
  reply: ServerActivity,
  errors: ['notFound'],
  async handle({ deps, who, params }) {
    const activity = await findActivity(deps.store.reader, who, params['id'] ?? '');
    return activity ? ok(activity) : refuse('notFound');
  },
});

const history = defineRoute({
  method: 'GET',
  path: '/api/activities/:id/history',
  summary: 'All versions of a record, and the edits kept beside it',
  access: 'signedIn',
  reply: History,
  errors: ['notFound'],
  async handle({ deps, who, params }) {
    const activity = await findActivity(deps.store.reader, who, params['id'] ?? '');
    return activity ? ok(await readHistory(deps.store.reader, activity.id)) : refuse('notFound');
  },
});

export const activityRoutes = [list, alsoServed, one, history];
