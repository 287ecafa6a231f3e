import { foldForSearch } from './text.ts';

const isInsideWord = (before: string | undefined): boolean => before !== undefined && /[\p{L}\p{N}]/u.test(before);

/** Also behind a bracket, a dash or a slash: "(Giang Thành" begins with "giang". */
export function beginsAWord(folded: string, word: string): boolean {
  for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) if (!isInsideWord(folded[at - 1])) return true;
  return false;
}

/** Words as they are looked for. */
export const searchWords = (query: string): string[] => foldForSearch(query).split(' ').filter(Boolean);

/** True when every word of the query begins somewhere in the folded text. */
export const matchesSearch = (folded: string, query: string): boolean => searchWords(query).every((word) => beginsAWord(folded, word));
