import { activityType } from '../../../domain/activity-types.ts';
import type { ItemCode, UnitId } from '../../../domain/ids.ts';
import { MEASURE_KEYS, type MeasureKey } from '../../../domain/measure.ts';
import type { Period } from '../../../domain/period.ts';
import { childrenOf, lineOf, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { isValidDuring, type Locality, type Unit } from '../../../domain/reference.ts';
import { addTallies, isSomething, NO_TALLY, ownTallies, rollUp, type Tally, type TallyFilter } from '../../../domain/tally.ts';
import { figureText } from '../../labels/figure-text.ts';
import type { TallySource } from '../../store/lists/tally-source.ts';
import type { FigureKey } from './figure-key.ts';

export interface TallyWish {
  readonly period: Period | undefined;
  readonly unitId: UnitId | undefined;
}

/** A line of the table. `key` names it in the address of an opened figure. */
export type TallyRow =
  /** `own`: below an item with lines under it, what was logged under the item itself. */
  | { readonly kind: 'heading' | 'item' | 'own'; readonly key: string; readonly item: PlanItem; readonly tally: Tally }
  | { readonly kind: 'unit'; readonly key: string; readonly unit: Unit; readonly tally: Tally }
  | {
      readonly kind: 'place';
      readonly key: string;
      /** Undefined for records that name no place, and for a place this device does not know. */
      readonly place: Locality | undefined;
      /** Every place whose records stand in this line. */
      readonly localityIds: readonly string[];
      /** Names of the former places among them. */
      readonly former: readonly string[];
      /** Names of what followed, where that is more than one. */
      readonly successors: readonly string[];
      readonly tally: Tally;
    }
  | { readonly kind: 'type'; readonly key: string; readonly tally: Tally }
  | { readonly kind: 'whole'; readonly key: typeof WHOLE; readonly tally: Tally };

/** Key of the line with the whole plan. */
const WHOLE = 'all';
export const wholeRow = (tally: Tally): TallyRow => ({ kind: 'whole', key: WHOLE, tally });

const filterOf = (wish: TallyWish): TallyFilter => ({
  ...(wish.period && { period: wish.period }),
  ...(wish.unitId !== undefined && { unitId: wish.unitId }),
});
const talliesOf = (plan: Plan, source: TallySource, wish: TallyWish): Map<ItemCode, Tally> =>
  rollUp(plan, ownTallies(plan, source, filterOf(wish)));

const totalOf = (plan: Plan, tallies: ReadonlyMap<ItemCode, Tally>): Tally =>
  childrenOf(plan, null).reduce((sum, root) => addTallies(sum, tallies.get(root.code) ?? NO_TALLY), NO_TALLY);

/** No code holds this sign. */
const OWN = '|';

/**
 * Items as printed, parents with the sums of all below them; parts without anything to count are left out, and so are items
 * of units whose figures the person does not see: a zero there would be a guess. Whatever was logged stands in a line, also
 * under an item that is counted no more: a line with others under it is their sum, together with its own.
 */
export function rowsByItem(
  plan: Plan,
  source: TallySource,
  wish: TallyWish,
  sees: (item: PlanItem) => boolean = () => true,
): { rows: TallyRow[]; total: Tally } {
  const own = ownTallies(plan, source, filterOf(wish));
  const tallies = rollUp(plan, own);
  const hasOwn = ({ code }: PlanItem): boolean => isSomething(own.get(code) ?? NO_TALLY);
  const shown = (item: PlanItem): boolean => (item.tracking === 'tally' ? sees(item) || tallies.has(item.code) : hasOwn(item));
  const working = new Set(plan.items.filter(shown).flatMap((item) => lineOf(plan, item.code)));
  const lines = plan.items.filter((item) => working.has(item.code));
  const parents = new Set(lines.map((item) => item.parentCode));
  const rows = lines.flatMap((item): TallyRow[] => {
    const isItem = item.tracking === 'tally' || !parents.has(item.code);
    const line = {
      kind: isItem ? ('item' as const) : ('heading' as const),
      key: item.code,
      item,
      tally: tallies.get(item.code) ?? NO_TALLY,
    };
    if (!parents.has(item.code) || !hasOwn(item)) return [line];
    return [line, { kind: 'own', key: `${item.code}${OWN}`, item, tally: own.get(item.code) ?? NO_TALLY }];
  });
  return { rows, total: totalOf(plan, tallies) };
}

export function rowsByUnit(plan: Plan, source: TallySource, wish: TallyWish, units: readonly Unit[]): { rows: TallyRow[]; total: Tally } {
  const rows = units
    .filter((unit) => wish.unitId === undefined || unit.id === wish.unitId)
    .map((unit) => ({
      kind: 'unit' as const,
      key: unit.id,
      unit,
      tally: totalOf(plan, talliesOf(plan, source, { ...wish, unitId: unit.id })),
    }))
    // A unit that was not there in the period has a line only where something was logged for it.
    .filter(({ unit, tally }) => isSomething(tally) || isValidDuring(unit, wish.period ?? plan.period));
  return { rows, total: totalOf(plan, talliesOf(plan, source, wish)) };
}

/** The order columns are read in: occasions, people, what was handed out, fishermen, loudspeakers, press, the rest. */
const READING_ORDER: readonly MeasureKey[] = [
  'sessions',
  'meetings',
  'integratedMeetings',
  'events',
  'trainings',
  'contests',
  'inspections',
  'campaigns',
  'attendees',
  'trainees',
  'contestants',
  'leaflets',
  'vessels',
  'vesselOwners',
  'pledges',
  'broadcasts',
  'broadcastMinutes',
  'articles',
  'posts',
];

/** Measures with something counted; a measure nobody counted yet needs no column. */
export function columnsOf(total: Tally): MeasureKey[] {
  const occurs = (key: MeasureKey): boolean => total.confirmed.measures[key] !== undefined || total.waiting.measures[key] !== undefined;
  const rest = MEASURE_KEYS.filter((key) => !READING_ORDER.includes(key));
  return [...READING_ORDER, ...rest].filter(occurs);
}

/** The measures the head of a phone's screen shows, as far as they occur. */
const TOTALS_FIRST: readonly MeasureKey[] = ['sessions', 'attendees', 'vessels', 'leaflets', 'broadcasts', 'articles'];
const MOST_TOTALS = 6;
export function totalsOf(total: Tally): MeasureKey[] {
  const columns = columnsOf(total);
  const first = TOTALS_FIRST.filter((key) => columns.includes(key));
  return [...first, ...columns.filter((key) => !first.includes(key))].slice(0, MOST_TOTALS);
}

/** What a line counts, whether or not anything was counted yet. */
function measuresOf(row: TallyRow): readonly MeasureKey[] {
  if (row.kind === 'item' || row.kind === 'own') return row.item.measures;
  return row.kind === 'type' ? (activityType(row.key)?.measures ?? []) : [];
}

/** The same in words: "khoảng" where estimates are among what was added up. */
export function figureTexts({ tally }: TallyRow, key: FigureKey): { confirmed: string; waiting: string } {
  const measure = key === 'records' ? undefined : key;
  return { confirmed: figureText(tally.confirmed, measure), waiting: figureText(tally.waiting, measure) };
}

/** The figure of a line in a column; undefined where the line has no such measure. */
export function figureIn(row: TallyRow, key: FigureKey): { confirmed: number; waiting: number } | undefined {
  const { confirmed, waiting } = row.tally;
  if (key === 'records') return { confirmed: confirmed.records, waiting: waiting.records };
  const has = confirmed.measures[key] !== undefined || waiting.measures[key] !== undefined;
  if (!has && !measuresOf(row).includes(key)) return undefined;
  return { confirmed: confirmed.measures[key] ?? 0, waiting: waiting.measures[key] ?? 0 };
}
