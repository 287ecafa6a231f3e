import type { Day } from '../../../domain/day.ts';
import { compareNames } from '../../../domain/name-order.ts';
import { isValidOn, type Reference } from '../../../domain/reference.ts';
import { type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { matchesSearch } from '../../../domain/word-search.ts';

export interface EntryLists {
  /** In use today or from a later day on. */
  readonly open: readonly Entry[];
  /** The latest ended first. */
  readonly ended: readonly Entry[];
}

const LEVELS = ['province', 'district', 'commune'];
const levelOf = (entry: Entry): number => ('level' in entry ? LEVELS.indexOf(entry.level) : 0);
const byName = (a: Entry, b: Entry): number => levelOf(a) - levelOf(b) || compareNames(a.name, b.name);

export const nameOf = (entries: readonly Entry[], id: string): string => entries.find((entry) => entry.id === id)?.name ?? id;
export const entryNames = (entries: readonly Entry[], ids: readonly string[] = []): string =>
  ids.map((id) => nameOf(entries, id)).join(', ');
export const parentEntry = (entry: Entry, { localities }: Reference): Entry | undefined =>
  'level' in entry ? localities.find((locality) => locality.id === entry.parentId) : undefined;

/** Found by every name it has, and a place by where it lies. */
const textOf = (entry: Entry, reference: Reference): string =>
  foldForSearch(
    [entry.name, ...('aliases' in entry ? [entry.shortName, ...entry.aliases] : []), parentEntry(entry, reference)?.name ?? ''].join(' '),
  );

export function listEntries(reference: Reference, kind: EntryKind, today: Day, query: string): EntryLists {
  const found = entriesOf(reference, kind).filter((candidate) => matchesSearch(textOf(candidate, reference), query));
  const hasEnded = (entry: Entry): boolean => Boolean(entry.to && entry.to < today);
  const open = found
    .filter((candidate) => !hasEnded(candidate))
    .sort((a, b) => Number(!isValidOn(a, today)) - Number(!isValidOn(b, today)) || byName(a, b));
  const ended = found
    .filter(hasEnded)
    .sort((a, b) => ((a.to ?? '') === (b.to ?? '') ? byName(a, b) : (a.to ?? '') < (b.to ?? '') ? 1 : -1));
  return { open, ended };
}

/** What an entry took the place of. */
export const followedBy = (entry: Entry, all: readonly Entry[]): Entry[] =>
  all.filter((candidate) => (candidate.successorIds as readonly string[] | undefined)?.includes(entry.id));
