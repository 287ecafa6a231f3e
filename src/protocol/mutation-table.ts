import type { Mutation, MutationTable } from './mutation.ts';

type Row = { readonly [key: string]: unknown };
type Columns = MutationTable['keys'];

/** Stands where a row says nothing: no value of a mutation is an object but the patch, which has columns of its own. */
const NOTHING = {};
const isNothing = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of an id of version 7 the first 12 digits are a time, one is the version, and 19 are chance. */
const CHANCE_DIGITS = 19;
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
const chanceOf = (id: string): string => id.slice(15, 18) + id.slice(19, 23) + id.slice(24);

function idOf(ms: number, chance: string): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-${chance.slice(3, 7)}-${chance.slice(7)}`;
}

/** What is no time becomes no text: its mutation is then refused like any other bad one. */
const instantOf = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : '');

function columnsOf(rows: readonly Row[]): Columns {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return Object.fromEntries([...names].map((name) => [name, rows.map((row) => (Object.hasOwn(row, name) ? row[name] : NOTHING))]));
}

const rowAt = (columns: Columns, nth: number): Row =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, values]) => (isNothing(values[nth]) ? [] : [[name, values[nth]]])));

/** A page as a table; undefined where there is none, or a time is written as a phone never writes it. */
export function packMutations(mutations: readonly Mutation[]): MutationTable | undefined {
  const times = mutations.map(({ at }) => Date.parse(at));
  if (mutations.length === 0 || mutations.some(({ at }, nth) => instantOf(times[nth] as number) !== at)) return undefined;
  const since = (id: string, nth: number): number => timeOf(id) - (times[nth] as number);
  return {
    at: times.map((ms, nth) => ms - (times[nth - 1] ?? 0)),
    idMs: mutations.map(({ id }, nth) => since(id, nth)),
    activityMs: mutations.map(({ activityId }, nth) => since(activityId, nth)),
    ids: mutations.map(({ id }) => chanceOf(id)).join(''),
    activityIds: mutations.map(({ activityId }) => chanceOf(activityId)).join(''),
    keys: columnsOf(mutations.map(({ id: _, activityId: __, at: ___, patch: ____, ...rest }) => rest)),
    patch: columnsOf(mutations.map(({ patch }) => patch)),
  };
}

/** The mutations of a table, each still to be checked on its own; undefined where its columns are not of one length. */
export function unpackMutations({ at, idMs, activityMs, ids, activityIds, keys, patch }: MutationTable): unknown[] | undefined {
  const count = at.length;
  const columns = [idMs, activityMs, ...Object.values(keys), ...Object.values(patch)];
  const isWhole =
    columns.every((column) => column.length === count) && [ids, activityIds].every((text) => text.length === count * CHANCE_DIGITS);
  if (!isWhole) return undefined;
  const chance = (text: string, nth: number): string => text.slice(nth * CHANCE_DIGITS, (nth + 1) * CHANCE_DIGITS);
  let ms = 0;
  return at.map((later, nth) => {
    ms += later;
    return {
      ...rowAt(keys, nth),
      id: idOf(ms + (idMs[nth] as number), chance(ids, nth)),
      activityId: idOf(ms + (activityMs[nth] as number), chance(activityIds, nth)),
      patch: rowAt(patch, nth),
      at: instantOf(ms),
    };
  });
}
