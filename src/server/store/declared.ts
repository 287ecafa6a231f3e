import type { DeclaredCell } from '../../domain/tally.ts';
import type { Held } from '../../protocol/sync-request.ts';
import {
  type DeviceReportState,
  isOvertaken,
  lastHeardOf,
  mutationsNamed,
  remembers,
  takeReport,
  tidyReport,
} from '../merge/device-report.ts';
import { deviceOf, deviceRow, heardIn, reportsOfAccount, type StoredDevice, whatCame } from './devices.ts';
import { toJson } from './json.ts';
import { type Reader, readTogether, type WriteTx } from './store.ts';
import type { DeclaredTable } from './tables/devices.ts';

/** What a phone says of itself at a sync. */
export interface DeviceReport {
  readonly app: string;
  readonly held: Held;
  readonly note: readonly DeclaredCell[];
}

/** Milliseconds between two notes of "last contact" where nothing else is new. */
const CONTACT_STEP_MS = 60_000;

const placeKey = (cell: DeclaredCell): string => [cell.planId, cell.itemCode, cell.unitId, cell.part].join('|');

/** One entry for each place, in a fixed order, so that equal notes are equal lists. */
function tidyNote(note: readonly DeclaredCell[]): DeclaredCell[] {
  const places = new Map<string, DeclaredCell>();
  for (const cell of note) {
    const key = placeKey(cell);
    places.set(key, { ...cell, records: cell.records + (places.get(key)?.records ?? 0) });
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

const noteOf = (db: Reader, deviceId: string) =>
  db.selectFrom('declared').select(['plan_id', 'item_code', 'unit_id', 'part', 'records']).where('device_id', '=', deviceId);

type DeclaredRow = Omit<DeclaredTable, 'device_id'>;
export const declaredCell = (row: DeclaredRow): DeclaredCell => ({
  planId: row.plan_id,
  itemCode: row.item_code,
  unitId: row.unit_id,
  part: row.part,
  records: row.records,
});

const isSame = (a: DeclaredCell, b: DeclaredCell | undefined): boolean =>
  b !== undefined && placeKey(a) === placeKey(b) && a.records === b.records;

const sameList = (a: readonly DeclaredCell[], b: readonly DeclaredCell[]): boolean =>
  a.length === b.length && a.every((cell, at) => isSame(cell, b[at]));

/** Replaces the note as a whole; others hear of it only where it differs. */
async function replaceNote(tx: WriteTx, deviceId: string, before: readonly DeclaredRow[], note: readonly DeclaredCell[]): Promise<void> {
  const rows = tidyNote(note);
  if (sameList(rows, tidyNote(before.map(declaredCell)))) return;
  await tx.send(tx.db.deleteFrom('declared').where('device_id', '=', deviceId).compile());
  const values = rows.map((row) => ({
    device_id: deviceId,
    plan_id: row.planId,
    item_code: row.itemCode,
    unit_id: row.unitId,
    part: row.part,
    records: row.records,
  }));
  if (values.length > 0) await tx.send(tx.db.insertInto('declared').values(values).compile());
  await tx.send(tx.db.updateTable('devices').set({ note_change_no: tx.nextChange() }).where('id', '=', deviceId).compile());
}

export async function saveNote(tx: WriteTx, deviceId: string, note: readonly DeclaredCell[]): Promise<void> {
  await replaceNote(tx, deviceId, await noteOf(tx.db, deviceId).execute(), note);
}

/** The store says nothing new of itself. */
function isSameStore({ current }: DeviceReportState, { store, names, lost }: Held): boolean {
  if (lost !== undefined || current?.since !== store?.since) return false;
  if (!current || !store) return true;
  const namesSame = names === undefined || String([...names].sort()) === String([...(current.names ?? [])].sort());
  return remembers(store, current) && namesSame && current.dropped === (store.dropped ?? 0);
}

/** Whether a sync that brings no change of a record has anything to write down. */
export async function hasNews(db: Reader, device: StoredDevice, { app, held, note }: DeviceReport, now: number): Promise<boolean> {
  const same =
    device.app === app &&
    device.held.count === held.count &&
    device.held.oldestAt === held.oldestAt &&
    device.held.attention === held.attention &&
    device.held.persisted === held.persisted &&
    device.installed === (held.installed ?? false) &&
    isSameStore(device.report, held);
  if (!same || Math.abs(now - device.seenAt) >= CONTACT_STEP_MS) return true;
  const before = await noteOf(db, device.id).execute();
  return !sameList(tidyNote(note), tidyNote(before.map(declaredCell)));
}

/** What became of a report. */
export interface TakenReport {
  readonly report: DeviceReportState;
  /** Set where the report said what was, not what is: nothing of it was taken but the contact. */
  readonly heard?: number;
}

/** What a phone says of itself, and what it holds no longer although it never came. `received`: records that came with it, not as a repeat. */
export async function saveDeviceReport(
  tx: WriteTx,
  deviceId: string,
  { app, held, note }: DeviceReport,
  received: number,
  now: number,
): Promise<TakenReport> {
  const [[row], before, account] = await readTogether(
    tx.db,
    deviceRow(tx.db, deviceId),
    noteOf(tx.db, deviceId),
    reportsOfAccount(tx.db, deviceId),
  );
  if (!row) throw new Error(`Device ${deviceId} is signed in but not there`);
  const device = deviceOf(row);
  const heard = heardIn(account);
  if (isOvertaken(heard, held)) return { report: device.report, heard: lastHeardOf(heard, held) };
  const lost = held.lost ?? [];
  const lostAndCame = await whatCame(tx.db, lost);
  const missed = lost.filter((id) => !lostAndCame.has(id));
  const elsewhere = heardIn(account.filter(({ id }) => id !== deviceId));
  const taken = takeReport(device.report, { held, received, missed, lastAt: device.heldAt, elsewhere }, now);
  const report = tidyReport(taken, await whatCame(tx.db, mutationsNamed(taken)));
  const said = {
    app,
    seen_at: now,
    held_count: held.count,
    held_oldest_at: held.oldestAt ?? null,
    held_attention: held.attention,
    held_persisted: held.persisted ? 1 : 0,
    installed: held.installed ? 1 : 0,
    held_at: now,
    report: toJson(report),
  };
  await tx.send(tx.db.updateTable('devices').set(said).where('id', '=', deviceId).compile());
  await replaceNote(tx, deviceId, before, note);
  return { report };
}
