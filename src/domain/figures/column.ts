import { isAbout } from '../about.ts';
import { MEASURE_KEYS, type MeasureKey } from '../measure.ts';
import { type Amount, NO_TALLY, type Tally } from '../tally.ts';

/** What the figures of records are counted in: a measure, or the records themselves. */
export type FigureKey = MeasureKey | 'records';

/** A number as it is to be read: about, where estimates are among what was added up. */
export interface FigureCount {
  readonly value: number;
  readonly isAbout: boolean;
}

/** What stands in one field of a table. */
export interface Figure {
  /** Confirmed; or, in a column that knows no verdicts, all there is. */
  readonly count: FigureCount;
  /** Received and not confirmed yet. */
  readonly waiting?: FigureCount | undefined;
}

/**
 * `sum`: the figure of a heading is the sum of those below it. `derived`: it is worked out anew from what the heading adds
 * up to, as a rate or a share is. `never`: what lies below has nothing in common that could be added up.
 */
export type Summing = 'sum' | 'derived' | 'never';

/** What a period is held beside: the one before it of its kind, and the one of the same name a year earlier. */
export const COMPARED = ['before', 'lastYear'] as const;
export type Compared = (typeof COMPARED)[number];

interface ColumnRule {
  /** What pressing a figure opens. */
  readonly opens: 'records' | 'nothing';
  readonly sums: Summing;
  /** Whether the report of a period counts it too, on paper and in its files. */
  readonly inReport: boolean;
  /** Whole numbers; undefined where nothing of the kind was counted, which is not zero. */
  readonly figureOf: (tally: Tally) => Figure | undefined;
}

/** Columns that are neither a measure nor the records themselves. */
const FURTHER = {
  /** Records other phones say they hold: nobody knows yet what they count. */
  declared: {
    opens: 'nothing',
    sums: 'sum',
    inReport: false,
    figureOf: ({ declared }) => (declared === 0 ? undefined : { count: { value: declared, isAbout: false } }),
  },
} as const satisfies Readonly<Record<string, ColumnRule>>;
type FurtherKey = keyof typeof FURTHER;

/** What columns are called that are no measure. */
export type PlainWord = 'records' | FurtherKey;

/** One column of figures. Tables on screen, reports and files all read it. */
export interface Column extends ColumnRule {
  readonly key: string;
  /** Names the words for it: the domain knows no language. */
  readonly word: FigureKey | FurtherKey;
  /** Of which other period its figures are; absent where they are those of the period asked for. */
  readonly compared?: Compared | undefined;
}

/** A column that counts records or what they hold, and opens to them. */
export interface AmountColumn extends Column {
  readonly key: FigureKey;
  readonly word: FigureKey;
  readonly opens: 'records';
  readonly sums: 'sum';
  /** Undefined for records. */
  readonly measure: MeasureKey | undefined;
  readonly countIn: (amount: Amount) => FigureCount | undefined;
}

const NONE: FigureCount = { value: 0, isAbout: false };

function amountColumn(measure: MeasureKey | undefined): AmountColumn {
  const key = measure ?? 'records';
  const countIn = (amount: Amount): FigureCount | undefined => {
    const value = measure === undefined ? amount.records : amount.measures[measure];
    return value === undefined ? undefined : { value, isAbout: isAbout(amount, measure) };
  };
  const figureOf = ({ confirmed, waiting }: Tally): Figure | undefined => {
    const [done, more] = [countIn(confirmed), countIn(waiting)];
    return done || more ? { count: done ?? NONE, waiting: more ?? NONE } : undefined;
  };
  // How many records there are, the report says in its sentences.
  return { key, word: key, opens: 'records', sums: 'sum', inReport: measure !== undefined, measure, countIn, figureOf };
}

export const RECORDS: AmountColumn = amountColumn(undefined);

export const FURTHER_COLUMNS: readonly Column[] = (Object.keys(FURTHER) as FurtherKey[]).map((key) => ({
  key,
  word: key,
  ...FURTHER[key],
}));

const BY_KEY: ReadonlyMap<string, AmountColumn> = new Map(
  [RECORDS, ...MEASURE_KEYS.map(amountColumn)].map((column) => [column.key, column]),
);

/** The column of a measure; of records without one. */
export const columnOfMeasure = (measure: MeasureKey | undefined): AmountColumn => (measure && BY_KEY.get(measure)) ?? RECORDS;

/** The column an address names; undefined where there is none of that name that opens. */
export const columnNamed = (key: string | undefined): AmountColumn | undefined => (key === undefined ? undefined : BY_KEY.get(key));

/** A count where something was counted, else none of it. */
export const countOrNone = (column: AmountColumn, amount: Amount): FigureCount => column.countIn(amount) ?? NONE;

/** What any column says of an amount of which nothing waits, as in a report; none where nothing was counted. */
export const countOfColumn = (column: Column, amount: Amount): FigureCount =>
  column.figureOf({ ...NO_TALLY, confirmed: amount })?.count ?? NONE;

/** What an amount says in one measure. */
export const countIn = (amount: Amount, measure: MeasureKey): FigureCount => countOrNone(columnOfMeasure(measure), amount);

export const NO_FIGURE: Figure = { count: NONE, waiting: NONE };
