import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Closing } from '../../domain/closing/closing.ts';
import { type Day, startOfDay } from '../../domain/day.ts';
import { SETTLED_STATES } from '../../domain/horizon.ts';
import type { ActivityId, UnitId } from '../../domain/ids.ts';
import type { Person, Scope } from '../../domain/person.ts';
import { PLACEHOLDER_ITEM } from '../../domain/placeholder.ts';
import { seesSetting } from '../../domain/plan-setting-rights.ts';
import { mayReport } from '../../domain/report/may-report.ts';
import type { DeclaredCell } from '../../domain/tally.ts';
import {
  type Changes,
  FEED_ENTRIES,
  type FeedList,
  type FeedListsThat,
  type FeedRow,
  type ReferenceList,
} from '../../protocol/feed-lists.ts';
import { PERSON_COLUMNS, personOf } from './accounts.ts';
import { ACTIVITY_COLUMNS, cellOf, serverActivity } from './activity-row.ts';
import { readClosingChanges } from './closings.ts';
import { declaredCell } from './declared.ts';
import { fromJson } from './json.ts';
import { readSettingChanges } from './plan-settings.ts';
import type { Tables } from './schema.ts';
import { EVERYTHING, inUnits } from './scope-filter.ts';
import type { Reader } from './store.ts';

/** Changes with numbers after `after` up to `upTo`, at most `limit` of each kind: the window one answer is cut from. */
interface Window {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

interface Viewer {
  readonly person: Person;
  readonly scope: Scope;
  readonly deviceId: string;
  /** Records of earlier days stay at the office, unless somebody has still to look at them or they changed since; undefined: none do. */
  readonly horizon: Day | undefined;
}

/** Lists whose rows come one by one, each with the number of its change. */
type NumberedList = Exclude<FeedList, FeedListsThat<'whole'>>;
type Change = { readonly [L in NumberedList]: { readonly list: L; readonly row: FeedRow<L> } }[NumberedList];
type Numbered = Change & { readonly changeNo: number };

/** By the kind of the reference data. */
const REFERENCE_LISTS = new Map(
  FEED_ENTRIES.flatMap(([list, entry]) => ('kind' in entry && entry.kind ? [[entry.kind, list] as const] : [])),
);

async function referenceChanges(db: Reader, window: Window): Promise<Numbered[]> {
  const rows = await db
    .selectFrom('reference')
    .select(['kind', 'data', 'change_no'])
    .where('change_no', '>', window.after)
    .where('change_no', '<=', window.upTo)
    .where('kind', '<>', 'planSetting')
    .orderBy('change_no')
    .limit(window.limit)
    .execute();
  return rows.map((row) => ({ list: REFERENCE_LISTS.get(row.kind), row: fromJson(row.data), changeNo: row.change_no }) as Numbered);
}

/** Colleagues are those of the own units, and their deputies whatever the day. */
const knows = ({ person, scope }: Viewer, other: Person): boolean =>
  person.id === other.id ||
  scope.records === 'all' ||
  scope.managesAccounts ||
  [other, ...(other.grants ?? [])].some(({ unitIds }) => unitIds.some((unit) => scope.units.includes(unit)));

/** Accounts are few: they are filtered here, where their units are a list and not a text. */
async function peopleChanges(db: Reader, viewer: Viewer, window: Window): Promise<Numbered[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(PERSON_COLUMNS)
    .select('change_no')
    .where('change_no', '>', window.after)
    .where('change_no', '<=', window.upTo)
    .orderBy('change_no')
    .execute();
  return rows
    .map((row) => ({ list: 'people', row: personOf(row), changeNo: row.change_no }) as const)
    .filter((change) => knows(viewer, change.row))
    .slice(0, window.limit);
}

/** Why a report was sent back is said between those who report. */
const withoutReasons = (closing: Closing): Closing => ({ ...closing, history: closing.history.map(({ reason: _, ...event }) => event) });

async function closingChanges(db: Reader, { scope }: Viewer, window: Window): Promise<Numbered[]> {
  const changes = await readClosingChanges(db, window);
  const seen = mayReport(scope) ? (closing: Closing) => closing : withoutReasons;
  return changes.map(({ closing, changeNo }) => ({ list: 'closings', row: seen(closing), changeNo }));
}

/** They are few: what a person has no use for is left out here. */
async function settingChanges(db: Reader, { scope }: Viewer, window: Window): Promise<Numbered[]> {
  const changes = await readSettingChanges(db, window);
  return changes
    .filter(({ setting }) => seesSetting(scope, setting))
    .slice(0, window.limit)
    .map(({ setting, changeNo }) => ({ list: 'planSettings', row: setting, changeNo }));
}

/** Units whose records of others travel to the phone. Who sees all reads them on request instead. */
const feedUnits = ({ scope }: Viewer): readonly UnitId[] => (typeof scope.records === 'string' ? [] : scope.records);

type ActivityFilter = (eb: ExpressionBuilder<Tables, 'activities'>) => Expression<SqlBool>;

/** What phones hold of the records. What changed since the horizon goes to them too, so that none is left with what it was before. */
const heldOnPhones =
  (horizon: Day | undefined): ActivityFilter =>
  (eb) =>
    horizon === undefined
      ? EVERYTHING
      : eb.or([
          eb('date', '>=', horizon),
          eb('state', 'not in', SETTLED_STATES),
          eb('duplicate_of_id', 'is not', null),
          eb.and([eb('state', '=', 'confirmed'), eb('item_code', '=', PLACEHOLDER_ITEM)]),
          eb('updated_at', '>=', startOfDay(horizon)),
        ]);

async function activityRows(db: Reader, { horizon }: Viewer, window: Window, filter: ActivityFilter): Promise<Numbered[]> {
  const rows = await db
    .selectFrom('activities')
    .select(ACTIVITY_COLUMNS)
    .where(filter)
    .where(heldOnPhones(horizon))
    .where('change_no', '>', window.after)
    .where('change_no', '<=', window.upTo)
    .orderBy('change_no')
    .limit(window.limit)
    .execute();
  return rows.map((row) => ({ list: 'activities', row: serverActivity(row), changeNo: row.change_no }));
}

/** Own records that are not still in the version the phone has, having said it itself. */
async function ownChanges(db: Reader, viewer: Viewer, window: Window, asSent: ReadonlySet<ActivityId>): Promise<Numbered[]> {
  const wider = { ...window, limit: window.limit + asSent.size };
  const rows = await activityRows(db, viewer, wider, (eb) => eb('author_id', '=', viewer.person.id));
  return rows.filter(({ list, row }) => !(list === 'activities' && asSent.has(row.id) && row.version === 1));
}

/** Own records, and a lead's unit: two queries, each along its own index. */
async function activityChanges(db: Reader, viewer: Viewer, window: Window, asSent: ReadonlySet<ActivityId>): Promise<Numbered[]> {
  const own = await ownChanges(db, viewer, window, asSent);
  const units = feedUnits(viewer);
  if (units.length === 0) return own;
  const others = await activityRows(db, viewer, window, (eb) =>
    eb.and([eb('unit_id', 'in', units), eb('author_id', '<>', viewer.person.id)]),
  );
  return [...own, ...others];
}

/** Records that left the units the person sees. Who wrote a record keeps it wherever it goes. */
async function departureChanges(db: Reader, viewer: Viewer, window: Window): Promise<Numbered[]> {
  const units = feedUnits(viewer);
  if (units.length === 0) return [];
  const rows = await db
    .selectFrom('departures')
    .innerJoin('activities', 'activities.id', 'departures.activity_id')
    .select(['departures.activity_id', 'departures.change_no'])
    .where('departures.unit_id', 'in', units)
    .where('activities.unit_id', 'not in', units)
    .where('activities.author_id', '<>', viewer.person.id)
    .where('departures.change_no', '>', window.after)
    .where('departures.change_no', '<=', window.upTo)
    .orderBy('departures.change_no')
    .limit(window.limit)
    .execute();
  return rows.map((row) => ({ list: 'removed', row: row.activity_id, changeNo: row.change_no }));
}

/** Records of the demonstration that were cleared away: those the person wrote, and those of the units they see. */
async function clearedChanges(db: Reader, viewer: Viewer, window: Window): Promise<Numbered[]> {
  const rows = await db
    .selectFrom('cleared')
    .select(['activity_id', 'change_no'])
    .where('seen_by', 'in', [viewer.person.id, ...feedUnits(viewer)])
    .where('change_no', '>', window.after)
    .where('change_no', '<=', window.upTo)
    .orderBy('change_no')
    .limit(window.limit)
    .execute();
  return rows.map((row) => ({ list: 'removed', row: row.activity_id, changeNo: row.change_no }));
}

const removedChanges = async (db: Reader, viewer: Viewer, window: Window): Promise<Numbered[]> => [
  ...(await departureChanges(db, viewer, window)),
  ...(await clearedChanges(db, viewer, window)),
];

async function cellChanges(db: Reader, viewer: Viewer, window: Window): Promise<Numbered[]> {
  const rows = await db
    .selectFrom('cells')
    .selectAll()
    .where(inUnits('unit_id', viewer.scope.tallies))
    .where('change_no', '>', window.after)
    .where('change_no', '<=', window.upTo)
    .orderBy('change_no')
    .limit(window.limit)
    .execute();
  return rows.map((row) => ({ list: 'cells', row: cellOf(row), changeNo: row.change_no }));
}

/** Phones of the demonstration go with their notes, and no row is left to say so: the settings, which say that it ended, do. */
const hasClearedNotes = (db: Reader, after: number, upTo: number) =>
  db
    .selectFrom('reference')
    .select('id')
    .where('kind', '=', 'setting')
    .where('change_no', '>', after)
    .where('change_no', '<=', upTo)
    .limit(1)
    .executeTakeFirst();

/** All that other devices declare, where a note of one of them changed within the window. */
async function declaredSnapshot(db: Reader, viewer: Viewer, after: number, upTo: number): Promise<DeclaredCell[] | undefined> {
  const news = await db
    .selectFrom('devices')
    .select('id')
    .where('id', '<>', viewer.deviceId)
    .where('note_change_no', '>', after)
    .where('note_change_no', '<=', upTo)
    .limit(1)
    .executeTakeFirst();
  if (!news && !(await hasClearedNotes(db, after, upTo))) return undefined;
  const rows = await db
    .selectFrom('declared')
    .select(['plan_id', 'item_code', 'unit_id', 'part'])
    .select((eb) => eb.cast<number>(eb.fn.sum('records'), 'bigint').as('records'))
    .where('device_id', '<>', viewer.deviceId)
    .where(inUnits('unit_id', viewer.scope.tallies))
    .groupBy(['plan_id', 'item_code', 'unit_id', 'part'])
    .orderBy('plan_id')
    .orderBy('item_code')
    .orderBy('unit_id')
    .orderBy('part')
    .execute();
  return rows.map(declaredCell);
}

type ReadChanges = (db: Reader, viewer: Viewer, window: Window, asSent: ReadonlySet<ActivityId>) => Promise<Numbered[]>;

/** Lists that do not come from the reference data. A further one does not compile until it is read here. */
const READERS: Readonly<Record<Exclude<NumberedList, ReferenceList>, ReadChanges>> = {
  people: peopleChanges,
  closings: closingChanges,
  planSettings: settingChanges,
  activities: activityChanges,
  removed: removedChanges,
  cells: cellChanges,
};
type ReadWhole<L extends FeedList> = (db: Reader, viewer: Viewer, after: number, upTo: number) => Promise<FeedRow<L>[] | undefined>;
/** Lists that come whole, where something in them changed within the window. */
const SNAPSHOTS: { readonly [L in FeedListsThat<'whole'>]: ReadWhole<L> } = { declared: declaredSnapshot };

export interface FeedPage {
  readonly changes: Changes;
  readonly cursor: number;
  readonly more: boolean;
}

/** Puts the changes of a page into their lists. */
function listChanges(page: readonly Numbered[]): Changes {
  const lists: { [list: string]: unknown[] } = {};
  for (const { list, row } of page) {
    lists[list] ??= [];
    lists[list].push(row);
  }
  return lists as Changes;
}

async function readSnapshots(db: Reader, viewer: Viewer, after: number, upTo: number): Promise<Changes> {
  const lists: { [list: string]: unknown[] } = {};
  for (const [list, read] of Object.entries(SNAPSHOTS)) {
    const rows = await read(db, viewer, after, upTo);
    if (rows) lists[list] = rows;
  }
  return lists as Changes;
}

/**
 * One page of what changed after the cursor and this person may see. `upTo` is the head read before any of the rows: a row
 * that changes meanwhile gets a number beyond it and comes with the next page, so nothing between is skipped. Own records
 * `asSent` are left out as long as they are in their first version.
 */
export async function readFeed(
  db: Reader,
  viewer: Viewer,
  { after, upTo, limit }: Window,
  asSent: ReadonlySet<ActivityId> = new Set(),
): Promise<FeedPage> {
  if (after >= upTo) return { changes: {}, cursor: upTo, more: false };
  const window: Window = { after, upTo, limit: limit + 1 };
  const kinds = [await referenceChanges(db, window)];
  for (const read of Object.values(READERS)) kinds.push(await read(db, viewer, window, asSent));
  const all = kinds.flat().sort((a, b) => a.changeNo - b.changeNo);
  const page = all.slice(0, limit);
  const more = all.length > limit;
  const cursor = more ? (page.at(-1)?.changeNo ?? after) : upTo;
  return { changes: { ...listChanges(page), ...(await readSnapshots(db, viewer, after, cursor)) }, cursor, more };
}
