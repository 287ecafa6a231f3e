import { type Insertable, type Selectable, sql } from 'kysely';
import type { ActivityId, MutationId } from '../../domain/ids.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { VersionStep } from '../merge/merge-edit.ts';
import type { Answered, Departure, NewAnswer, NewVersion, PageGiven, PageWrites, Sender } from '../merge/page-work.ts';
import { countsInstead } from '../merge/put-version.ts';
import type { StoredActivity } from '../merge/stored-activity.ts';
import { activityRow, storedActivity } from './activity-row.ts';
import { recomputeCells } from './cells.ts';
import { clearedAmong } from './cleared.ts';
import { recomputeDeskCells, saveMarkers } from './desk-cells.ts';
import { completeGroups, selectLinked } from './duplicate-links.ts';
import { fromJson, toJson } from './json.ts';
import { withoutEmptyMeasures } from './measure-columns.ts';
import type { ReferenceReader } from './reference.ts';
import { insertRows, replaced } from './row-source.ts';
import { type Reader, readTogether, type WriteTx } from './store.ts';
import type { ActivityVersionTable, AnsweredMutationTable } from './tables/records.ts';

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

const ANSWER_COLUMNS = ['id', 'account_id', 'activity_id', 'hash', 'seen', 'result'] as const;

function answersIn(db: Reader, mutations: readonly Mutation[]) {
  const ids = distinct(mutations.flatMap(({ id, base }): MutationId[] => (typeof base === 'string' ? [id, base] : [id])));
  return db.selectFrom('mutations').select(ANSWER_COLUMNS).where('id', 'in', ids);
}

const answered = (row: Pick<Selectable<AnsweredMutationTable>, (typeof ANSWER_COLUMNS)[number]>): Answered => ({
  mutationId: row.id,
  accountId: row.account_id,
  activityId: row.activity_id,
  hash: row.hash,
  seen: row.seen,
  result: fromJson(row.result),
});

/** Records that are changed, and those that are kept instead: only what is linked with them can change along with them. */
const linkedFrom = (mutations: readonly Mutation[]): ActivityId[] =>
  distinct(
    mutations.flatMap(({ activityId, duplicateOfId, action, base }) => [
      ...(action === 'record' && base === 0 ? [] : [activityId]),
      ...(duplicateOfId ? [duplicateOfId] : []),
    ]),
  );

const activitiesIn = (db: Reader, mutations: readonly Mutation[]) =>
  selectLinked(
    db,
    distinct(mutations.flatMap(({ activityId, duplicateOfId }) => [activityId, ...(duplicateOfId ? [duplicateOfId] : [])])),
    linkedFrom(mutations),
  );

/** The versions of records that somebody may have changed since the phone saw them: seldom any. */
async function readVersions(
  db: Reader,
  mutations: readonly Mutation[],
  activities: PageGiven['activities'],
): Promise<PageGiven['versions']> {
  const versions = new Map<ActivityId, VersionStep[]>();
  const superseded = mutations.filter(({ activityId, base }) => {
    const current = activities.get(activityId);
    return current !== undefined && (typeof base === 'string' || base < current.version);
  });
  if (superseded.length === 0) return versions;
  const rows = await db
    .selectFrom('activity_versions')
    .select(['activity_id', 'version', 'account_id', 'action', 'state', 'patch', 'before', 'duplicate_of_id'])
    .where('activity_id', 'in', distinct(superseded.map((mutation) => mutation.activityId)))
    .orderBy('version')
    .execute();
  for (const row of rows) {
    const id = row.activity_id;
    const step = {
      version: row.version,
      accountId: row.account_id,
      action: row.action,
      patch: fromJson(row.patch),
      before: fromJson(row.before),
      countsInstead: countsInstead({ action: row.action, state: row.state, duplicateOfId: row.duplicate_of_id }),
    };
    versions.set(id, [...(versions.get(id) ?? []), step]);
  }
  return versions;
}

export interface PageInput {
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly mutations: readonly Mutation[];
  readonly failed: ReadonlySet<string>;
}

/** Reads all that a page of mutations is decided upon, in a handful of statements. */
export async function readPage(
  db: Reader,
  readReference: ReferenceReader,
  { sender, now, mutations, failed }: PageInput,
): Promise<PageGiven> {
  const reference = await readReference(db);
  const [answerRows, activityRows] = await readTogether(db, answersIn(db, mutations), activitiesIn(db, mutations));
  const activities = await completeGroups(db, activityRows.map(storedActivity), linkedFrom(mutations));
  const versions = await readVersions(db, mutations, activities);
  const answers = new Map(answerRows.map((row) => [row.id, answered(row)]));
  const cleared = await clearedAmong(db, reference, distinct(mutations.map((mutation) => mutation.activityId)));
  return { sender, now, reference, activities, versions, answers, cleared, failed };
}

const versionRow = ({ deviceId, enteredBy, now }: PageWrites, version: NewVersion): Omit<ActivityVersionTable, 'no'> => ({
  activity_id: version.activityId,
  version: version.version,
  mutation_id: version.mutationId,
  account_id: version.accountId,
  device_id: deviceId,
  entered_by: enteredBy ?? null,
  stands_in_for: version.standsInFor ?? null,
  action: version.action,
  state: version.state,
  at: now,
  device_at: version.deviceAt,
  patch: toJson(version.patch),
  before: toJson(version.before),
  reason: version.said.reason ?? null,
  duplicate_of_id: version.said.duplicateOfId ?? null,
  conflicts: version.conflicts.length > 0 ? toJson([...version.conflicts]) : null,
});

const mutationRow = (now: number, answer: NewAnswer): Insertable<AnsweredMutationTable> => ({
  id: answer.mutationId,
  account_id: answer.accountId,
  activity_id: answer.activityId,
  hash: answer.hash,
  seen: answer.seen,
  status: answer.result.status,
  version: 'version' in answer.result ? answer.result.version : null,
  result: toJson(answer.result),
  aside: answer.aside ? toJson(answer.aside) : null,
  at: now,
});

/** Set once, when the record is made. */
const FIXED: readonly string[] = ['id', 'author_id', 'created_at'];

async function saveActivities(tx: WriteTx, changed: readonly StoredActivity[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map((activity) => activityRow(activity, tx.nextChange()));
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !FIXED.includes(column));
  await insertRows(tx, 'activities', withoutEmptyMeasures(rows), sql`on conflict (id) do update set ${replaced(columns)}`);
  await saveAlsoItems(tx, changed);
  await saveMarkers(tx, changed);
}

async function saveAlsoItems(tx: WriteTx, changed: readonly StoredActivity[]): Promise<void> {
  const edited = changed.filter((activity) => activity.version > 1).map((activity) => activity.id);
  if (edited.length > 0) await tx.send(tx.db.deleteFrom('also_items').where('activity_id', 'in', edited).compile());
  const rows = changed.flatMap(({ id, content }) =>
    content.alsoItemCodes.map((code) => ({ activity_id: id, plan_id: content.planId, item_code: code })),
  );
  await insertRows(tx, 'also_items', rows);
}

/** A record that comes back to a unit is no longer gone from it. */
async function saveDepartures(tx: WriteTx, departures: readonly Departure[]): Promise<void> {
  for (const { activityId, from, to } of departures) {
    await tx.send(tx.db.deleteFrom('departures').where('activity_id', '=', activityId).where('unit_id', '=', to).compile());
    const row = { activity_id: activityId, unit_id: from, change_no: tx.nextChange() };
    await tx.send(
      tx.db
        .insertInto('departures')
        .values(row)
        .onConflict((oc) => oc.columns(['activity_id', 'unit_id']).doUpdateSet({ change_no: row.change_no }))
        .compile(),
    );
  }
}

/** Writes all that a page of mutations came to. */
export async function writePage(tx: WriteTx, writes: PageWrites): Promise<void> {
  await saveActivities(tx, writes.activities);
  const versions = writes.versions.map((version) => tx.chain.bind(versionRow(writes, version)));
  await insertRows(tx, 'activity_versions', versions);
  const answers = writes.answers.map((answer) => mutationRow(writes.now, answer));
  await insertRows(tx, 'mutations', answers);
  await saveDepartures(tx, writes.departures);
  const onlyNew = writes.versions.every((version) => version.version === 1);
  await recomputeCells(tx, writes.touchedCells, onlyNew);
  await recomputeDeskCells(tx, { authors: writes.touchedCells, markers: writes.touchedMarkers }, onlyNew);
}
