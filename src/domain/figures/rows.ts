import type { RecordState } from '../activity.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../activity-types.ts';
import { isEnded } from '../ended.ts';
import type { ItemCode, UnitId } from '../ids.ts';
import { childrenOf, type Plan, type PlanItem } from '../plan.ts';
import { isValidDuring, type Locality, type Unit } from '../reference.ts';
import {
  type Amount,
  addAmounts,
  addTallies,
  isSomething,
  NO_TALLY,
  ownTallies,
  rollUp,
  type Tally,
  type TallyFilter,
  type TallyParts,
} from '../tally.ts';
import { mapOthers, type OtherFigures, type Others } from './compare.ts';
import { itemPlaces } from './item-places.ts';
import type { FigureRow, FigureTable, ItemRow, LocalityRow, TypeRow, UnitRow, WholePlanRow } from './row.ts';

const totalOf = (plan: Plan, tallies: ReadonlyMap<ItemCode, Tally>): Tally =>
  childrenOf(plan, null).reduce((sum, root) => addTallies(sum, tallies.get(root.code) ?? NO_TALLY), NO_TALLY);

/** No code holds this sign. */
const OWN = '|';

/** The figures of other periods beside those asked for. */
interface Beside {
  readonly own: ReadonlyMap<ItemCode, Tally>;
  readonly tallies: ReadonlyMap<ItemCode, Tally>;
  /** Whether its items are those of the table; of another plan the total alone can be compared. */
  readonly isSamePlan: boolean;
  readonly total: Tally;
}

function besideOf(plan: Plan, { plan: of, source, filter }: OtherFigures): Beside {
  const own = ownTallies(of, source, filter);
  const tallies = rollUp(of, own);
  return { own, tallies, isSamePlan: of.id === plan.id, total: totalOf(of, tallies) };
}

/**
 * Items as printed, parents with the sums of all below them; parts without anything to count are left out, and so are items
 * of units whose figures the person does not see: a zero there would be a guess. Whatever was logged, in the period or in one
 * it is compared with, stands in a row, also under an item that is counted no more: a row with others under it is their sum,
 * together with its own.
 */
export function rowsByItem(
  plan: Plan,
  source: TallyParts,
  filter: TallyFilter,
  sees: (item: PlanItem) => boolean = () => true,
  compared: Others<OtherFigures> = {},
): FigureTable {
  const own = ownTallies(plan, source, filter);
  const tallies = rollUp(plan, own);
  const others = mapOthers(compared, (other) => besideOf(plan, other));
  const sameItems = mapOthers(others, (row) => (row.isSamePlan ? row : undefined));
  const everywhere = [{ own, tallies }, ...Object.values(sameItems)];
  const hasOwn = ({ code }: PlanItem): boolean => everywhere.some((row) => isSomething(row.own.get(code) ?? NO_TALLY));
  const isCounted = ({ code }: PlanItem): boolean => everywhere.some((row) => row.tallies.has(code));
  const shown = (item: PlanItem): boolean => (item.tracking === 'tally' ? sees(item) || isCounted(item) : hasOwn(item));
  const rows = itemPlaces(plan, shown, hasOwn).map(({ kind, item, isSum }): ItemRow => {
    const { code } = item;
    const of = (from: Pick<Beside, 'own' | 'tallies'>): Tally => (kind === 'own' ? from.own : from.tallies).get(code) ?? NO_TALLY;
    return {
      kind,
      key: kind === 'own' ? `${code}${OWN}` : code,
      item,
      isEnded: isEnded(item),
      tally: of({ own, tallies }),
      others: mapOthers(sameItems, of),
      isSum,
      measures: kind === 'heading' ? [] : item.measures,
      records: { itemCode: code, ...(kind === 'own' && { alone: true }) },
    };
  });
  return { rows, total: totalOf(plan, tallies), others: mapOthers(others, ({ total }) => total) };
}

/** Several plans beside each other. Each record is under one of them, so that their sum counts none twice. */
export function rowsByPlan(plans: readonly OtherFigures[]): FigureTable {
  const rows = plans.map(({ plan, source, filter }): WholePlanRow => {
    const tally = totalOf(plan, rollUp(plan, ownTallies(plan, source, filter)));
    return { kind: 'plan', key: plan.id, plan, tally, isSum: false, measures: [], records: {} };
  });
  return { rows, total: rows.reduce((sum, { tally }) => addTallies(sum, tally), NO_TALLY) };
}

/** Each unit's part of the whole plan. */
export function rowsByUnit(
  plan: Plan,
  source: TallyParts,
  filter: TallyFilter,
  units: readonly Unit[],
  compared: Others<OtherFigures> = {},
): FigureTable {
  const totalIn = (of: OtherFigures): Tally => totalOf(of.plan, rollUp(of.plan, ownTallies(of.plan, of.source, of.filter)));
  const ofUnit = (of: OtherFigures, unitId: UnitId): Tally => totalIn({ ...of, filter: { ...of.filter, unitId } });
  const asked = { plan, source, filter };
  const rows = units
    .filter((unit) => filter.unitId === undefined || unit.id === filter.unitId)
    .map(
      (unit): UnitRow => ({
        kind: 'unit',
        key: unit.id,
        unit,
        tally: ofUnit(asked, unit.id),
        others: mapOthers(compared, (of) => ofUnit(of, unit.id)),
        isSum: false,
        measures: [],
        records: { unitId: unit.id },
      }),
    )
    // A unit that was not there in the period has a line only where something was logged for it.
    .filter(
      ({ unit, tally, others = {} }) =>
        [tally, ...Object.values(others)].some(isSomething) || isValidDuring(unit, filter.period ?? plan.period),
    );
  return { rows, total: totalIn(asked), others: mapOthers(compared, totalIn) };
}

/**
 * What stands in the rows of a table by item or by unit under a narrower filter. The rows stay those of the table: in a month by
 * itself an item may have nothing below it, and would then be no sum with an own row.
 */
export function tallyOfRow(plan: Plan, source: TallyParts, filter: TallyFilter): (row: FigureRow) => Tally {
  const own = ownTallies(plan, source, filter);
  const tallies = rollUp(plan, own);
  return (row) => {
    switch (row.kind) {
      case 'heading':
      case 'item':
        return tallies.get(row.item.code) ?? NO_TALLY;
      case 'own':
        return own.get(row.item.code) ?? NO_TALLY;
      case 'whole':
        return totalOf(plan, tallies);
      case 'unit': {
        if (filter.unitId !== undefined && filter.unitId !== row.unit.id) return NO_TALLY;
        return totalOf(plan, rollUp(plan, ownTallies(plan, source, { ...filter, unitId: row.unit.id })));
      }
      default:
        // Their sums are the office's, which is not asked month by month.
        return NO_TALLY;
    }
  };
}

/** A sum of records by type or by locality, as the office makes it. */
export interface KeyedSum extends Amount {
  /** A type, or the id of a locality; empty where the records name none. */
  readonly key: string;
  readonly state: RecordState;
}

function withSum(tally: Tally, { state, key: _, ...amount }: KeyedSum): Tally {
  // Other states stand in the cells, never in the figures.
  if (state !== 'confirmed' && state !== 'sent') return tally;
  const part = state === 'confirmed' ? 'confirmed' : 'waiting';
  return { ...tally, [part]: addAmounts(tally[part], amount) };
}

/** Confirmed and waiting; other states stand in no figure. */
export const tallyOfSums = (sums: readonly KeyedSum[]): Tally => sums.reduce(withSum, NO_TALLY);
const hasRecords = ({ confirmed, waiting }: Tally): boolean => confirmed.records + waiting.records > 0;
const isCounting = ({ tally, others = {} }: { readonly tally: Tally; readonly others?: Others<Tally> }): boolean =>
  [tally, ...Object.values(others)].some(hasRecords);

/** Types in the order of the registry; one that this version does not know yet stands last, by its key. */
export function rowsByType(sums: readonly KeyedSum[], compared: Others<readonly KeyedSum[]> = {}): FigureTable {
  const everywhere = [sums, ...Object.values(compared)].flat();
  const keys = [...new Set([...ACTIVITY_TYPE_KEYS, ...everywhere.map((sum) => sum.key)])];
  const rows = keys.map((key): TypeRow => {
    const ofKey = (some: readonly KeyedSum[]): Tally => tallyOfSums(some.filter((sum) => sum.key === key));
    return {
      kind: 'type',
      key,
      tally: ofKey(sums),
      others: mapOthers(compared, ofKey),
      isSum: false,
      measures: activityType(key)?.measures ?? [],
      records: { type: key },
    };
  });
  return { rows: rows.filter(isCounting), total: tallyOfSums(sums), others: mapOthers(compared, tallyOfSums) };
}

/** Key of the row of records that name no locality: no id may look like it. */
const NO_LOCALITY = '*';

/** The locality that follows a former one to the end; itself where it has no successor or several. */
export function lastOf(locality: Locality, byId: ReadonlyMap<string, Locality>): Locality {
  let at = locality;
  for (const seen = new Set<string>(); !seen.has(at.id); ) {
    seen.add(at.id);
    const [only, ...more] = at.successorIds;
    const next = only === undefined || more.length > 0 ? undefined : byId.get(only);
    if (next) at = next;
  }
  return at;
}

/** Places that stand in one row, by what is recorded under their ids. */
interface PlacesOfRow<Named> {
  readonly key: string;
  /** The place that gives the row its name. */
  readonly locality: Named;
  readonly localityIds: readonly string[];
}

/** The row of some places: its figures, and the names of those that came before and after. */
export function localityRow<Named extends Locality | undefined>(
  { key, locality, localityIds }: PlacesOfRow<Named>,
  sums: readonly KeyedSum[],
  byId: ReadonlyMap<string, Locality>,
  compared: Others<readonly KeyedSum[]> = {},
): LocalityRow & { readonly locality: Named } {
  const within = (some: readonly KeyedSum[]): Tally => tallyOfSums(some.filter((sum) => localityIds.includes(sum.key)));
  return {
    kind: 'locality',
    key,
    locality,
    localityIds,
    former: localityIds.flatMap((id) => (id === locality?.id ? [] : (byId.get(id)?.name ?? []))),
    successors: locality?.successorIds.map((id) => byId.get(id)?.name ?? id) ?? [],
    tally: within(sums),
    others: mapOthers(compared, within),
    isSum: false,
    measures: [],
    records: { localityIds },
  };
}

/**
 * Localities as recorded, in the order of their list. `merged` puts a former locality under the one that followed it; what
 * was divided among several stays a row of its own, as nobody knows which part of it a record belongs to.
 */
export function rowsByLocality(
  sums: readonly KeyedSum[],
  localities: readonly Locality[],
  merged: boolean,
  compared: Others<readonly KeyedSum[]> = {},
): FigureTable<LocalityRow> {
  const byId = new Map<string, Locality>(localities.map((locality) => [locality.id, locality]));
  const order = new Map(localities.map((locality, at) => [locality.id as string, at]));
  const places = new Map<string, PlacesOfRow<Locality | undefined>>();
  for (const id of new Set([sums, ...Object.values(compared)].flat().map((sum) => sum.key))) {
    const recorded = byId.get(id);
    const locality = recorded && merged ? lastOf(recorded, byId) : recorded;
    const key = id === '' ? NO_LOCALITY : (locality?.id ?? id);
    places.set(key, { key, locality, localityIds: [...(places.get(key)?.localityIds ?? []), id] });
  }
  const rows = [...places.values()].map((place): LocalityRow => {
    const row = localityRow(place, sums, byId, compared);
    // As recorded, each place stands for itself alone: nothing is said of what followed it.
    return merged ? row : { ...row, successors: [] };
  });
  const orderOf = (row: LocalityRow): number => order.get(row.key) ?? order.size;
  return {
    rows: rows.filter(isCounting).sort((a, b) => orderOf(a) - orderOf(b)),
    total: tallyOfSums(sums),
    others: mapOthers(compared, tallyOfSums),
  };
}
