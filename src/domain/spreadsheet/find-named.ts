import type { Day } from '../day.ts';
import { isValidOn, type Locality } from '../reference.ts';
import { foldForSearch } from '../text.ts';
import { matchesSearch } from '../word-search.ts';

/** What a name in a cell means: an entry, several that it may mean, or none. */
export type NameFound<T> = { readonly kind: 'found'; readonly entry: T } | { readonly kind: 'several' } | { readonly kind: 'none' };

interface NamedEntry<T> {
  readonly entry: T;
  /** Names in full, folded. */
  readonly names: readonly string[];
}

export const named = <T>(entry: T, names: readonly string[]): NamedEntry<T> => ({
  entry,
  names: names.filter((name) => name !== '').map(foldForSearch),
});

const only = <T>(entries: readonly NamedEntry<T>[]): NameFound<T> | undefined => {
  const [first, ...others] = entries;
  if (!first) return undefined;
  return others.length === 0 ? { kind: 'found', entry: first.entry } : { kind: 'several' };
};

/** An entry is meant by its whole name; else by words that begin in the names of this one alone. */
export function findNamed<T>(list: readonly NamedEntry<T>[], said: string): NameFound<T> {
  const wanted = foldForSearch(said).replace(/\.$/, '');
  if (wanted === '') return { kind: 'none' };
  return (
    only(list.filter(({ names }) => names.includes(wanted))) ??
    only(list.filter(({ names }) => names.some((name) => matchesSearch(name, wanted)))) ?? { kind: 'none' }
  );
}

/** What is printed before the name of a place, and as often left out. */
const LEVEL = /^(?:tinh|thanh pho|tp\.?|huyen|thi xa|tx\.?|quan|xa|phuong|thi tran|tt\.?|dac khu) /;
const withoutLevel = (folded: string): string => folded.replace(LEVEL, '');

/** A place that was there on the day, by its name with or without its level, and by the one above it where both are printed. */
export function findPlace(localities: readonly Locality[], said: string, on: Day): NameFound<Locality> {
  const byId = new Map(localities.map((locality) => [locality.id, locality]));
  const parentOf = ({ parentId }: Locality): Locality | undefined => (parentId === null ? undefined : byId.get(parentId));
  const [name = '', ...above] = said.split(/[,;–]|\s-\s|\(/).map((part) => foldForSearch(part.replace(')', '')));
  if (name === '') return { kind: 'none' };
  const isBelow = (locality: Locality): boolean => {
    const lines: string[] = [];
    for (let place = parentOf(locality); place; place = parentOf(place)) lines.push(foldForSearch(place.name));
    return above.every((part) => part === '' || lines.some((line) => line === part || withoutLevel(line) === withoutLevel(part)));
  };
  const open = localities.filter((locality) => isValidOn(locality, on));
  const called = (is: (folded: string) => boolean): NamedEntry<Locality>[] =>
    open.filter((locality) => is(foldForSearch(locality.name))).map((entry) => named(entry, [entry.name]));
  const candidates = [called((folded) => folded === name), called((folded) => withoutLevel(folded) === withoutLevel(name))];
  for (const list of candidates) {
    const narrowed = list.filter(({ entry }) => isBelow(entry));
    const found = only(narrowed.length > 0 ? narrowed : list);
    if (found) return found;
  }
  return { kind: 'none' };
}
