import type { Person, Scope } from '../../domain/person.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';
import { ACTIVITY_COLUMNS, serverActivity } from './activity-row.ts';
import { visibleTo } from './scope-filter.ts';
import type { Reader } from './store.ts';

/** Who reads, and what of the records they may see. */
export interface Viewer {
  readonly person: Person;
  readonly scope: Scope;
}

/** The records behind a figure. */
export interface ActivityFilter {
  readonly planId: string;
  /** The item and all below it; absent is the whole plan. */
  readonly itemCodes?: readonly string[];
  /** The records of other items that also serve these, instead of those that count under them. */
  readonly also: boolean;
  readonly unitId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: string;
  /** Records that point at one of these as the one that counts. */
  readonly duplicateOfIds?: readonly string[];
  readonly type?: string;
  /** An empty one: records that name no place. */
  readonly localityIds?: readonly string[];
}

/** Where a list goes on: after this record, in the order of the list. */
export interface ListPlace {
  readonly date: string;
  readonly id: string;
}

const QUALIFIED = ACTIVITY_COLUMNS.map((column) => `activities.${column}` as const);

/** One record the person may see; a foreign one is as absent as an unknown one. */
export async function findActivity(db: Reader, { person, scope }: Viewer, id: string): Promise<ServerActivity | undefined> {
  const row = await db.selectFrom('activities').select(QUALIFIED).where('id', '=', id).where(visibleTo(person, scope)).executeTakeFirst();
  return row && serverActivity(row);
}

const filtered = (db: Reader, { person, scope }: Viewer, filter: ActivityFilter) => {
  const { itemCodes, also, unitId, from, to, state, duplicateOfIds, type, localityIds } = filter;
  return db
    .selectFrom('activities')
    .where('activities.plan_id', '=', filter.planId)
    .where(visibleTo(person, scope))
    .$if(itemCodes !== undefined && !also, (query) => query.where('activities.item_code', 'in', itemCodes ?? []))
    .$if(itemCodes !== undefined && also, (query) =>
      query
        // What counts under one of them already does not serve them besides.
        .where('activities.item_code', 'not in', itemCodes ?? [])
        .where('activities.id', 'in', (eb) =>
          eb
            .selectFrom('also_items')
            .select('activity_id')
            .where('also_items.plan_id', '=', filter.planId)
            .where('also_items.item_code', 'in', itemCodes ?? []),
        ),
    )
    .$if(unitId !== undefined, (query) => query.where('activities.unit_id', '=', unitId ?? ''))
    .$if(from !== undefined, (query) => query.where('activities.date', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('activities.date', '<=', to ?? ''))
    .$if(state !== undefined, (query) => query.where('activities.state', '=', state ?? ''))
    .$if(duplicateOfIds !== undefined, (query) => query.where('activities.duplicate_of_id', 'in', duplicateOfIds ?? []))
    .$if(type !== undefined, (query) => query.where('activities.type', '=', type ?? ''))
    .$if(localityIds !== undefined, (query) => query.where('activities.locality_id', 'in', localityIds ?? []));
};

/** Newest first by day, then by id, so that a page can go on exactly where the last one ended. */
export async function listActivities(
  db: Reader,
  viewer: Viewer,
  filter: ActivityFilter,
  after: ListPlace | undefined,
  limit: number,
): Promise<{ readonly activities: ServerActivity[]; readonly more: boolean }> {
  const rows = await filtered(db, viewer, filter)
    .select(QUALIFIED)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('activities.date', '<', after?.date ?? ''),
          eb.and([eb('activities.date', '=', after?.date ?? ''), eb('activities.id', '<', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('activities.date', 'desc')
    .orderBy('activities.id', 'desc')
    .limit(limit + 1)
    .execute();
  return { activities: rows.slice(0, limit).map(serverActivity), more: rows.length > limit };
}

/** How many counted records also serve these items: shown beside a figure, never added to it. */
export async function countAlsoServed(db: Reader, viewer: Viewer, filter: ActivityFilter): Promise<number> {
  const row = await filtered(db, viewer, { ...filter, also: true })
    .select((eb) => eb.fn.countAll<number>().as('records'))
    .where('activities.state', 'in', ['sent', 'confirmed'])
    .executeTakeFirst();
  return row?.records ?? 0;
}
