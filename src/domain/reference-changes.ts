import { addDays, type Day } from './day.ts';
import type { LocalityId, PartnerId, UnitId } from './ids.ts';
import { foldTone } from './plan-reading/clean-text.ts';
import type { Locality, Partner, Reference, Unit } from './reference.ts';
import { err, ok, type Result } from './result.ts';
import { foldForSearch, tidyLine } from './text.ts';

/**
 * How units, places and partners change. Nothing is renamed and nothing is taken out: what is called otherwise from a day
 * on is another entry that follows, so that a record keeps the name it was made under.
 */
export const ENTRY_KINDS = ['unit', 'locality', 'partner'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type Entry = Unit | Locality | Partner;

const LISTS = { unit: 'units', locality: 'localities', partner: 'partners' } as const satisfies Record<EntryKind, keyof Reference>;
export const entriesOf = (reference: Reference, kind: EntryKind): readonly Entry[] => reference[LISTS[kind]];

/** Only the entries that are other than before. */
const changed = (kind: EntryKind, entries: readonly Entry[]): Reference => ({
  units: [],
  localities: [],
  partners: [],
  [LISTS[kind]]: entries,
});

const put = <T extends Entry>(before: readonly T[], rows: readonly T[]): T[] => {
  const known = new Map(before.map((entry) => [entry.id as string, entry]));
  for (const row of rows) known.set(row.id, row);
  return [...known.values()];
};
/** All there is once the changed entries are in their places. */
export const withChanges = (before: Reference, { units, localities, partners }: Reference): Reference => ({
  units: put(before.units, units),
  localities: put(before.localities, localities),
  partners: put(before.partners, partners),
});

export const REFERENCE_ISSUES = [
  /** No entry of this kind has the id. */
  'unknown',
  'nameBlank',
  /** Another entry is called so on some day on which this one is valid. */
  'nameTaken',
  'endsBeforeStart',
  /** What follows another must say from when. */
  'fromMissing',
  'parentUnknown',
  /** A place lies in one of a higher level. */
  'parentTooLow',
  /** It ends on a later day already, with another entry behind it. */
  'followedAlready',
  /** What should follow has itself ended by then. */
  'successorEnded',
  /** It would follow itself, round about. */
  'successorCycle',
] as const;
export type ReferenceIssueCode = (typeof REFERENCE_ISSUES)[number];

export interface ReferenceIssue {
  readonly field: 'id' | 'name' | 'shortName' | 'aliases' | 'parentId' | 'from' | 'to' | 'followsIds' | 'successorIds';
  readonly code: ReferenceIssueCode;
  /** The name the issue is about, which entry stands in the way, and the day that counts. */
  readonly name?: string;
  readonly entry?: string;
  readonly day?: Day;
}
const refuse = (issue: ReferenceIssue) => err(issue);

export type NewEntry =
  | {
      readonly kind: 'unit';
      readonly name: string;
      readonly shortName: string;
      readonly aliases: readonly string[];
      readonly from?: Day | undefined;
      readonly followsIds: readonly UnitId[];
    }
  | {
      readonly kind: 'locality';
      readonly name: string;
      readonly level: Locality['level'];
      readonly parentId: LocalityId | null;
      readonly from?: Day | undefined;
      readonly followsIds: readonly LocalityId[];
    }
  | { readonly kind: 'partner'; readonly name: string; readonly from?: Day | undefined; readonly followsIds: readonly PartnerId[] };

const meet = (a: Entry, b: Entry): boolean => (!a.from || !b.to || a.from <= b.to) && (!b.from || !a.to || b.from <= a.to);

/** What an entry is called, each name with the field it stands in. */
function namesOf(entry: Entry): (readonly [ReferenceIssue['field'], string])[] {
  if (!('aliases' in entry)) return [['name', entry.name]];
  return [['name', entry.name], ['shortName', entry.shortName], ...entry.aliases.map((alias) => ['aliases', alias] as const)];
}

/** Names of places repeat from one place above to the next: only neighbours must differ. */
const areNeighbours = (a: Entry, b: Entry): boolean =>
  !('level' in a) || !('level' in b) || (a.parentId === b.parentId && a.level === b.level);

/** The form names are compared in: "Lộc Thành" and "Lộc Thạnh" are two, "Hoà" and "Hòa" are one. */
export const sameName = (name: string): string => foldTone(tidyLine(name));

const isUnmarked = (name: string): boolean => foldForSearch(name) === tidyLine(name).toLowerCase();
/** A name typed without any marks stands for whatever it may mean. */
const readAlike = (a: string, b: string): boolean =>
  sameName(a) === sameName(b) || ((isUnmarked(a) || isUnmarked(b)) && foldForSearch(a) === foldForSearch(b));

/** A name that would stand for two entries on the same day. */
function takenName(entry: Entry, all: readonly Entry[], fields?: readonly ReferenceIssue['field'][]): ReferenceIssue | undefined {
  const others = all.filter((candidate) => candidate.id !== entry.id && meet(candidate, entry) && areNeighbours(candidate, entry));
  const holders = new Map<string, { readonly name: string; readonly of: string }[]>();
  for (const other of others)
    for (const [, name] of namesOf(other)) {
      const key = foldForSearch(name);
      holders.set(key, [...(holders.get(key) ?? []), { name, of: other.name }]);
    }
  for (const [field, name] of namesOf(entry)) {
    const holder = holders.get(foldForSearch(name))?.find((holder) => readAlike(holder.name, name));
    if (holder && (!fields || fields.includes(field))) return { field, code: 'nameTaken', name, entry: holder.of };
  }
  return undefined;
}

const tidyAliases = (aliases: readonly string[]): string[] => [...new Set(aliases.map(tidyLine))].filter((alias) => alias !== '');

function newEntry(id: string, entry: NewEntry): Entry {
  const name = tidyLine(entry.name);
  switch (entry.kind) {
    case 'unit': {
      const words = { name, shortName: tidyLine(entry.shortName), aliases: tidyAliases(entry.aliases) };
      return { id: id as UnitId, ...words, ...(entry.from && { from: entry.from }) };
    }
    case 'locality': {
      const { level, parentId, from = null } = entry;
      return { id: id as LocalityId, name, level, parentId, from, to: null, successorIds: [] };
    }
    case 'partner':
      return { id: id as PartnerId, name, ...(entry.from && { from: entry.from }) };
  }
}

const LEVELS: readonly Locality['level'][] = ['province', 'district', 'commune'];

function parentIssue(entry: Entry, { localities }: Reference): ReferenceIssue | undefined {
  if (!('level' in entry) || entry.parentId === null) return undefined;
  const parent = localities.find((locality) => locality.id === entry.parentId);
  if (!parent) return { field: 'parentId', code: 'parentUnknown' };
  const isAbove = LEVELS.indexOf(parent.level) < LEVELS.indexOf(entry.level);
  return isAbove ? undefined : { field: 'parentId', code: 'parentTooLow', entry: parent.name };
}

/** The last day of an entry; places say "open" as null, the others by silence. */
function withEnd(entry: Entry, to: Day | undefined, successorIds: readonly string[]): Entry {
  if ('level' in entry) return { ...entry, to: to ?? null, successorIds: successorIds as readonly LocalityId[] };
  const { to: _to, successorIds: _successors, ...open } = entry;
  return { ...open, ...(to && { to }), ...(successorIds.length > 0 && { successorIds }) } as Entry;
}

/** The followed entry as it ends: on the day before, or where it ended already. */
function followed(old: Entry, id: string, from: Day): Result<Entry, ReferenceIssue> {
  const last = addDays(from, -1);
  if (old.from && old.from > last) return refuse({ field: 'from', code: 'endsBeforeStart', entry: old.name, day: old.from });
  const successors: readonly string[] = old.successorIds ?? [];
  const endsLater = !old.to || old.to > last;
  if (endsLater && successors.length > 0) return refuse({ field: 'followsIds', code: 'followedAlready', entry: old.name });
  return ok(withEnd(old, endsLater ? last : (old.to ?? last), [...successors, id]));
}

/** What the names of a new entry lack by themselves. */
const blankIssue = (entry: Entry): ReferenceIssue | undefined => {
  const blank = namesOf(entry).find(([, name]) => name === '');
  return blank && { field: blank[0], code: 'nameBlank' };
};

/**
 * A new entry and, ended on the day before, those it follows: one is a new name, several are a merger, and several new
 * entries that follow the same one are a division. The id must be one that nothing ever had.
 */
export function addEntry(reference: Reference, id: string, wanted: NewEntry): Result<Reference, ReferenceIssue> {
  const all = entriesOf(reference, wanted.kind);
  if (all.some((candidate) => candidate.id === id)) throw new Error(`The id ${id} is taken`);
  const entry = newEntry(id, wanted);
  const issue = blankIssue(entry) ?? parentIssue(entry, reference);
  if (issue) return refuse(issue);
  const ended: Entry[] = [];
  for (const oldId of new Set<string>(wanted.followsIds)) {
    const old = all.find((candidate) => candidate.id === oldId);
    if (!old) return refuse({ field: 'followsIds', code: 'unknown' });
    if (!wanted.from) return refuse({ field: 'from', code: 'fromMissing' });
    const end = followed(old, id, wanted.from);
    if (!end.ok) return end;
    ended.push(end.value);
  }
  // Ended first: what follows may take over every name.
  const taken = takenName(
    entry,
    all.map((candidate) => ended.find((end) => end.id === candidate.id) ?? candidate),
  );
  return taken ? refuse(taken) : ok(changed(wanted.kind, [...ended, entry]));
}

/** Most entries that are added together: the communes of a province with those they were made of. */
export const MAX_TOGETHER = 1_000;

/** The id by which an entry names another that is added together with it. No id of the server's is written so. */
export const idTogether = (at: number): string => `(${at})`;

export interface ListIssue extends ReferenceIssue {
  /** Which entry of the list it is about. */
  readonly at: number;
}

/** Several entries, each looked at as though those before it were there already: all of them, or none. */
export function addEntries(reference: Reference, ids: readonly string[], wanted: readonly NewEntry[]): Result<Reference, ListIssue> {
  const known = new Map<string, string>();
  const idOf = <T extends string>(id: T): T => (known.get(id) ?? id) as T;
  let now = reference;
  let all = changed('unit', []);
  for (const [at, entry] of wanted.entries()) {
    const parent = entry.kind === 'locality' && { parentId: entry.parentId === null ? null : idOf(entry.parentId) };
    const followsIds = entry.followsIds.map((id) => idOf<string>(id)) as unknown as readonly never[];
    const result = addEntry(now, ids[at] ?? '', { ...entry, ...parent, followsIds });
    if (!result.ok) return err({ ...result.error, at });
    known.set(idTogether(at), ids[at] ?? '');
    now = withChanges(now, result.value);
    all = withChanges(all, result.value);
  }
  return ok(all);
}

/** Whether a way along successors leads from one of these entries to the one that is looked for. */
function leadsTo(ids: readonly string[], wanted: string, all: readonly Entry[]): boolean {
  const seen = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === wanted) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(all.find((candidate) => candidate.id === id)?.successorIds ?? []));
  }
  return false;
}

function successorIssue(entry: Entry, to: Day, ids: readonly string[], all: readonly Entry[]): ReferenceIssue | undefined {
  for (const id of ids) {
    const successor = all.find((candidate) => candidate.id === id);
    if (!successor) return { field: 'successorIds', code: 'unknown' };
    if (successor.to && successor.to <= to)
      return { field: 'successorIds', code: 'successorEnded', entry: successor.name, day: successor.to };
  }
  return leadsTo(ids, entry.id, all) ? { field: 'successorIds', code: 'successorCycle', entry: entry.name } : undefined;
}

export interface EntryEnd {
  readonly kind: EntryKind;
  readonly id: string;
  /** The last day; null opens it again, and then nothing follows it any more. */
  readonly to: Day | null;
  /** Entries there are already that take its place. */
  readonly successorIds: readonly string[];
}

/** Ends an entry with a day, or opens it again. */
export function closeEntry(reference: Reference, { kind, id, to, successorIds }: EntryEnd): Result<Reference, ReferenceIssue> {
  const all = entriesOf(reference, kind);
  const entry = all.find((candidate) => candidate.id === id);
  if (!entry) return refuse({ field: 'id', code: 'unknown' });
  const successors = to === null ? [] : [...new Set(successorIds)];
  if (to !== null && entry.from && entry.from > to)
    return refuse({ field: 'to', code: 'endsBeforeStart', entry: entry.name, day: entry.from });
  const issue = to === null ? undefined : successorIssue(entry, to, successors, all);
  if (issue) return refuse(issue);
  const end = withEnd(entry, to ?? undefined, successors);
  // A shorter life takes nobody's name; a longer one may.
  const isLonger = entry.to && (to === null || to > entry.to);
  const taken = isLonger ? takenName(end, all) : undefined;
  return taken ? refuse({ ...taken, field: 'to' }) : ok(changed(kind, [end]));
}

/** Places that lie in this one, however deep, and are still there after the day. */
export function placesWithin({ localities }: Reference, id: string, to: Day): Locality[] {
  const inside = localities.filter((locality) => locality.parentId === id && (!locality.to || locality.to > to));
  return inside.flatMap((locality) => [locality, ...placesWithin({ units: [], partners: [], localities }, locality.id, to)]);
}

/**
 * Ends an entry, and with it those of these places that lie in it and are still there after the day, each followed by whatever
 * it was followed by: all on the same day, or none. Opening an entry again opens nothing else.
 */
export function closeEntries(reference: Reference, end: EntryEnd, alsoIds: readonly string[]): Result<Reference, ReferenceIssue> {
  let all = changed(end.kind, []);
  const { kind, to } = end;
  if (alsoIds.some((id) => !entriesOf(reference, kind).some((candidate) => candidate.id === id)))
    return refuse({ field: 'id', code: 'unknown' });
  const inside = to === null ? [] : placesWithin(reference, end.id, to).filter(({ id }) => alsoIds.includes(id));
  for (const each of [end, ...inside.map(({ id, successorIds }) => ({ kind, id, to, successorIds }))]) {
    const result = closeEntry(withChanges(reference, all), each);
    if (!result.ok) return result;
    all = withChanges(all, result.value);
  }
  return ok(all);
}

/** Replaces the other names of a unit. */
export function setAliases(reference: Reference, unitId: UnitId, aliases: readonly string[]): Result<Reference, ReferenceIssue> {
  const unit = reference.units.find((unit) => unit.id === unitId);
  if (!unit) return refuse({ field: 'id', code: 'unknown' });
  const next: Unit = { ...unit, aliases: tidyAliases(aliases) };
  const taken = takenName(next, reference.units, ['aliases']);
  return taken ? refuse(taken) : ok(changed('unit', [next]));
}
