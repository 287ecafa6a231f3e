import { ActivityId, LocalityId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { QueryOf } from '../../protocol/endpoint.ts';
import {
  COUNT_ALSO_SERVED,
  idsOf,
  LIST_ACTIVITIES,
  MAX_LIST_LENGTH,
  READ_ACTIVITY,
  READ_HISTORY,
} from '../../protocol/endpoints/activities.ts';
import { localitiesOf } from '../../protocol/record-query.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';
import { refuseAsExport } from '../auth/reading-limit.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  type ActivityFilter,
  countAlsoServed,
  findActivity,
  type ListPosition,
  listActivities,
  type Viewer,
} from '../store/activity-reads.ts';
import { readHistory } from '../store/history.ts';
import { itemAndBelow } from './item-line.ts';
import { defineRoute } from './route.ts';

const DEFAULT_LIMIT = 50;

type Asked = QueryOf<typeof COUNT_ALSO_SERVED> &
  Partial<Pick<QueryOf<typeof LIST_ACTIVITIES>, 'state' | 'also' | 'alone' | 'type' | 'localityIds' | 'marker' | 'duplicateOfIds'>>;

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
    ...(asked.duplicateOfIds !== undefined && { duplicateOfIds: idsOf(asked.duplicateOfIds).map((id) => ActivityId.parse(id)) }),
    ...(asked.type !== undefined && { type: asked.type }),
    ...(asked.marker !== undefined && { marker: Number(asked.marker) }),
    ...(asked.localityIds !== undefined && { localityIds: localitiesOf(asked.localityIds).map((id) => id && LocalityId.parse(id)) }),
  };
}

async function placeAfter(
  deps: AppDeps,
  viewer: Viewer,
  before: ActivityId | undefined,
): Promise<Result<ListPosition | undefined, Refusal>> {
  if (before === undefined) return ok(undefined);
  const last = await findActivity(deps.store.reader, viewer, before);
  return last ? ok({ date: last.content.date, id: last.id }) : refuse('notFound');
}

const list = defineRoute(LIST_ACTIVITIES, {
  summary: 'The records behind a figure, newest first',
  access: 'signedIn',
  async handle({ deps, now, who, query }) {
    const filter = await filterOf(deps, query);
    if (!filter) return refuse('notFound');
    const after = await placeAfter(deps, who, query.before);
    if (!after.ok) return after;
    const limit = Math.min(MAX_LIST_LENGTH, Number(query.limit ?? DEFAULT_LIMIT));
    const listed = await listActivities(deps.store.reader, who, filter, after.value, limit);
    const refused = await refuseAsExport({ deps, now, who }, listed.activities.length);
    return refused ? { ok: false, error: refused } : ok(listed);
  },
});

const alsoServed = defineRoute(COUNT_ALSO_SERVED, {
  summary: 'How many records of other items also serve this one',
  access: 'signedIn',
  async handle({ deps, who, query }) {
    const filter = await filterOf(deps, query);
    return filter ? ok({ records: await countAlsoServed(deps.store.reader, who, filter) }) : refuse('notFound');
  },
});

/** What is no id of a record at all is as unknown as any other. */
async function findNamed(deps: AppDeps, viewer: Viewer, text: string): Promise<ServerActivity | undefined> {
  const id = ActivityId.safeParse(text);
  return id.success ? findActivity(deps.store.reader, viewer, id.data) : undefined;
}

const read = defineRoute(READ_ACTIVITY, {
  summary: 'One record',
  access: 'signedIn',
  async handle({ deps, who, params }) {
    const activity = await findNamed(deps, who, params.id);
    return activity ? ok(activity) : refuse('notFound');
  },
});

const history = defineRoute(READ_HISTORY, {
  summary: 'All versions of a record, and the edits kept beside it',
  access: 'signedIn',
  async handle({ deps, who, params }) {
    const activity = await findNamed(deps, who, params.id);
    return activity ? ok(await readHistory(deps.store.reader, activity.id)) : refuse('notFound');
  },
});

export const activityRoutes = [list, alsoServed, read, history];
