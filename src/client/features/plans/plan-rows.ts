import type { ItemCode, UnitId } from '../../../domain/ids.ts';
import { childrenOf, headingTitle, lineOf, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { matchesSearch } from '../../../domain/word-search.ts';

/** One line of the plan as it is drawn. */
export type PlanRow =
  /** A part without anything to count, closed at first; `texts` are all nodes in it. */
  | { readonly kind: 'fold'; readonly item: PlanItem; readonly title: string; readonly texts: readonly PlanItem[] }
  /** A section (depth 0) or what stands between it and its items: a unit, a form of work. `through`: more headings follow at once. */
  | { readonly kind: 'heading'; readonly item: PlanItem; readonly title: string; readonly depth: number; readonly through: boolean }
  /** `own`: what was logged under an item itself, where it has lines below it or is counted no more. */
  | { readonly kind: 'item' | 'milestone' | 'own' | 'text'; readonly item: PlanItem };

export interface PlanView {
  readonly ownUnits: readonly UnitId[];
  /** Only items the reader's unit leads, and those that name no leading unit. */
  readonly mineOnly: boolean;
  /** Only these: what is behind. */
  readonly only?: ReadonlySet<ItemCode> | undefined;
  readonly query: string;
  /** Nothing moves: without it the own unit's parts stand first among their neighbours. */
  readonly asPrinted?: boolean;
  /** Items with figures of their own: each has a line, also where it is counted no more. */
  readonly counted?: ReadonlySet<ItemCode> | undefined;
}

/** "Phòng Lãnh sự …:" is counted itself and names its unit: it is drawn as a heading and as the item below it, whose words are others. */
const isHeadingToo = (item: PlanItem): boolean =>
  item.marker !== null && item.text.endsWith(':') && headingTitle(item.text) !== headingTitle(item.title);

/** What can be found by typing, by code. */
const searchText = (item: PlanItem): string => foldForSearch(`${item.code} ${item.title} ${item.text} ${item.body ?? ''}`);

const hasWork = (item: PlanItem): boolean => item.tracking !== 'none';

/** The own unit's headings come first among their neighbours; everything else stands as printed. */
function inReadingOrder(items: readonly PlanItem[], ownUnits: readonly UnitId[]): PlanItem[] {
  const isOwn = (item: PlanItem): boolean => item.leadUnitId !== null && ownUnits.includes(item.leadUnitId);
  return [...items.filter(isOwn), ...items.filter((item) => !isOwn(item))];
}

export function planRows(plan: Plan, view: PlanView): PlanRow[] {
  const hasFigures = (item: PlanItem): boolean => view.counted?.has(item.code) === true;
  const hasLine = (item: PlanItem): boolean => hasWork(item) || hasFigures(item);
  const working = new Set<ItemCode>(plan.items.filter(hasLine).flatMap((item) => lineOf(plan, item.code)));
  const searching = view.query.trim() !== '';
  const isWanted = (item: PlanItem): boolean =>
    (!view.only || view.only.has(item.code)) &&
    (!view.mineOnly || (hasLine(item) && (item.leadUnitId === null || view.ownUnits.includes(item.leadUnitId)))) &&
    (!searching || matchesSearch(searchText(item), view.query));
  const below = (code: ItemCode): PlanItem[] => childrenOf(plan, code).flatMap((child) => [child, ...below(child.code)]);

  const rowsUnder = (code: ItemCode | null, depth: number): PlanRow[] => {
    const items = code === null ? childrenOf(plan, null) : inReadingOrder(childrenOf(plan, code), view.asPrinted ? [] : view.ownUnits);
    return items.flatMap((item) => (working.has(item.code) ? rowsOfWork(item, depth) : rowsOfWords(item)));
  };
  const rowsOfWork = (item: PlanItem, depth: number): PlanRow[] => {
    const below = rowsUnder(item.code, depth + 1);
    const own = isWanted(item) ? ownRows(item, below.length > 0) : [];
    const rows = [...own, ...below];
    const isHeading = (!hasLine(item) || isHeadingToo(item) || (!hasWork(item) && below.length > 0)) && rows.length > 0;
    const through = depth > 0 && rows[0]?.kind === 'heading';
    return isHeading ? [{ kind: 'heading', item, title: headingTitle(item.text), depth, through }, ...rows] : rows;
  };
  /** An item as the sum of itself and all below it; its own part apart where that is not the same. */
  const ownRows = (item: PlanItem, hasBelow: boolean): PlanRow[] => [
    ...(hasWork(item) ? [{ kind: item.tracking === 'tally' ? ('item' as const) : ('milestone' as const), item }] : []),
    ...(hasFigures(item) && (hasBelow || item.tracking !== 'tally') ? [{ kind: 'own' as const, item }] : []),
  ];
  const rowsOfWords = (item: PlanItem): PlanRow[] => {
    const texts = below(item.code);
    if (searching) return [item, ...texts].filter(isWanted).map((line) => ({ kind: 'text', item: line }));
    if (view.mineOnly || view.only) return [];
    return texts.length > 0 ? [{ kind: 'fold', item, title: headingTitle(item.text), texts }] : [{ kind: 'text', item }];
  };
  return rowsUnder(null, 0);
}
