import type { Closing } from '../../domain/closing/closing.ts';
import { activeOf } from '../../domain/closing/closing-state.ts';
import type { AccountId, ActivityId, UnitId } from '../../domain/ids.ts';
import { MilestoneMark, markKey } from '../../domain/milestone.ts';
import { PERIOD_KINDS } from '../../domain/period.ts';
import type { DemonstrationSize } from '../../protocol/endpoints/demonstration.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import type { FinePlace } from '../merge/stored-activity.ts';
import { bindAnew } from './audit-begin.ts';
import type { NewAuditEntry } from './audit-chain.ts';
import { recomputeCells } from './cells.ts';
import { listClosings, readFrozen, saveStep } from './closings.ts';
import { rebuildDeskCells } from './desk-cells.ts';
import { saveSignedInDevice } from './devices.ts';
import { repairGroups } from './duplicate-groups.ts';
import { fromJson } from './json.ts';
import { saveReference } from './reference.ts';
import { beginSearchAnew } from './search/search-index.ts';
import type { Reader, WriteTx } from './store.ts';

/**
 * Instead of the hash of a browser's own key: a phone of the demonstration is nobody's, and what was first said on it is a record of
 * the demonstration.
 */
const MADE_UP = 'demonstration';
/** Ids per statement: below what either database takes as parameters. */
const PAGE = 500;

/** A phone on which somebody of the demonstration works. Nobody holds its proof of sign-in. */
export const saveMadeUpDevice = async (
  tx: WriteTx,
  device: { readonly id: string; readonly accountId: AccountId; readonly tokenHash: string; readonly name: string },
  at: number,
): Promise<void> => void (await saveSignedInDevice(tx, { ...device, keyHash: MADE_UP }, at));

const madeUpDevices = (db: Reader) => db.selectFrom('devices').select('id').where('key_hash', '=', MADE_UP);

const madeUpRecords = (db: Reader) =>
  db
    .selectFrom('activities')
    .innerJoin('activity_versions', 'activity_versions.activity_id', 'activities.id')
    .where('activity_versions.version', '=', 1)
    .where('activity_versions.device_id', 'in', madeUpDevices(db));

export async function sizeOfDemonstration(db: Reader): Promise<DemonstrationSize> {
  const count = (eb: { fn: Reader['fn'] }) => eb.fn.countAll<number>().as('n');
  const made = await madeUpRecords(db).select(count).executeTakeFirstOrThrow();
  const touched = await madeUpRecords(db)
    .where('activities.id', 'in', (eb) =>
      eb.selectFrom('activity_versions as later').select('later.activity_id').where('later.device_id', 'not in', madeUpDevices(db)),
    )
    .select(count)
    .executeTakeFirstOrThrow();
  const all = await db.selectFrom('activities').select(count).executeTakeFirstOrThrow();
  const devices = await madeUpDevices(db).clearSelect().select(count).executeTakeFirstOrThrow();
  // PostgreSQL counts in 64 bits, which arrive as text.
  const [records, own] = [Number(made.n), Number(all.n) - Number(made.n)];
  return { records, touched: Number(touched.n), devices: Number(devices.n), own };
}

function* pagesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += PAGE) yield list.slice(from, from + PAGE);
}

interface MadeUpRecord {
  readonly id: ActivityId;
  readonly author_id: AccountId;
  readonly unit_id: UnitId;
}

/** The units whose leads may hold it: the present one, and those it left. */
async function noteCleared(tx: WriteTx, records: readonly MadeUpRecord[]): Promise<void> {
  const left = await tx.db
    .selectFrom('departures')
    .select(['activity_id', 'unit_id'])
    .where(
      'activity_id',
      'in',
      records.map((record) => record.id),
    )
    .execute();
  const seen = [
    ...records.flatMap(({ id, author_id, unit_id }) => [[id, author_id] as const, [id, unit_id] as const]),
    ...left.map(({ activity_id, unit_id }) => [activity_id, unit_id] as const),
  ];
  const rows = seen.map(([activity_id, seen_by]) => ({ activity_id, seen_by, change_no: tx.nextChange() }));
  await tx.db
    .insertInto('cleared')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** The keys of their changes stay claimed: a phone that says one again gets the answer it had. */
async function dropRecords(tx: WriteTx): Promise<void> {
  const records = await madeUpRecords(tx.db)
    .select(['activities.id', 'activities.author_id', 'activities.plan_id', 'activities.item_code', 'activities.unit_id'])
    .select(['activities.part', 'activities.state', 'activities.type', 'activities.locality_id'])
    .execute();
  for (const page of pagesOf(records)) {
    await noteCleared(tx, page);
    const ids = page.map((record) => record.id);
    for (const table of ['departures', 'also_items', 'activity_markers', 'activity_versions'] as const)
      await tx.db.deleteFrom(table).where('activity_id', 'in', ids).execute();
    await tx.db.deleteFrom('activities').where('id', 'in', ids).execute();
  }
  const places = records.map(
    (record): FinePlace => ({
      planId: record.plan_id,
      itemCode: record.item_code,
      unitId: record.unit_id,
      part: record.part,
      state: record.state,
      type: record.type,
      localityId: record.locality_id || undefined,
    }),
  );
  await recomputeCells(tx, places);
  await rebuildDeskCells(tx);
}

/** Said to those who report where a closed period is opened again. */
const WHY_REOPENED = 'Số liệu minh họa đã được xóa.';

/** Whether the figures of a closing were made from any of these records. */
async function tells(db: Reader, { id }: Closing, records: ReadonlySet<ActivityId>): Promise<boolean> {
  const frozen = await readFrozen(db, id);
  const differences = frozen.adjustments.flatMap(({ was, is }) => [...(was ? [was] : []), ...(is ? [is] : [])]);
  return [...frozen.records, ...frozen.waiting, ...differences].some((record) => records.has(record.id));
}

/**
 * Closings that told made-up records, and those of their kind that came behind them: later ones tell the differences from those
 * before. They are opened again, the last one first, in the name of who closed them.
 */
async function reopenWhatTold(tx: WriteTx, now: number): Promise<void> {
  const madeUp = new Set((await madeUpRecords(tx.db).select('activities.id').execute()).map(({ id }) => id));
  const plans = await tx.db.selectFrom('closings').select('plan_id').distinct().execute();
  for (const { plan_id: planId } of plans) {
    const closings = await listClosings(tx.db, planId);
    for (const kind of PERIOD_KINDS) await reopenKind(tx, activeOf(closings, planId, kind), madeUp, now);
  }
}

/** `active`: the closings of one kind, in the order of closing. */
async function reopenKind(tx: WriteTx, active: readonly Closing[], madeUp: ReadonlySet<ActivityId>, now: number): Promise<void> {
  let hasTold = false;
  const reopened: Closing[] = [];
  for (const closing of active) {
    hasTold ||= await tells(tx.db, closing, madeUp);
    if (hasTold) reopened.unshift(closing);
  }
  for (const closing of reopened) {
    const by = closing.history[0]?.by;
    if (!by) continue;
    await saveStep(tx, closing, { step: 'reopened', reason: WHY_REOPENED }, { by, at: now });
    const details = { step: 'reopened', period: closing.periodKey, hash: closing.hash } as const;
    tx.chain.add({ kind: 'closingStep', at: now, subject: closing.id, details });
  }
}

/** When the demonstration was made: what was said in the office until then is made up too. */
async function madeUpAt(db: Reader): Promise<number> {
  const query = db.selectFrom('devices').select('created_at').where('key_hash', '=', MADE_UP).orderBy('created_at', 'desc');
  return (await query.limit(1).executeTakeFirst())?.created_at ?? 0;
}

/** Of an occurrence that the demonstration called done nobody has said anything; what people said of it since stays. */
async function forgetMarks(tx: WriteTx): Promise<void> {
  const until = await madeUpAt(tx.db);
  const rows = await tx.db.selectFrom('reference').select('data').where('kind', '=', 'mark').execute();
  for (const mark of rows.map(({ data }) => MilestoneMark.parse(fromJson(data)))) {
    const history = mark.history.filter(({ at }) => Date.parse(at) > until);
    if (history.length === mark.history.length) continue;
    const { doneDate: _, docNumber: __, note: ___, ...place } = mark;
    const said = history.length > 0 ? mark : { ...place, doneDate: null };
    await saveReference(tx, [{ kind: 'mark', id: markKey(mark), data: { ...said, history } }]);
  }
}

/**
 * Clears away what the demonstration put into the office, and says how much that was: records with their history, sums, phones and
 * what these declared, and what it called done. Plan, targets, settings, units, places and accounts stay, and so does every record that people
 * wrote themselves. Gives undefined where there never was a demonstration.
 */
export async function clearDemonstration(
  tx: WriteTx,
  reference: OfficeReference,
  doer: Pick<NewAuditEntry, 'at' | 'by' | 'deviceId'>,
): Promise<DemonstrationSize | undefined> {
  const { at: now } = doer;
  const { settings } = reference;
  if (settings?.demonstration === undefined) return undefined;
  const size = await sizeOfDemonstration(tx.db);
  if (settings.demonstration === 'cleared') return size;
  await reopenWhatTold(tx, now);
  await dropRecords(tx);
  await beginSearchAnew(tx);
  await forgetMarks(tx);
  const ids = (await madeUpDevices(tx.db).execute()).map((row) => row.id);
  if (ids.length > 0) {
    await tx.db.deleteFrom('declared').where('device_id', 'in', ids).execute();
    await tx.db.deleteFrom('devices').where('id', 'in', ids).execute();
  }
  // A record of somebody's own that was taken for a duplicate of one that is gone counts from now on.
  await repairGroups(tx, reference, now);
  await saveReference(tx, [{ kind: 'setting', id: settings.id, data: { ...settings, demonstration: 'cleared' } }]);
  // Rows of the history are gone: those that stay are bound anew.
  await bindAnew(tx, { kind: 'demonstrationCleared', ...doer, details: { count: size.records } });
  return size;
}
