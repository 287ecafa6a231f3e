import type { RecordState } from './activity.ts';
import { isCounted } from './contribution.ts';
import type { ActivityId } from './ids.ts';
import type { RecordAction } from './record-action.ts';

/**
 * Records of one activity that was logged more than once are linked by `duplicateOfId` and form a group. A group counts
 * once as long as somebody stands by one of its records. Every other record of it points at the one that counts.
 */
export interface GroupRecord {
  readonly id: ActivityId;
  readonly state: RecordState;
  readonly duplicateOfId?: ActivityId | undefined;
}

/** What a record of a group becomes. */
export interface GroupOutcome {
  readonly state: RecordState;
  readonly duplicateOfId: ActivityId | undefined;
}

/** Neither withdrawn nor returned: such a record counts, or would if no other of its group did. */
export const isStoodBy = (state: RecordState): boolean => isCounted(state) || state === 'duplicate';

/** Who is linked with whom, in both directions. */
function linksOf(records: readonly GroupRecord[]): Map<ActivityId, ActivityId[]> {
  const links = new Map<ActivityId, ActivityId[]>();
  const add = (from: ActivityId, to: ActivityId): void => void links.set(from, [...(links.get(from) ?? []), to]);
  for (const { id, duplicateOfId } of records) {
    if (duplicateOfId === undefined) continue;
    add(id, duplicateOfId);
    add(duplicateOfId, id);
  }
  return links;
}

function reach(ids: readonly ActivityId[], links: ReadonlyMap<ActivityId, readonly ActivityId[]>): Set<ActivityId> {
  const reached = new Set(ids);
  // A set that grows while it is gone through is gone through to its end.
  for (const id of reached) for (const other of links.get(id) ?? []) reached.add(other);
  return reached;
}

/** All records linked with these, in whichever direction and through however many others. */
export function groupOf<T extends GroupRecord>(ids: readonly ActivityId[], records: readonly T[]): T[] {
  const reached = reach(ids, linksOf(records));
  return records.filter((linkedId) => reached.has(linkedId.id));
}

/** The groups that these records form; who is linked with nobody is alone. */
export function groupsOf<T extends GroupRecord>(records: readonly T[]): T[][] {
  const links = linksOf(records);
  const byId = new Map(records.map((record) => [record.id, record]));
  const seen = new Set<ActivityId>();
  return records.flatMap(({ id }) => {
    if (seen.has(id)) return [];
    const reached = [...reach([id], links)];
    for (const linkedId of reached) seen.add(linkedId);
    return [reached.flatMap((linkedId) => byId.get(linkedId) ?? [])];
  });
}

/** Ids are made when a form is opened and begin with the time: the record begun first comes first, on phone and server alike. */
const byAge = (a: GroupRecord, b: GroupRecord): number => (a.id < b.id ? -1 : 1);

/** The duplicate that counts next where no other record of its group does. */
export const nextToCount = <T extends GroupRecord>(group: readonly T[]): T | undefined =>
  group.filter((record) => record.state === 'duplicate').sort(byAge)[0];

export interface Preference {
  /** A reviewer chose this record as the one that is kept. */
  readonly chosen?: ActivityId | undefined;
  /** This record just came back: the record that counted meanwhile goes on counting. */
  readonly late?: ActivityId | undefined;
}

function keptOf<T extends GroupRecord>(group: readonly T[], { chosen, late }: Preference): T | undefined {
  const rank = ({ id, state }: T): number => {
    if (id === chosen) return 0;
    if (id === late) return 3;
    return state === 'confirmed' ? 1 : 2;
  };
  const counted = group.filter((record) => isCounted(record.state)).sort((a, b) => rank(a) - rank(b) || byAge(a, b));
  return counted[0] ?? nextToCount(group);
}

/**
 * The rule by which a group counts once. A record that counts goes on counting and all others are its duplicates. Where
 * none counts, the duplicate begun first is sent again. Records that were withdrawn or returned stay so, and keep the link,
 * so that they become duplicates when they come back.
 */
export function settleGroup<T extends GroupRecord>(group: readonly T[], preference: Preference = {}): Map<ActivityId, GroupOutcome> {
  const counting = keptOf(group, preference);
  // Nobody stands by any of them. The links are all that still says that they belong together.
  const center = counting ?? group.find((record) => record.duplicateOfId === undefined) ?? group[0];
  return new Map(
    group.map((record): [ActivityId, GroupOutcome] => {
      const state =
        record === counting ? (isCounted(record.state) ? record.state : 'sent') : isCounted(record.state) ? 'duplicate' : record.state;
      return [record.id, { state, duplicateOfId: record === center ? undefined : center?.id }];
    }),
  );
}

/** Something done to a record. */
export interface Act {
  readonly id: ActivityId;
  readonly action: RecordAction;
  /** The state the record would have if it were in no group. */
  readonly state: RecordState;
  /** With `markDuplicate`: the record that is kept. */
  readonly duplicateOfId?: ActivityId | undefined;
  /** A reviewer says that it is no duplicate after all. */
  readonly leaves: boolean;
}

/** All records that belong together once this was done, and what each of them becomes. */
export function outcomesAfter<T extends GroupRecord>(records: readonly T[], act: Act): Map<ActivityId, GroupOutcome> {
  // What is marked as a duplicate brings its own duplicates along.
  const group = groupOf([act.id, ...(act.duplicateOfId === undefined ? [] : [act.duplicateOfId])], records);
  if (act.leaves) {
    const others = settleGroup(group.filter((record) => record.id !== act.id));
    return others.set(act.id, { state: act.state, duplicateOfId: undefined });
  }
  const after = group.map((record) => (record.id === act.id ? { ...record, state: act.state } : record));
  return settleGroup(after, { chosen: act.duplicateOfId, late: act.id });
}
