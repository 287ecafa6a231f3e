import type { MutationId } from '../../domain/ids.ts';
import type { Held } from '../../protocol/sync-request.ts';

/** One store of a phone, as its last report described it. */
export interface StoreState {
  /** The number of the store: another number is another store. */
  readonly since: number;
  /** When it said so, by a count of its own that only grows. */
  readonly at: number;
  /** Records it held. */
  readonly held: number;
  /** The last change of each of them; absent where the phone's release does not name them. */
  readonly names?: readonly MutationId[] | undefined;
  /** Records dropped there instead of being sent, in all. */
  readonly dropped: number;
  /** Of a store that was left: what another store named as held since, and answers for. */
  readonly passed?: readonly MutationId[];
  /** Of a store that was left: `at` of the first report of the same store that did not follow it. Who was heard from then on is another. */
  readonly leftAt?: number;
}

/** A loss as it was noticed; what is still missing of it is `countMissing`'s to say. */
export interface LossNote {
  /** When it was noticed, and when the phone itself had said that it held the records (milliseconds since 1970). */
  readonly at: number;
  readonly heldAt?: number | undefined;
  /** What it had said, what it says now, and how many new records came along. */
  readonly held: number;
  readonly now: number;
  readonly received: number;
  /** Records missing by count alone: phones of former releases name none. */
  readonly counted: number;
  /** Changes the phone's own ledger missed. */
  readonly told: readonly MutationId[];
}

/** All that the server remembers of the reports of a device. It is stored as JSON with the device. */
export interface DeviceReportState {
  /** The store that spoke last. */
  readonly current?: StoreState | undefined;
  /** Stores that were left behind while they held records: what they named and never came is missing. */
  readonly left: readonly StoreState[];
  /** The latest `at` heard of each store, the latest store first. */
  readonly heard: readonly (readonly [since: number, at: number])[];
  readonly loss?: LossNote | undefined;
}

export const NOTHING_SAID: DeviceReportState = { left: [], heard: [] };

export interface DeviceReportInput {
  readonly held: Held;
  /** Records that came along under keys the server had not seen before. */
  readonly received: number;
  /** Of the changes the phone's ledger misses, those that never came. */
  readonly missed: readonly MutationId[];
  /** When the device said before what it held (milliseconds since 1970). */
  readonly lastAt: number | undefined;
  /** What other devices of the account said of their stores. */
  readonly elsewhere: DeviceReportState['heard'];
}

/** As many stores of one device are remembered: each is a time the browser emptied its storage, or a copy of it. */
const MOST_STORES = 8;

export const heldOf = ({ count, attention }: Held): number => count + attention;

/**
 * A request that a later one of the same store has overtaken says what was, not what is: it came late, twice, or with the
 * cookies of another device. `heard` is what all devices of the account said.
 */
export const isOvertaken = (heard: DeviceReportState['heard'], { store }: Held): boolean =>
  store !== undefined && heard.some(([since, at]) => since === store.since && store.at <= at);

/** The latest `at` heard of the store this comes from; the phone's own count goes on from there. */
export const lastHeardOf = (heard: DeviceReportState['heard'], { store }: Held): number =>
  Math.max(0, ...heard.flatMap(([since, at]) => (since === store?.since ? [at] : [])));

/**
 * The store remembers having said this: it names it, or was answered later, since what brings no news is answered and not
 * written down. Where records were held, and this store never said that it holds any, a copy of it did. Phones of former releases do
 * not say what they remember: theirs is taken to be all.
 */
export function remembers(
  { since, knows, held: hasHeld }: NonNullable<Held['store']>,
  { since: of, at, held, leftAt = Number.POSITIVE_INFINITY }: Pick<StoreState, 'since' | 'at' | 'held' | 'leftAt'>,
): boolean {
  if (of !== since) return false;
  const [answered = 0] = knows ?? [];
  const maySay = hasHeld === true || held === 0;
  return knows === undefined || knows.includes(at) || (maySay && at < answered && answered < leftAt);
}

/**
 * The state this report follows: the same store, as the store remembers it. A store that fell back to an earlier state, or a
 * copy of one, follows none, or not the latest.
 */
function followed(known: readonly StoreState[], store: NonNullable<Held['store']>): StoreState | undefined {
  const possible = known.filter((candidate) => remembers(store, candidate));
  return possible.reduce<StoreState | undefined>(
    (latest, candidate) => (latest && latest.at >= candidate.at ? latest : candidate),
    undefined,
  );
}

/** How many records are gone by count alone. New records in between are not known and can only hide a loss. */
function goneByCount(before: StoreState | undefined, { held, received }: DeviceReportInput): number {
  if (!before || held.store?.knows !== undefined) return 0;
  const dropped = Math.max(0, (held.store?.dropped ?? 0) - before.dropped);
  return Math.max(0, before.held - heldOf(held) - received - dropped);
}

/** Records a store held and did not name. */
const unnamed = ({ held, names }: StoreState): number => Math.max(0, held - (names?.length ?? 0));

/** The names that only the store that was left can answer for. */
function namesLeft({ names = [], passed }: StoreState): readonly MutationId[] {
  const answered = new Set(passed);
  return names.filter((name) => !answered.has(name));
}

const distinct = (names: readonly MutationId[]): MutationId[] => [...new Set(names)];

/** Every change whose arrival decides about what is missing. */
export const mutationsNamed = ({ left, loss }: DeviceReportState): MutationId[] =>
  distinct([...left.flatMap((former) => former.names ?? []), ...(loss?.told ?? [])]);

/**
 * Records that were held, are held no longer and never came. `came` are those of `mutationsNamed` that the server has. What the
 * ledger names and what was counted are the same records, as far as both go.
 */
export function countMissing({ current, left, loss }: DeviceReportState, came: ReadonlySet<string>): number {
  const held: ReadonlySet<string> = new Set(current?.names);
  const isMissing = (name: string): boolean => !came.has(name) && !held.has(name);
  const told = loss?.told ?? [];
  const named = distinct([...left.flatMap(namesLeft), ...told]).filter(isMissing);
  const leftUnnamed = left.reduce((sum, former) => sum + unnamed(former), 0);
  // A phone that holds more than it may name still holds them.
  const stillUnnamed = current?.names ? unnamed(current) : 0;
  const counted = (loss?.counted ?? 0) + Math.max(0, leftUnnamed - stillUnnamed);
  return named.length + Math.max(0, counted - told.length);
}

/** What phones of former releases left behind without names is known by its number alone. */
const isEmpty = (store: StoreState, came: ReadonlySet<string>): boolean =>
  unnamed(store) === 0 && (store.names ?? []).every((name) => came.has(name));

/** The state without what has come meanwhile; a loss that has ended is forgotten. */
export function tidyReport(state: DeviceReportState, came: ReadonlySet<string>): DeviceReportState {
  const left = state.left.filter((former) => !isEmpty(former, came));
  return { ...state, left, loss: countMissing(state, came) > 0 ? state.loss : undefined };
}

function leaveBehind(known: readonly StoreState[], from: StoreState | undefined, current: StoreState): StoreState[] {
  const held = new Set(current.names);
  return known
    .filter((former) => former !== from && former.held > 0)
    .map((former) => {
      const passedBefore = new Set(former.passed);
      const passed = (former.names ?? []).filter((name) => passedBefore.has(name) || held.has(name));
      const leftAt = former.leftAt ?? (former.since === current.since ? current.at : undefined);
      return { ...former, ...(passed.length > 0 && { passed }), ...(leftAt !== undefined && { leftAt }) };
    });
}

/**
 * A store that names nothing of what it holds had named it before. Where nothing is remembered of that, all of it has come: what
 * is missing is not forgotten.
 */
const isAllThere = ({ heard }: DeviceReportState, from: StoreState | undefined, { store, names }: Held): boolean =>
  names === undefined && from === undefined && store?.knows !== undefined && heard.some(([since]) => since === store.since);

/** The state after a report of a device. The report must not be overtaken by a later one. */
export function takeReport(before: DeviceReportState, report: DeviceReportInput, now: number): DeviceReportState {
  const { held, received, missed, lastAt, elsewhere } = report;
  // A request of it came once with the cookies of this device. It was never a store of this one, and left nothing behind here.
  const isOfOther = ({ since, at }: StoreState): boolean => elsewhere.some(([store, later]) => store === since && later > at);
  const { store } = held;
  const told = distinct([...(before.loss?.told ?? []), ...missed]);
  const known = [...(before.current ? [before.current] : []), ...before.left];
  const from = store && followed(known, store);
  const counted = (before.loss?.counted ?? 0) + (store ? goneByCount(from, report) : 0);
  const holds = isAllThere(before, from, held) ? 0 : heldOf(held);
  const current: StoreState | undefined = store && {
    since: store.since,
    at: store.at,
    held: holds,
    names: holds === 0 ? [] : (held.names ?? from?.names),
    dropped: store.dropped ?? 0,
  };
  // A report without a store does not say either that a store has ended.
  const left = current
    ? leaveBehind(known, from, current)
        .filter((state) => !isOfOther(state))
        .slice(0, MOST_STORES)
    : before.left;
  const heard: DeviceReportState['heard'] = store
    ? [[store.since, store.at] as const, ...before.heard.filter(([since]) => since !== store.since)].slice(0, MOST_STORES)
    : before.heard;
  const isNew =
    left.some((former) => former.since === before.current?.since && former.at === before.current.at) ||
    counted > (before.loss?.counted ?? 0) ||
    missed.length > 0;
  const heldBefore = Math.max(before.current?.held ?? 0, told.length);
  const loss = isNew ? { at: now, heldAt: lastAt, held: heldBefore, now: heldOf(held), received, counted, told } : before.loss;
  return { current, left, heard, loss };
}
