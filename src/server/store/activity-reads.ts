import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { RecordState } from '../../domain/activity.ts';
import type { Day } from '../../domain/day.ts';
import type { ActivityId, ItemCode, LocalityId, PlanId, UnitId } from '../../domain/ids.ts';
import type { Person, Scope } from '../../domain/person.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';
import { ACTIVITY_COLUMNS, serverActivity } from './activity-row.ts';
import type { Tables } from './schema.ts';
import { ifAsked, visibleTo } from './scope-filter.ts';
import type { Reader } from './store.ts';

/** Who reads, and what of the records they may see. */
export interface Viewer {
  readonly person: Person;
  readonly scope: Scope;
}

/** The records behind a figure. */
export interface ActivityFilter {
  readonly planId: PlanId;
  /** The item and all below it; absent is the whole plan. */
  readonly itemCodes?: readonly ItemCode[];
  /** The records of other items that also serve these, instead of those that count under them. */
  readonly also: boolean;
  readonly unitId?: UnitId;
  readonly from?: Day;
  readonly to?: Day;
  readonly state?: RecordState;
  /** Records that point at one of these as the one that counts. */
  readonly duplicateOfIds?: readonly ActivityId[];
  readonly type?: string;
  /** Main position of a border marker they name. */
  readonly marker?: number;
  /** An empty one: records that name no place. */
  readonly localityIds?: readonly (LocalityId | '')[];
}

/** Where a list goes on: after this record, in the order of the list. */
export interface ListPosition {
  readonly date: Day;
  readonly id: ActivityId;
}

const QUALIFIED = ACTIVITY_COLUMNS.map((column) => `activities.${column}` as const);

/** One record the person may see; a foreign one is as absent as an unknown one. */
export async function findActivity(db: Reader, { person, scope }: Viewer, id: ActivityId): Promise<ServerActivity | undefined> {
  const row = await db.selectFrom('activities').select(QUALIFIED).where('id', '=', id).where(visibleTo(person, scope)).executeTakeFirst();
  return row && serverActivity(row);
}

type Where = ExpressionBuilder<Tables, 'activities'>;

/** Records that count under one of these items; or instead those of other items that serve one of them besides. */
const servesOneOf = (eb: Where, planId: PlanId, itemCodes: readonly ItemCode[], also: boolean): Expression<SqlBool> => {
  if (!also) return eb('activities.item_code', 'in', itemCodes);
  const serving = eb
    .selectFrom('also_items')
    .select('activity_id')
    .where('also_items.plan_id', '=', planId)
    .where('also_items.item_code', 'in', itemCodes);
  // What counts under one of them already does not serve them besides.
  return eb.and([eb('activities.item_code', 'not in', itemCodes), eb('activities.id', 'in', serving)]);
};

const namesMarker = (eb: Where, planId: PlanId, position: number): Expression<SqlBool> =>
  eb(
    'activities.id',
    'in',
    eb
      .selectFrom('activity_markers')
      .select('activity_id')
      .where('activity_markers.plan_id', '=', planId)
      .where('activity_markers.position', '=', position),
  );

const filtered = (db: Reader, { person, scope }: Viewer, filter: ActivityFilter) =>
  db
    .selectFrom('activities')
    .where('activities.plan_id', '=', filter.planId)
    .where(visibleTo(person, scope))
    .where((eb) =>
      eb.and([
        ifAsked(filter.itemCodes, (codes) => servesOneOf(eb, filter.planId, codes, filter.also)),
        ifAsked(filter.unitId, (id) => eb('activities.unit_id', '=', id)),
        ifAsked(filter.from, (date) => eb('activities.date', '>=', date)),
        ifAsked(filter.to, (date) => eb('activities.date', '<=', date)),
        ifAsked(filter.state, (state) => eb('activities.state', '=', state)),
        ifAsked(filter.duplicateOfIds, (ids) => eb('activities.duplicate_of_id', 'in', ids)),
        ifAsked(filter.type, (type) => eb('activities.type', '=', type)),
        ifAsked(filter.marker, (position) => namesMarker(eb, filter.planId, position)),
        ifAsked(filter.localityIds, (ids) => eb('activities.locality_id', 'in', ids)),
      ]),
    );

/** Newest first by day, then by id, so that a page can go on exactly where the last one ended. */
export async function listActivities(
  db: Reader,
  viewer: Viewer,
  filter: ActivityFilter,
  after: ListPosition | undefined,
  limit: number,
): Promise<{ readonly activities: ServerActivity[]; readonly more: boolean }> {
  const rows = await filtered(db, viewer, filter)
    .select(QUALIFIED)
    .where((eb) =>
      ifAsked(after, ({ date, id }) =>
        eb.or([eb('activities.date', '<', date), eb.and([eb('activities.date', '=', date), eb('activities.id', '<', id)])]),
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
