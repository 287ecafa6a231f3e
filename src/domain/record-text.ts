import type { ActivityContent } from './activity.ts';
import { foldForSearch } from './text.ts';

/**
 * All that a record says in words, folded, and the keys of its chips: what phone and server search alike. How these and its
 * type are called is left to the moment of searching: it depends on the language.
 */
export function recordText(content: ActivityContent, place: string | undefined): string {
  const own = Object.values(content.own).filter((value) => typeof value !== 'boolean');
  return foldForSearch(
    [content.itemCode, place, content.placeNote, content.note, ...content.audienceGroups, ...own.flat()]
      .filter((text) => text !== undefined)
      .join(' '),
  );
}

/** Longer words are cut: no database takes words of kilobytes, and nobody looks for one. */
const MAX_WORD = 40;

/** Words by which a database finds text, each once: what stands between signs and spaces. */
export const wordsIn = (text: string): string[] => [
  ...new Set(
    foldForSearch(text)
      .split(/[^\p{L}\p{N}]+/u)
      .flatMap((word) => (word === '' ? [] : [...word].slice(0, MAX_WORD).join(''))),
  ),
];
