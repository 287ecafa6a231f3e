import type { Period } from '../period.ts';
import { isValidDuring, type Locality } from '../reference.ts';
import type { LocalityRow } from './row.ts';
import { type KeyedSum, lastOf, localityRow, tallyOfSums } from './rows.ts';

/**
 * One place of the map: a commune as it is now, with those it was made of inside, or one that was divided or ended and has no other to
 * stand in.
 */
export interface PlaceTile {
  /** All of the tile: what was recorded under its own name and under those inside. */
  readonly row: LocalityRow & { readonly locality: Locality };
  /** The names it was recorded under in the period, each by itself; empty where there is one. */
  readonly parts: readonly (LocalityRow & { readonly locality: Locality })[];
}

/** Places that lay in one area: what stands near each other there, stands together here. */
export interface PlaceGroup {
  /** Undefined where no list of places says it. */
  readonly area: Locality | undefined;
  readonly tiles: readonly PlaceTile[];
}

export interface PlaceMap {
  readonly groups: readonly PlaceGroup[];
  /** What stands under no commune: records of a whole district or province, of no place, or of one this device does not know. */
  readonly beside: LocalityRow['tally'];
}

/** No id of a place begins like this: the records of a tile are opened by the map, not by the table of the same places. */
const ON_MAP = '@';

/**
 * The communes of a list of places as even tiles, in its order and by the areas they came from. It is drawn from the list alone, with no
 * coordinates: so it is there for any province, and says what lies in what, not where.
 */
export function placeMap(sums: readonly KeyedSum[], localities: readonly Locality[], period: Period): PlaceMap {
  const byId = new Map<string, Locality>(localities.map((locality) => [locality.id, locality]));
  const named = new Set(sums.map(({ key }) => key));
  const communes = localities.filter(({ level }) => level === 'commune');
  const isShown = (locality: Locality): boolean => isValidDuring(locality, period) || named.has(locality.id);
  const rowOf = (key: string, locality: Locality, within: readonly Locality[]) =>
    localityRow({ key, locality, localityIds: within.map(({ id }) => id) }, sums, byId);
  const insideOf = new Map<Locality, Locality[]>();
  for (const commune of communes) {
    const last = lastOf(commune, byId);
    insideOf.set(last, [...(insideOf.get(last) ?? []), commune]);
  }
  const groups = new Map<Locality | undefined, PlaceTile[]>();
  for (const commune of communes) {
    const inside = insideOf.get(commune);
    if (!inside?.some(isShown)) continue;
    const shown = inside.filter(isShown);
    const area = areaOf(commune, localities, byId);
    const parts = shown.length > 1 ? shown.map((place) => rowOf(`${ON_MAP}${place.id}${ON_MAP}`, place, [place])) : [];
    const tile = { row: rowOf(`${ON_MAP}${commune.id}`, commune, inside), parts };
    groups.set(area, [...(groups.get(area) ?? []), tile]);
  }
  const onMap = new Set([...groups.values()].flat().flatMap(({ row }) => row.localityIds));
  return {
    groups: [...groups].map(([area, tiles]) => ({ area, tiles })),
    beside: tallyOfSums(sums.filter(({ key }) => !onMap.has(key))),
  };
}

/** The district a commune lies in, or the former one that names it among its successors; else what lies above it. */
function areaOf(commune: Locality, localities: readonly Locality[], byId: ReadonlyMap<string, Locality>): Locality | undefined {
  const above = commune.parentId === null ? undefined : byId.get(commune.parentId);
  if (above?.level === 'district') return above;
  return localities.find(({ level, successorIds }) => level === 'district' && successorIds.includes(commune.id)) ?? above;
}
