import type { AccountId } from '../../domain/ids.ts';
import type { DeviceReportState } from '../merge/device-report.ts';
import { deviceOf, devices, type StoredDevice } from './devices.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, Store, WriteTx } from './store.ts';

/** What a request shows of the phone it comes from, whether or not it proves a sign-in. */
export interface PhoneTraces {
  readonly keyHash: string | undefined;
  readonly tokenHash: string | undefined;
}

/** A phone that was reported as lost, as it comes in with a request. */
export interface ReportedPhone {
  readonly device: StoredDevice;
  readonly orderKey: string | undefined;
  /** Until when what it hands over is taken (milliseconds since 1970). */
  readonly until: number;
}

/** Ends the sign-in of a phone at once. The hash of its proof is remembered, so that the phone is known when it comes. */
export async function reportLost(tx: WriteTx, deviceId: string, until: number, now: number): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set((eb) => ({
      lost_at: now,
      lost_until: until,
      lost_token_hash: eb.fn.coalesce('token_hash', 'lost_token_hash'),
      lost_cleared_at: null,
      token_hash: null,
    }))
    .where('id', '=', deviceId)
    .execute();
}

/** Lost phones that a browser is: one for each account that was signed in there and reported it. */
export async function lostPhonesOf(db: Reader, { keyHash, tokenHash }: PhoneTraces): Promise<ReportedPhone[]> {
  if (keyHash === undefined && tokenHash === undefined) return [];
  const rows = await devices(db)
    .select(['devices.order_key', 'devices.lost_until'])
    .where('devices.lost_at', 'is not', null)
    .where((eb) => eb.or([eb('devices.key_hash', '=', keyHash ?? ''), eb('devices.lost_token_hash', '=', tokenHash ?? '')]))
    .orderBy('devices.id')
    .execute();
  return rows.map((row) => ({ device: deviceOf(row), orderKey: row.order_key ?? undefined, until: row.lost_until ?? 0 }));
}

/** Whether a key is that of a phone that anybody reported as lost. Such a key vouches for nobody, and no sign-in goes on with it. */
export async function isLostKey(db: Reader, keyHash: string): Promise<boolean> {
  const query = db.selectFrom('devices').select('id').where('key_hash', '=', keyHash).where('lost_at', 'is not', null);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** Begins a found phone anew, on which its owner has signed in: under a new key and without the report. What it said it held stays. */
export async function beginAnew(tx: WriteTx, formerKeyHash: string, keyHash: string, accountId: AccountId): Promise<boolean> {
  const found = await tx.db
    .updateTable('devices')
    .set({
      key_hash: keyHash,
      order_key: null,
      lost_at: null,
      lost_until: null,
      lost_token_hash: null,
      lost_cleared_at: null,
      guesses_full_at: null,
    })
    .where('key_hash', '=', formerKeyHash)
    .where('account_id', '=', accountId)
    .where('lost_at', 'is not', null)
    .returning('id')
    .execute();
  return found.length > 0;
}

/**
 * Somebody signs in on a phone of which another person's report stands: it goes on under a new key, and is known by the new proof
 * until it has cleared what it holds of the other.
 */
export async function noteProofOnLost(tx: WriteTx, formerKeyHash: string, tokenHash: string): Promise<void> {
  const lost = tx.db.updateTable('devices').set({ lost_token_hash: tokenHash }).where('key_hash', '=', formerKeyHash);
  await lost.where('lost_at', 'is not', null).where('lost_cleared_at', 'is', null).execute();
}

/** The key with which orders for a phone are signed. It is made when it is first asked for. */
export async function orderKeyOf({ reader, writer }: Store, deviceId: string, fresh: () => string): Promise<string> {
  const read = async (): Promise<string | null | undefined> =>
    (await reader.selectFrom('devices').select('order_key').where('id', '=', deviceId).executeTakeFirst())?.order_key;
  const known = await read();
  if (known) return known;
  const made = fresh();
  await writer.updateTable('devices').set({ order_key: made }).where('id', '=', deviceId).where('order_key', 'is', null).execute();
  return (await read()) ?? made;
}

/** Notes that a phone has cleared itself, but for so many records. What it had said of its store ends with the store. */
export async function noteCleared(tx: WriteTx, deviceId: string, left: number, now: number): Promise<void> {
  const row = await tx.db.selectFrom('devices').select('report').where('id', '=', deviceId).executeTakeFirst();
  const report = row?.report ? fromJson(row.report) : undefined;
  await tx.db
    .updateTable('devices')
    .set({
      lost_cleared_at: now,
      seen_at: now,
      held_count: left,
      held_oldest_at: null,
      held_attention: 0,
      ...(report && left === 0 && { report: toJson<DeviceReportState>({ ...report, current: undefined, left: [] }) }),
    })
    .where('id', '=', deviceId)
    .execute();
}
