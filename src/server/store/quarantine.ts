import type { AccountId, ActivityId, MutationId } from '../../domain/ids.ts';
import type { HandOverResult } from '../../protocol/endpoints/hand-over.ts';
import { PUT_AWAY_DAYS, type QuarantineState } from '../../protocol/endpoints/quarantine.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import { parseMutation } from '../merge/read-page.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, WriteTx } from './store.ts';

/** Most that one lost phone may lay aside: more than any phone ever held, and little beside the rest of the office. */
const MOST_CHANGES = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** A change that lies aside. */
export interface Quarantined {
  readonly mutation: Mutation;
  readonly at: number;
  readonly state: QuarantineState;
  readonly judgedBy: string | undefined;
  readonly judgedAt: number | undefined;
}

interface Room {
  changes: number;
  bytes: number;
  /** Of the change that was laid aside last. */
  position: number;
}

async function roomTaken(db: Reader, deviceId: string): Promise<Room> {
  const query = db
    .selectFrom('quarantine')
    .select((eb) => [
      eb.fn.countAll<number>().as('changes'),
      eb.fn.sum<number | null>('bytes').as('bytes'),
      eb.fn.max('position').as('position'),
    ]);
  const row = await query.where('device_id', '=', deviceId).executeTakeFirstOrThrow();
  // PostgreSQL counts in 64 bits, which may arrive as text.
  return { changes: Number(row.changes), bytes: Number(row.bytes ?? 0), position: Number(row.position ?? 0) };
}

/** Lays changes aside and says of each what became of it. Those that came before, in whatever way, take no room. */
export async function layAside(tx: WriteTx, deviceId: string, raw: readonly unknown[], now: number): Promise<HandOverResult[]> {
  const parsed = raw.map(parseMutation);
  const ids = parsed.flatMap((entry) => ('mutation' in entry ? [entry.mutation.id] : []));
  if (ids.length === 0) return parsed.map((entry) => ({ id: 'result' in entry ? entry.result.id : '', status: 'malformed' }));
  const came = await tx.db.selectFrom('mutations').select('id').where('id', 'in', ids).execute();
  const here = await tx.db
    .selectFrom('quarantine')
    .select('mutation_id')
    .where('device_id', '=', deviceId)
    .where('mutation_id', 'in', ids)
    .execute();
  const received = new Set<string>(came.map(({ id }) => id));
  const aside = new Set<string>(here.map((row) => row.mutation_id));
  const room = await roomTaken(tx.db, deviceId);
  const results: HandOverResult[] = [];
  for (const entry of parsed) {
    if ('result' in entry) results.push({ id: entry.result.id, status: 'malformed' });
    else
      results.push({
        id: entry.mutation.id,
        status: await layOneAside(tx, { deviceId, mutation: entry.mutation, received, aside, room, now }),
      });
  }
  return results;
}

interface Laying {
  readonly deviceId: string;
  readonly mutation: Mutation;
  readonly received: ReadonlySet<string>;
  readonly aside: Set<string>;
  readonly room: Room;
  readonly now: number;
}

async function layOneAside(tx: WriteTx, { deviceId, mutation, received, aside, room, now }: Laying): Promise<HandOverResult['status']> {
  if (received.has(mutation.id)) return 'received';
  if (aside.has(mutation.id)) return 'quarantined';
  const text = toJson(mutation);
  const bytes = Buffer.byteLength(text);
  if (room.changes >= MOST_CHANGES || room.bytes + bytes > MOST_BYTES) return 'full';
  room.changes += 1;
  room.bytes += bytes;
  room.position += 1;
  aside.add(mutation.id);
  await tx.db
    .insertInto('quarantine')
    .values({
      device_id: deviceId,
      mutation_id: mutation.id,
      activity_id: mutation.activityId,
      position: room.position,
      mutation: text,
      bytes,
      at: now,
      state: 'waiting',
      judged_by: null,
      judged_at: null,
    })
    .execute();
  return 'quarantined';
}

/** What lies aside and has not come on another way meanwhile, as from the phone itself once it was found. */
const lying = (db: Reader) =>
  db
    .selectFrom('quarantine')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('mutations').select('mutations.id').whereRef('mutations.id', '=', 'quarantine.mutation_id'))),
    );

/** Records that wait to be judged, by device. */
export async function countUnjudged(db: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await lying(db)
    .where('quarantine.state', '=', 'waiting')
    .select((eb) => ['quarantine.device_id', eb.fn.count<number>('quarantine.activity_id').distinct().as('records')])
    .groupBy('quarantine.device_id')
    .execute();
  return new Map(rows.map((row) => [row.device_id, Number(row.records)]));
}

/** Everything aside of a device, in the order it was made; what was put away before `since` is no longer shown. */
export async function listQuarantined(db: Reader, deviceId: string, since: number): Promise<Quarantined[]> {
  const rows = await lying(db)
    .leftJoin('accounts', 'accounts.id', 'quarantine.judged_by')
    .where('quarantine.device_id', '=', deviceId)
    .where((eb) => eb.or([eb('quarantine.state', '=', 'waiting'), eb('quarantine.judged_at', '>', since)]))
    .select(['quarantine.mutation', 'quarantine.at', 'quarantine.state', 'quarantine.judged_at', 'accounts.staff_code'])
    .orderBy('quarantine.position')
    .execute();
  return rows.map((row) => ({
    mutation: fromJson(row.mutation),
    at: row.at,
    state: row.state,
    judgedBy: row.staff_code ?? undefined,
    judgedAt: row.judged_at ?? undefined,
  }));
}

/** Removes the copies of changes that were taken in: the office has them as its own now. */
export async function saveTaken(tx: WriteTx, deviceId: string, mutations: readonly MutationId[]): Promise<void> {
  if (mutations.length === 0) return;
  await tx.db.deleteFrom('quarantine').where('device_id', '=', deviceId).where('mutation_id', 'in', mutations).execute();
}

/** Puts records away that wait to be judged. */
export async function savePutAway(
  tx: WriteTx,
  deviceId: string,
  activityIds: readonly ActivityId[],
  { by, at }: { readonly by: AccountId; readonly at: number },
): Promise<void> {
  await tx.db
    .updateTable('quarantine')
    .set({ state: 'away', judged_by: by, judged_at: at })
    .where('device_id', '=', deviceId)
    .where('activity_id', 'in', activityIds)
    .where('state', '=', 'waiting')
    .execute();
}

const DAY_MS = 86_400_000;
/** What was put away since then is still shown. Milliseconds since 1970. */
export const putAwaySince = (now: number): number => now - PUT_AWAY_DAYS * DAY_MS;

/** Removes for good what was put away before `since`. */
export async function dropPutAway(tx: WriteTx, since: number): Promise<void> {
  await tx.db.deleteFrom('quarantine').where('state', '=', 'away').where('judged_at', '<=', since).execute();
}
