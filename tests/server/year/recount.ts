import type { Store } from '../../../src/server/store/store.ts';

// A count of records that shares nothing with the product's: it reads the raw history of what was done to each record, says in words of
// its own what a record counts, and adds it up one by one.

/** A record as all that was done to it comes to. */
export interface Counted {
  readonly id: string;
  readonly state: string;
  readonly item: string;
  readonly unit: string;
  /** Empty where it names none. */
  readonly place: string;
  readonly type: string;
  readonly date: string;
  readonly author: string;
  readonly isGuess: boolean;
  readonly markers: readonly string[];
  readonly counts: Sum;
}

/** What was counted by the name of the measure, and the records themselves under 'records'. */
export type Sum = Readonly<Record<string, number>>;

type Fields = Readonly<Record<string, unknown>>;
const numbersOf = (fields: Fields, ...names: readonly string[]): Sum =>
  Object.fromEntries(names.flatMap((name) => (typeof fields[name] === 'number' ? [[name, fields[name]]] : [])));

/** Each kind of work of these years, as the plan's paper says it is counted. */
const COUNTS: Readonly<Record<string, (fields: Fields) => Sum>> = {
  borderSession: (fields) => numbersOf(fields, 'sessions', 'attendees', 'leaflets'),
  broadcast: (fields) => {
    const [times, minutes] = [Number(fields['airings']), Number(fields['minutesPerAiring'])];
    return { broadcasts: times, broadcastMinutes: times * minutes };
  },
};

/** All records of a store, each told by its history from the first version to the last. */
export async function readCounted({ reader }: Store): Promise<Counted[]> {
  const rows = await reader
    .selectFrom('activity_versions')
    .select(['activity_id', 'version', 'account_id', 'state', 'patch'])
    .orderBy('activity_id')
    .orderBy('version')
    .execute();
  const records = new Map<string, { author: string; state: string; fields: Record<string, unknown> }>();
  for (const { activity_id: id, account_id: author, state, patch } of rows) {
    const record = records.get(id) ?? { author, state, fields: {} };
    for (const [name, value] of Object.entries(JSON.parse(patch) as Fields)) {
      if (value === null) delete record.fields[name];
      else record.fields[name] = value;
    }
    record.state = state;
    records.set(id, record);
  }
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return [...records].map(([id, { author, state, fields }]) => ({
    id,
    author,
    state,
    item: text(fields['itemCode']),
    unit: text(fields['unitId']),
    place: text(fields['localityId']),
    type: text(fields['type']),
    date: text(fields['date']),
    isGuess: fields['estimated'] === true,
    markers: (fields['markers'] as readonly string[] | undefined) ?? [],
    counts: COUNTS[text(fields['type'])]?.(fields) ?? {},
  }));
}

/** What a record is to a report: whatever else of it changes is no matter of one. */
export const factOf = ({ item, unit, place, type, date, isGuess, counts }: Omit<Counted, 'id' | 'state' | 'author' | 'markers'>): string =>
  JSON.stringify([item, unit, place, type, date, isGuess, Object.entries(counts).sort()]);

export function sumOf(records: readonly Pick<Counted, 'counts'>[]): Sum {
  const sum: Record<string, number> = { records: records.length };
  for (const { counts } of records) for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

/** The sums of some records by whatever parts them. */
export function sumsBy(records: readonly Counted[], keyOf: (record: Counted) => string): Map<string, Sum> {
  const parts = new Map<string, Counted[]>();
  for (const record of records) parts.set(keyOf(record), [...(parts.get(keyOf(record)) ?? []), record]);
  return new Map([...parts].map(([key, part]) => [key, sumOf(part)]));
}

/** None of something, and nothing said of it, are the same to who adds up. */
export const withoutNoughts = (sum: Sum): Sum => Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0));

export const isBetween = ({ date }: { readonly date: string }, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  from <= date && date <= to;
