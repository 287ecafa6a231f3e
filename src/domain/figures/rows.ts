import type { RecordState } from '../activity.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../activity-types.ts';
import { isEnded } from '../ended.ts';
import type { ItemCode } from '../ids.ts';
import { childrenOf, lineOf, type Plan, type PlanItem } from '../plan.ts';
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
  type TallySource,
} from '../tally.ts';
import type { FigureTable, ItemRow, LocalityRow, TypeRow, UnitRow } from './row.ts';

const totalOf = (plan: Plan, tallies: ReadonlyMap<ItemCode, Tally>): Tally =>
  childrenOf(plan, null).reduce((sum, root) => addTallies(sum, tallies.get(root.code) ?? NO_TALLY), NO_TALLY);

/** No code holds this sign. */
const OWN = '|';

/**
 * Items as printed, parents with the sums of all below them; parts without anything to count are left out, and so are items
 * of units whose figures the person does not see: a zero there would be a guess. Whatever was logged stands in a row, also
 * under an item that is counted no more: a row with others under it is their sum, together with its own.
 */
export function rowsByItem(
  plan: Plan,
  source: TallySource,
  filter: TallyFilter,
  sees: (item: PlanItem) => boolean = () => true,
): FigureTable {
  const own = ownTallies(plan, source, filter);
  const tallies = rollUp(plan, own);
  const hasOwn = ({ code }: PlanItem): boolean => isSomething(own.get(code) ?? NO_TALLY);
  const shown = (item: PlanItem): boolean => (item.tracking === 'tally' ? sees(item) || tallies.has(item.code) : hasOwn(item));
  const working = new Set(plan.items.filter(shown).flatMap((item) => lineOf(plan, item.code)));
  const lines = plan.items.filter((item) => working.has(item.code));
  const parents = new Set(lines.map((item) => item.parentCode));
  const rows = lines.flatMap((item): ItemRow[] => {
    const isSum = parents.has(item.code);
    const isItem = item.tracking === 'tally' || !isSum;
    const row: ItemRow = {
      kind: isItem ? 'item' : 'heading',
      key: item.code,
      item,
      isEnded: isEnded(item),
      tally: tallies.get(item.code) ?? NO_TALLY,
      isSum,
      measures: isItem ? item.measures : [],
      records: { itemCode: item.code },
    };
    if (!isSum || !hasOwn(item)) return [row];
    const alone: ItemRow = {
      ...row,
      kind: 'own',
      key: `${item.code}${OWN}`,
      tally: own.get(item.code) ?? NO_TALLY,
      isSum: false,
      measures: item.measures,
      records: { itemCode: item.code, alone: true },
    };
    return [row, alone];
  });
  return { rows, total: totalOf(plan, tallies) };
}

/** Each unit's part of the whole plan. */
export function rowsByUnit(plan: Plan, source: TallySource, filter: TallyFilter, units: readonly Unit[]): FigureTable {
  const totalIn = (wanted: TallyFilter): Tally => totalOf(plan, rollUp(plan, ownTallies(plan, source, wanted)));
  const rows = units
    .filter((unit) => filter.unitId === undefined || unit.id === filter.unitId)
    .map(
      (unit): UnitRow => ({
        kind: 'unit',
        key: unit.id,
        unit,
        tally: totalIn({ ...filter, unitId: unit.id }),
        isSum: false,
        measures: [],
        records: { unitId: unit.id },
      }),
    )
    // A unit that was not there in the period has a line only where something was logged for it.
    .filter(({ unit, tally }) => isSomething(tally) || isValidDuring(unit, filter.period ?? plan.period));
  return { rows, total: totalIn(filter) };
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

const tallyOf = (sums: readonly KeyedSum[]): Tally => sums.reduce(withSum, NO_TALLY);
const isCounting = ({ tally }: { readonly tally: Tally }): boolean => tally.confirmed.records + tally.waiting.records > 0;

/** Types in the order of the registry; one that this version does not know yet stands last, by its key. */
export function rowsByType(sums: readonly KeyedSum[]): FigureTable {
  const keys = [...new Set([...ACTIVITY_TYPE_KEYS, ...sums.map((sum) => sum.key)])];
  const rows = keys.map(
    (key): TypeRow => ({
      kind: 'type',
      key,
      tally: tallyOf(sums.filter((sum) => sum.key === key)),
      isSum: false,
      measures: activityType(key)?.measures ?? [],
      records: { type: key },
    }),
  );
  return { rows: rows.filter(isCounting), total: tallyOf(sums) };
}

/** Key of the row of records that name no locality: no id may look like it. */
const NO_LOCALITY = '*';

/** The locality that follows a former one to the end; itself where it has no successor or several. */
function lastOf(locality: Locality, byId: ReadonlyMap<string, Locality>): Locality {
  let at = locality;
  for (const seen = new Set<string>(); !seen.has(at.id); ) {
    seen.add(at.id);
    const [only, ...more] = at.successorIds;
    const next = only === undefined || more.length > 0 ? undefined : byId.get(only);
    if (next) at = next;
  }
  return at;
}

/**
 * Localities as recorded, in the order of their list. `merged` puts a former locality under the one that followed it; what
 * was divided among several stays a row of its own, as nobody knows which part of it a record belongs to.
 */
export function rowsByLocality(sums: readonly KeyedSum[], localities: readonly Locality[], merged: boolean): FigureTable {
  const byId = new Map<string, Locality>(localities.map((one) => [one.id, one]));
  const order = new Map(localities.map((one, at) => [one.id as string, at]));
  const rows = new Map<string, LocalityRow>();
  for (const id of new Set(sums.map((sum) => sum.key))) {
    const recorded = byId.get(id);
    const locality = recorded && merged ? lastOf(recorded, byId) : recorded;
    const key = id === '' ? NO_LOCALITY : (locality?.id ?? id);
    const old = rows.get(key);
    const localityIds = [...(old?.localityIds ?? []), id];
    rows.set(key, {
      kind: 'locality',
      key,
      locality,
      localityIds,
      former: recorded && recorded !== locality ? [...(old?.former ?? []), recorded.name] : (old?.former ?? []),
      successors: merged && locality ? locality.successorIds.map((one) => byId.get(one)?.name ?? one) : [],
      tally: sums.filter((sum) => sum.key === id).reduce(withSum, old?.tally ?? NO_TALLY),
      isSum: false,
      measures: [],
      records: { localityIds },
    });
  }
  const orderOf = (row: LocalityRow): number => order.get(row.key) ?? order.size;
  return { rows: [...rows.values()].filter(isCounting).sort((a, b) => orderOf(a) - orderOf(b)), total: tallyOf(sums) };
}
