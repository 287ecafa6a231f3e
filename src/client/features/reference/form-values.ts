import type { Day } from '../../../domain/day.ts';
import type { LocalityId, PartnerId, UnitId } from '../../../domain/ids.ts';
import { splitNames } from '../../../domain/name-list.ts';
import { type Locality, offeredOn, type Reference } from '../../../domain/reference.ts';
import {
  addEntry,
  type Entry,
  type EntryKind,
  type NewEntry,
  type ReferenceIssue,
  withChanges,
} from '../../../domain/reference-changes.ts';

/** What a form of new entries is for. */
export type FormKind = 'add' | 'rename' | 'split' | 'merge';

export interface DivisionPart {
  readonly name: string;
  readonly shortName: string;
}

/** As typed. A division has several parts, everything else one. */
export interface FormValues {
  readonly parts: readonly DivisionPart[];
  readonly aliases: readonly string[];
  /** Other names still in the input. */
  readonly typedAliases: string;
  readonly level: Locality['level'];
  readonly parentId: string;
  readonly from: string;
  readonly followsIds: readonly string[];
}

const BLANK: DivisionPart = { name: '', shortName: '' };

/** The one province there is, where there is one: what is added lies in it. */
function onlyProvince(localities: readonly Locality[], today: Day): string {
  const [only, ...more] = offeredOn(localities, today).filter((locality) => locality.level === 'province');
  return more.length > 0 ? '' : (only?.id ?? '');
}

/** A form as it opens: a new name begins as the old one, so that little is typed. */
export function startValues(what: FormKind, entry: Entry | undefined, today: Day, localities: readonly Locality[]): FormValues {
  const level = entry && 'level' in entry ? entry.level : 'commune';
  const shortName = entry && 'shortName' in entry ? entry.shortName : '';
  const old = entry && what === 'rename' ? { name: entry.name, shortName } : BLANK;
  return {
    parts: what === 'split' ? [BLANK, BLANK] : [old],
    aliases: entry && 'aliases' in entry && what === 'rename' ? entry.aliases : [],
    typedAliases: '',
    level,
    parentId: entry && 'level' in entry ? (entry.parentId ?? '') : onlyProvince(localities, today),
    from: what === 'add' ? '' : today,
    followsIds: entry ? [entry.id] : [],
  };
}

function entryFrom(
  kind: EntryKind,
  { parts, aliases, typedAliases, level, parentId, from, followsIds }: FormValues,
  { name, shortName }: DivisionPart,
): NewEntry {
  const common = { name, ...(from !== '' && { from: from as Day }) };
  switch (kind) {
    case 'unit':
      return {
        ...common,
        kind,
        shortName,
        aliases: parts.length > 1 ? [] : [...new Set([...aliases, ...splitNames(typedAliases)])],
        followsIds: followsIds as readonly UnitId[],
      };
    case 'locality': {
      const above = parentId === '' || level === 'province' ? null : (parentId as LocalityId);
      return { ...common, kind, level, parentId: above, followsIds: followsIds as readonly LocalityId[] };
    }
    case 'partner':
      return { ...common, kind, followsIds: followsIds as readonly PartnerId[] };
  }
}

/** What is asked of the server, part by part. */
export const entriesFrom = (kind: EntryKind, values: FormValues): NewEntry[] => values.parts.map((part) => entryFrom(kind, values, part));

export interface PartIssue extends ReferenceIssue {
  readonly part: number;
}

/** An entry as the words a key is kept for. */
export const entryText = (entry: NewEntry): string => JSON.stringify(entry);

/**
 * The first thing the office would refuse, each part looked at as though those before it were there already. What was sent
 * before may be there all the same: only the office knows that.
 */
export function firstIssue(reference: Reference, entries: readonly NewEntry[], wasSent: (words: string) => boolean): PartIssue | undefined {
  let before = reference;
  for (const [part, entry] of entries.entries()) {
    if (wasSent(entryText(entry))) continue;
    // No id of the server's begins so.
    const result = addEntry(before, `+${part}`, entry);
    if (!result.ok) return { ...result.error, part };
    before = withChanges(before, result.value);
  }
  return undefined;
}
