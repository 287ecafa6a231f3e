import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import type { Locality } from '../../../domain/reference.ts';
import { addAmounts, NO_TALLY, type Tally } from '../../../domain/tally.ts';
import type { TallyViewReply } from '../../../protocol/tally.ts';
import type { TallyRow } from './tally-rows.ts';

type ReplyRow = TallyViewReply['rows'][number];
type PlaceRow = Extract<TallyRow, { kind: 'place' }>;

/** Key of the line of records that name no place: no id may look like it. */
const NO_PLACE = '*';

function withRow(tally: Tally, { state, key: _, ...amount }: ReplyRow): Tally {
  // Other states stand in the cells, never in the figures.
  if (state !== 'confirmed' && state !== 'sent') return tally;
  const part = state === 'confirmed' ? 'confirmed' : 'waiting';
  return { ...tally, [part]: addAmounts(tally[part], amount) };
}

const totalOf = (rows: readonly ReplyRow[]): Tally => rows.reduce(withRow, NO_TALLY);
const isCounting = ({ tally }: { readonly tally: Tally }): boolean => tally.confirmed.records + tally.waiting.records > 0;

/** Types in the order of the registry; one that this version does not know yet stands last, by its key. */
export function rowsByType(reply: readonly ReplyRow[]): { rows: TallyRow[]; total: Tally } {
  const keys = [...new Set([...ACTIVITY_TYPE_KEYS, ...reply.map((row) => row.key)])];
  const rows = keys.map((key) => ({ kind: 'type' as const, key, tally: totalOf(reply.filter((row) => row.key === key)) }));
  return { rows: rows.filter(isCounting), total: totalOf(reply) };
}

/** The place that follows a former one to the end; the place itself where it has no successor or several. */
function lastOf(place: Locality, byId: ReadonlyMap<string, Locality>): Locality {
  let at = place;
  for (const seen = new Set<string>(); !seen.has(at.id); ) {
    seen.add(at.id);
    const [only, ...more] = at.successorIds;
    const next = only === undefined || more.length > 0 ? undefined : byId.get(only);
    if (next) at = next;
  }
  return at;
}

/**
 * Places as recorded, in the order of the list of places. `merged` puts a former place under the one that followed it; what
 * was divided among several stays a line of its own, as nobody knows which part of it a record belongs to.
 */
export function rowsByPlace(
  reply: readonly ReplyRow[],
  localities: readonly Locality[],
  merged: boolean,
): { rows: TallyRow[]; total: Tally } {
  const byId = new Map<string, Locality>(localities.map((one) => [one.id, one]));
  const order = new Map(localities.map((one, at) => [one.id as string, at]));
  const rows = new Map<string, PlaceRow>();
  for (const id of new Set(reply.map((row) => row.key))) {
    const place = byId.get(id);
    const shown = place && merged ? lastOf(place, byId) : place;
    const key = id === '' ? NO_PLACE : (shown?.id ?? id);
    const old = rows.get(key);
    const tally = reply.filter((row) => row.key === id).reduce(withRow, old?.tally ?? NO_TALLY);
    const former = place && place !== shown ? [...(old?.former ?? []), place.name] : (old?.former ?? []);
    const successors = merged && shown ? shown.successorIds.map((one) => byId.get(one)?.name ?? one) : [];
    rows.set(key, { kind: 'place', key, place: shown, localityIds: [...(old?.localityIds ?? []), id], former, successors, tally });
  }
  const placeOf = (row: PlaceRow): number => order.get(row.key) ?? order.size;
  return { rows: [...rows.values()].filter(isCounting).sort((a, b) => placeOf(a) - placeOf(b)), total: totalOf(reply) };
}
