import { type PeriodName, periodsPerYear } from '../period.ts';
import type { Plan } from '../plan.ts';
import type { Tally, TallyFilter, TallyParts } from '../tally.ts';
import { type AmountColumn, COMPARED, type Column, type Compared } from './column.ts';

/** Something of each other period that is shown. */
export type Others<T> = Readonly<Partial<Record<Compared, T>>>;

/** Where the figures of another period come from. An earlier plan is another plan: its items are not those of this one. */
export interface OtherFigures {
  readonly plan: Plan;
  readonly source: TallyParts;
  readonly filter: TallyFilter;
}

/** The period to compare with; undefined where the one before is that of last year. */
export function comparedName(kind: Compared, { kind: of, year, index }: PeriodName): PeriodName | undefined {
  if (kind === 'lastYear') return { kind: of, year: year - 1, index };
  const most = periodsPerYear(of);
  if (most === 1) return undefined;
  return index > 1 ? { kind: of, year, index: index - 1 } : { kind: of, year: year - 1, index: most };
}

/** The same figure in another period. It opens to nothing: the records behind a table are those of its own period. */
export const comparedColumn = (column: AmountColumn, compared: Compared): Column => ({
  key: `${compared}:${column.key}`,
  word: column.word,
  opens: 'nothing',
  sums: column.sums,
  inReport: false,
  compared,
  figureOf: column.figureOf,
});

/** The same question to each other period. */
export function mapOthers<T, U>(others: Others<T>, change: (of: T) => U | undefined): Others<U> {
  const changed: Partial<Record<Compared, U>> = {};
  for (const kind of COMPARED) {
    const of = others[kind];
    const value = of === undefined ? undefined : change(of);
    if (value !== undefined) changed[kind] = value;
  }
  return changed;
}

/** The tally a column reads of a row. */
export const tallyFor = (row: { readonly tally: Tally; readonly others?: Others<Tally> }, { compared }: Column): Tally | undefined =>
  compared === undefined ? row.tally : row.others?.[compared];
