import { isEnded } from './ended.ts';
import type { ItemCode } from './ids.ts';
import { isPart, type Pace } from './pace.ts';
import type { Scope } from './person.ts';
import type { PlanItem } from './plan.ts';
import { TARGET_PERIODS, type Target, type TargetPlace } from './target.ts';

/** The targets of one item, the one that speaks for it first. */
export interface ItemPace {
  /** Drawn as the item's bar; undefined where the reader sees none of its figures. */
  readonly leading: Pace | undefined;
  readonly others: readonly Pace[];
  /** Set for the whole office, whose figures the reader does not see. */
  readonly bare: readonly Target[];
}
export const NO_PACE: ItemPace = { leading: undefined, others: [], bare: [] };

/** Whose target comes first: the one all of whose figures the person has, so the own unit's where the office's are not all here. */
function ownerRank(item: PlanItem, scope: Scope, place: TargetPlace): number {
  if (place.unitId === null) return isPart(scope, place) ? 2 : 0;
  return scope.units.includes(place.unitId) ? 1 : place.unitId === item.leadUnitId ? 3 : 4;
}

/** The item's first measure; the whole office before a unit, the own and the leading unit before others; a year before its parts. */
const rankOf = (item: PlanItem, scope: Scope, place: TargetPlace): number[] => [
  item.measures.includes(place.measure) ? item.measures.indexOf(place.measure) : item.measures.length,
  ownerRank(item, scope, place),
  TARGET_PERIODS.indexOf(place.period),
];
const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((rank, index) => rank !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

/** Sorts paces and targets without one to the items of a plan. What has ended is held against nothing any more. */
export function pacesByItem(
  items: readonly PlanItem[],
  paces: readonly Pace[],
  targets: readonly Target[],
  scope: Scope,
): Map<ItemCode, ItemPace> {
  const byItem = new Map<ItemCode, ItemPace>();
  for (const item of items) {
    if (isEnded(item)) continue;
    const own = paces
      .filter(({ place }) => place.itemCode === item.code)
      .toSorted((a, b) => compare(rankOf(item, scope, a.place), rankOf(item, scope, b.place)));
    const bare = targets.filter((target) => target.itemCode === item.code && target.unitId === null && target.value !== null);
    const [leading, ...others] = own;
    const isBare = !own.some(({ place }) => place.unitId === null);
    if (leading || bare.length > 0) byItem.set(item.code, { leading, others, bare: isBare ? bare : [] });
  }
  return byItem;
}
