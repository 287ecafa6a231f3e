import { type AmountColumn, columnNamed } from '../../../domain/figures/column.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { Scope } from '../../../domain/person.ts';
import { covers } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { addressOf, REPORT_SCREEN, TALLY_SCREEN } from '../../addresses.ts';
import { namedQuery } from '../../named-query.ts';

/** What the screen shows, all of it in the address: a figure that was opened can be sent to a colleague. */
export interface TallyParams {
  readonly plan?: string | undefined;
  /** Key of a period (period-choice.ts); the whole plan without one. */
  readonly period?: string | undefined;
  /** Another calendar than the plan's own. */
  readonly calendar?: string | undefined;
  readonly unit?: string | undefined;
  readonly by?: string | undefined;
  /** '1': former places under those that followed them. */
  readonly merged?: string | undefined;
  /** Line and column of the opened figure. */
  readonly open?: string | undefined;
}

const NAMES = {
  plan: 'ke-hoach',
  period: 'ky',
  calendar: 'lich',
  unit: 'don-vi',
  by: 'theo',
  merged: 'gop',
  open: 'mo',
} as const satisfies Record<keyof TallyParams, string>;

/** Ways to cut the same figures, by their names in the address. */
export const VIEWS = { item: undefined, unit: 'don-vi', locality: 'dia-ban', type: 'loai' } as const;
export type View = keyof typeof VIEWS;
/** What a table of figures may be cut by: one plan in its views, or all of them. */
export type TableView = View | 'plan';
export const viewOf = (params: TallyParams): View => (Object.keys(VIEWS) as View[]).find((view) => VIEWS[view] === params.by) ?? 'item';

/** All plans that run, in the place of one. */
export const ALL_PLANS = 'tat-ca';
/** Of all plans: the month each is in, by its own calendar. */
export const THIS_PERIOD = 'ky-nay';

const OPEN_SEPARATOR = '~';

const QUERY = namedQuery(NAMES);
export const readTallyParams: (search: Readonly<Record<string, string | string[] | undefined>>) => TallyParams = QUERY.read;

/** The address of this screen with other choices. */
export const tallyHref = (params: TallyParams): string => addressOf(TALLY_SCREEN, { query: QUERY.write(params) });

/** The report of what the screen shows; of the last month that has ended where it shows all of the plan, or counts months otherwise. */
export function reportOfTallyHref(plan: Plan, { period, calendar, unit }: TallyParams): string {
  const query = {
    [NAMES.plan]: plan.id,
    [NAMES.period]: calendar === undefined ? period : undefined,
    [NAMES.unit]: unit,
  };
  return addressOf(REPORT_SCREEN, { query });
}

/** Units whose tallies the person sees. */
export const unitChoices = (units: readonly Unit[], scope: Scope): Unit[] => units.filter((unit) => covers(scope.tallies, unit.id));

/** Whether there are records to search beside one's own, which stand in the journal. */
export const seesOthers = ({ records }: Scope): boolean => records !== 'own' && records !== 'none';

/** The view by unit says nothing where there is one. */
export const offersUnits = (units: readonly Unit[]): boolean => units.length > 1;

/**
 * Whether the figures of each officer stand below: for those who see the records of others, whose authors are no news to them. They
 * belong to the view by unit, or, where that is not offered, to the view every plan opens with.
 */
export const showsPeople = ({ records }: Scope, view: View, units: readonly Unit[]): boolean =>
  records !== 'own' && records !== 'none' && (view === 'unit' || (view === 'item' && units.length === 1));

export const openKey = (row: string, column: string): string => `${row}${OPEN_SEPARATOR}${column}`;

export function readOpen(open: string | undefined): { readonly row: string; readonly column: AmountColumn } | undefined {
  const [row, key] = open?.split(OPEN_SEPARATOR) ?? [];
  const column = columnNamed(key);
  return row && column ? { row, column } : undefined;
}

/** The unit of the address, if it is one of those offered. */
export const chosenUnit = (units: readonly Unit[], params: TallyParams): UnitId | undefined =>
  units.find((unit) => unit.id === params.unit)?.id;
