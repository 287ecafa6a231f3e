import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DATA = join(import.meta.dirname, '../data');
/** Of the most common words of the world, so many are joined with another one; of the rest only Vietnamese ones. */
const OFTEN_JOINED = 400;
const MIN_JOINED = 3;

interface GuessedWords {
  /** Whole passwords, in the form of `common-passwords.txt`. */
  readonly words: ReadonlySet<string>;
  /** Those that people join two of. */
  readonly joined: ReadonlySet<string>;
  readonly nameSyllables: ReadonlySet<string>;
}

const linesOf = (name: string): string[] =>
  readFileSync(join(DATA, name), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
const wordsIn = (lines: readonly string[]): string[] => lines.join(' ').split(' ').filter(Boolean);

function readWords(): GuessedWords {
  const common = wordsIn(linesOf('common-passwords.txt'));
  const vietnamese = linesOf('vietnamese-passwords.txt');
  const names = vietnamese.indexOf('----');
  const phrases = wordsIn(vietnamese.slice(0, names));
  return {
    words: new Set([...common, ...phrases]),
    joined: new Set([...common.slice(0, OFTEN_JOINED), ...phrases].filter((word) => word.length >= MIN_JOINED)),
    nameSyllables: new Set(wordsIn(vietnamese.slice(names + 1))),
  };
}

let known: GuessedWords | undefined;
/** Read when the first password is chosen: most days nobody chooses any. */
export const guessedWords = (): GuessedWords => {
  known ??= readWords();
  return known;
};
