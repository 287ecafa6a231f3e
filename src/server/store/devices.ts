import type { Selectable } from 'kysely';
import { seesDevicesOf } from '../../domain/account-rights.ts';
import type { AccountId, MutationId } from '../../domain/ids.ts';
import type { Person, Scope } from '../../domain/person.ts';
import type { Held } from '../../protocol/sync-request.ts';
import { countMissing, type DeviceReportState, type LossNote, mutationsNamed, NOTHING_SAID } from '../merge/device-report.ts';
import { listAccounts, PERSON_COLUMNS, personOf, type StoredAccount } from './accounts.ts';
import { fromJson, type Json, toJson } from './json.ts';
import { countUnjudged } from './quarantine.ts';
import type { Reader, Store, WriteTx } from './store.ts';
import type { DeviceTable } from './tables/devices.ts';

/** A phone or browser, and whose it is. */
export interface StoredDevice {
  readonly id: string;
  readonly person: Person;
  /** What the desk calls the person. */
  readonly owner: string | undefined;
  readonly name: string;
  readonly app: string;
  readonly createdAt: number;
  readonly seenAt: number;
  /** When its present proof of sign-in was given; where that was ended, when it was. */
  readonly tokenAt: number;
  readonly signedOut: boolean;
  /** When it last gave a second answer (milliseconds since 1970). */
  readonly factorAt: number | undefined;
  readonly held: Pick<Held, 'count' | 'oldestAt' | 'attention' | 'persisted'>;
  readonly heldAt: number | undefined;
  /** What a person calls it. */
  readonly ownName: string | undefined;
  readonly installed: boolean;
  /** Set where it was reported as lost; times in milliseconds since 1970. */
  readonly lost: { readonly at: number; readonly until: number; readonly clearedAt: number | undefined } | undefined;
  /** Its stores, and what they lost. */
  readonly report: DeviceReportState;
}

const DEVICE_COLUMNS = [
  'devices.id as device_id',
  'devices.name',
  'devices.app',
  'devices.created_at',
  'devices.seen_at',
  'devices.token_at',
  'devices.token_hash',
  'devices.held_count',
  'devices.held_oldest_at',
  'devices.held_attention',
  'devices.held_persisted',
  'devices.held_at',
  'devices.report',
  'devices.own_name',
  'devices.installed',
  'devices.lost_at',
  'devices.lost_until',
  'devices.lost_cleared_at',
  'devices.factor_at',
  'accounts.display_name',
] as const;

type DeviceRow = { device_id: string; display_name: string | null } & Omit<
  Selectable<DeviceTable>,
  'id' | 'account_id' | 'key_hash' | 'note_change_no' | 'guesses_full_at' | 'factor_ask' | 'order_key' | 'lost_token_hash'
> &
  Parameters<typeof personOf>[0];

const reportOf = (text: Json<DeviceReportState> | null): DeviceReportState => (text === null ? NOTHING_SAID : fromJson(text));

export const deviceOf = (row: DeviceRow): StoredDevice => ({
  id: row.device_id,
  person: personOf(row),
  owner: row.display_name ?? undefined,
  name: row.name,
  app: row.app,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  tokenAt: row.token_at,
  signedOut: row.token_hash === null,
  factorAt: row.factor_at ?? undefined,
  held: {
    count: row.held_count,
    ...(row.held_oldest_at !== null && { oldestAt: row.held_oldest_at }),
    attention: row.held_attention,
    persisted: row.held_persisted === 1,
  },
  heldAt: row.held_at ?? undefined,
  ownName: row.own_name ?? undefined,
  installed: row.installed === 1,
  lost:
    row.lost_at === null
      ? undefined
      : { at: row.lost_at, until: row.lost_until ?? row.lost_at, clearedAt: row.lost_cleared_at ?? undefined },
  report: reportOf(row.report),
});

export const devices = (db: Reader) =>
  db.selectFrom('devices').innerJoin('accounts', 'accounts.id', 'devices.account_id').select(PERSON_COLUMNS).select(DEVICE_COLUMNS);

/** The device that holds this proof, unless its account is closed. */
export async function findDeviceByToken(db: Reader, tokenHash: string): Promise<StoredDevice | undefined> {
  const row = await devices(db).where('devices.token_hash', '=', tokenHash).where('accounts.disabled', '=', 0).executeTakeFirst();
  return row && deviceOf(row);
}

export const deviceRow = (db: Reader, deviceId: string) => devices(db).where('devices.id', '=', deviceId);

/** The release a browser last said it runs, whoever was signed in there. */
export async function appOfBrowser(db: Reader, keyHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('devices')
    .select('app')
    .where('key_hash', '=', keyHash)
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.app;
}

/** Of these changes, those that came, from whichever phone: what a lost phone handed over came too, though it lies aside. */
export async function whatCame(db: Reader, changes: readonly MutationId[]): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const rows = await db.selectFrom('mutations').select('id').where('id', 'in', changes).execute();
  const aside = await db.selectFrom('quarantine').select('mutation_id').where('mutation_id', 'in', changes).execute();
  return new Set([...rows.map((row) => row.id), ...aside.map((row) => row.mutation_id)]);
}

/** Records a device lost: held once, and neither held any more nor received. */
export interface Loss extends LossNote {
  readonly missing: number;
}

export async function lossOf(db: Reader, report: DeviceReportState): Promise<Loss | undefined> {
  if (!report.loss) return undefined;
  const missing = countMissing(report, await whatCame(db, mutationsNamed(report)));
  return missing > 0 ? { ...report.loss, missing } : undefined;
}

/** What all devices of the account said of their stores: a store may have come under other cookies. */
export const reportsOfAccount = (db: Reader, deviceId: string) =>
  db
    .selectFrom('devices')
    .select(['id', 'report'])
    .where('report', 'is not', null)
    .where('account_id', '=', (eb) => eb.selectFrom('devices').select('account_id').where('id', '=', deviceId));

export const heardIn = (rows: readonly { readonly report: Json<DeviceReportState> | null }[]): DeviceReportState['heard'] =>
  rows.flatMap(({ report }) => reportOf(report).heard);

const mayLookAt = (viewer: Person, scope: Scope, owner: Person): boolean => owner.id === viewer.id || seesDevicesOf(scope, owner);

export interface ListedDevice extends StoredDevice {
  readonly loss: Loss | undefined;
  /** Records it handed over that wait to be judged. */
  readonly quarantined: number;
}

/** So long after a sign-in ended on a device, or after its last contact if that was later, it can be reported as lost: what it saw may lie there yet. */
const REPORTABLE_MS = 60 * 86_400_000;

/** Nothing of it matters to anybody any more: its sign-in ended long ago or it was cleared, and nothing is held, missing or laid aside. */
export const isOver = ({ signedOut, held, loss, lost, quarantined, seenAt, tokenAt }: ListedDevice, now: number): boolean =>
  signedOut &&
  held.count + held.attention === 0 &&
  !loss &&
  quarantined === 0 &&
  (lost ? lost.clearedAt !== undefined : now - Math.max(seenAt, tokenAt) >= REPORTABLE_MS);

/** Devices whose last contact the person may look at, the longest silent first. */
export async function listDevices(db: Reader, viewer: Person, scope: Scope): Promise<ListedDevice[]> {
  const own = scope.devices === 'own';
  const rows = await devices(db)
    .$if(own, (query) => query.where('devices.account_id', '=', viewer.id))
    .orderBy('devices.seen_at')
    .orderBy('devices.id')
    .execute();
  const seen = rows.map(deviceOf).filter((device) => mayLookAt(viewer, scope, device.person));
  const quarantined = await countUnjudged(db);
  return Promise.all(
    seen.map(async (device) => ({
      ...device,
      loss: await lossOf(db, device.report),
      quarantined: quarantined.get(device.id) ?? 0,
    })),
  );
}

/** Open accounts without any device that the person may look at, by staff code. */
export async function listNeverSeen(db: Reader, viewer: Person, scope: Scope): Promise<StoredAccount[]> {
  const seen = new Set((await db.selectFrom('devices').select('account_id').distinct().execute()).map((row) => row.account_id));
  const accounts = await listAccounts(db);
  return accounts.filter(({ person, disabled }) => !disabled && !seen.has(person.id) && mayLookAt(viewer, scope, person));
}

/** When any device of each account was last heard of. */
export async function lastContacts(db: Reader): Promise<ReadonlyMap<string, number>> {
  const query = db.selectFrom('devices').select((eb) => ['account_id', eb.fn.max('seen_at').as('last')]);
  return new Map((await query.groupBy('account_id').execute()).map((row) => [row.account_id, Number(row.last)]));
}

export async function devicesOfAccount(db: Reader, accountId: AccountId): Promise<string[]> {
  return (await db.selectFrom('devices').select('id').where('account_id', '=', accountId).execute()).map((row) => row.id);
}

export interface SignedInDevice {
  readonly id: string;
  readonly accountId: AccountId;
  readonly keyHash: string;
  readonly tokenHash: string;
  readonly name: string;
  /** It has just given a second answer. */
  readonly hasAnswered?: boolean;
}

/** Signing in again on the same browser renews its row, so that what it declared is not counted twice. Gives the id of the row. */
export async function saveSignedInDevice(tx: WriteTx, device: SignedInDevice, now: number): Promise<string> {
  const answered = device.hasAnswered ? { factor_at: now } : {};
  const fresh = { token_hash: device.tokenHash, token_at: now, name: device.name, seen_at: now, ...answered };
  const { id } = await tx.db
    .insertInto('devices')
    .values({
      id: device.id,
      account_id: device.accountId,
      key_hash: device.keyHash,
      ...fresh,
      app: '',
      created_at: now,
      held_count: 0,
      held_oldest_at: null,
      held_attention: 0,
      held_persisted: 0,
      note_change_no: 0,
    })
    .onConflict((oc) => oc.columns(['account_id', 'key_hash']).doUpdateSet(fresh))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function nameDevice(tx: WriteTx, deviceId: string, name: string): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set({ own_name: name === '' ? null : name })
    .where('id', '=', deviceId)
    .execute();
}

const endTokens = (tx: WriteTx, now: number) =>
  tx.db.updateTable('devices').set({ token_hash: null, token_at: now }).where('token_hash', 'is not', null);

export async function endDeviceToken(tx: WriteTx, deviceId: string, now: number): Promise<void> {
  await endTokens(tx, now).where('id', '=', deviceId).execute();
}

/**
 * Ends every sign-in of an account but that of one device, at the next request of each. Their second answers end with them, and so
 * does what waits for one.
 */
export async function endAccountTokens(tx: WriteTx, accountId: AccountId, now: number, exceptDeviceId = ''): Promise<void> {
  await endTokens(tx, now).where('account_id', '=', accountId).where('id', '<>', exceptDeviceId).execute();
  await tx.db
    .updateTable('devices')
    .set({ factor_at: null })
    .where('account_id', '=', accountId)
    .where('id', '<>', exceptDeviceId)
    .execute();
  await tx.db.deleteFrom('half_sign_ins').where('account_id', '=', accountId).execute();
}

/** Somebody has taken note of what is missing. */
export async function forgetLoss(tx: WriteTx, deviceId: string): Promise<void> {
  const row = await tx.db.selectFrom('devices').select('report').where('id', '=', deviceId).executeTakeFirst();
  const { loss: _, ...rest } = reportOf(row?.report ?? null);
  await tx.db
    .updateTable('devices')
    .set({ report: toJson<DeviceReportState>({ ...rest, left: [] }) })
    .where('id', '=', deviceId)
    .execute();
}

export async function touchDevice(store: Store, deviceId: string, now: number): Promise<void> {
  await store.writer.updateTable('devices').set({ seen_at: now }).where('id', '=', deviceId).execute();
}
