import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const page = readFileSync('docs/glossary.md', 'utf8');
const [glossary = '', givenUp = ''] = page.split('\n## Words given up\n');
const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/^\| (?!---)(.+) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));
const entries = rowsOf(glossary).filter(([word]) => word !== 'Word');
const GIVEN_UP = rowsOf(givenUp).flatMap(([words = '', instead]) => (instead === 'Said instead' ? [] : words.split(', ')));

const files = globSync('src/**/*.{ts,tsx}');
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

/** Words on screen and strings are left out: they follow other rules, and keys of the wire stay as they were shipped. */
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm;
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const TEMPLATE = /`(?:[^`\\]|\\.)*`/g;
const TEXT_OF_JSX = />[^<>{}=;]*<(?=\/)/g;
const isScreenWords = (file: string): boolean => /^src\/client\/labels\/(?:vi|en)\//.test(file);
/** `readTruth` and `TRUTH_LINE` as the words they are made of. */
const wordsIn = (name: string): string[] => name.split(/_|-|(?<=[a-z\d])(?=[A-Z])/).map((word) => word.toLowerCase());
/** Names that this code chose: no property of something else, and no key. */
const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .replace(COMMENT, ' ')
      .replace(STRING, "''")
      .replace(TEMPLATE, (template) => (template.match(/(?<=\$\{)[^}]*/g) ?? []).join(' '))
      .replace(TEXT_OF_JSX, '><')
      .match(/(?<![\w$.-])[A-Za-z_]\w*(?![\w-]|\??:)/g) ?? [],
  ),
];

/** `looseObject`, which stands there under the name that zod gave it. */
const NAMED_BY_ZOD = 'src/client/small-schemas.ts: loose';

describe('the words of this code', () => {
  test('there are many, each said once, with its meaning and what carries it', () => {
    expect(entries.length).toBeGreaterThan(60);
    expect(entries.filter((entry) => entry.length !== 4 || entry.some((cell) => cell === ''))).toEqual([]);
    const words = entries.flatMap(([word = '']) => word.split(', '));
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  test.each(entries)('%s: what carries it exists', (_word, _meaning, _vietnamese, carriedBy = '') => {
    const carriers = [...carriedBy.matchAll(/(?:`(\w+)` in )?`(src\/[^`]+)`/g)];
    expect(carriers).not.toEqual([]);
    for (const [, name, file = ''] of carriers) {
      expect(existsSync(file), file).toBe(true);
      if (name)
        expect(sources.get(file), file).toMatch(new RegExp(`(?:const|type|interface|class|function|readonly) ${name}\\b|\\b${name}: `));
    }
  });

  test('no two files export different things under one name', () => {
    /** The domain's type and the check of its values on the wire. */
    const same = ['FieldValue'];
    /** A language says the same groups of words as the other; a migration is called by what it brings. */
    const isCalledByPlace = (file: string): boolean => isScreenWords(file) || file.startsWith('src/server/store/migrations/');
    const exported = /^export (?:async )?(?:type|interface|class|function\*?|const|let) (\w+)/gm;
    const homes = Map.groupBy(
      [...sources].flatMap(([file, text]) =>
        isCalledByPlace(file) ? [] : [...text.matchAll(exported)].map(([, name = '']) => ({ name, file })),
      ),
      ({ name }) => name,
    );
    expect(homes.size).toBeGreaterThan(1500);
    const shared = [...homes].filter(([name, uses]) => new Set(uses.map(({ file }) => file)).size > 1 && !same.includes(name));
    expect(shared.map(([name, uses]) => [name, ...new Set(uses.map(({ file }) => file))])).toEqual([]);
  });

  test('words that were given up are in no name of a file, a type or a variable, and in no comment', () => {
    expect(GIVEN_UP.length).toBeGreaterThan(10);
    const found = [...sources].flatMap(([file, text]) => {
      if (isScreenWords(file)) return [];
      const comments = (text.match(COMMENT) ?? []).join(' ').match(/[A-Za-z]+/g) ?? [];
      const names = [...namesIn(text), ...file.split(/[/.]/)].flatMap(wordsIn);
      const used = new Set([...comments.flatMap(wordsIn), ...names]);
      return GIVEN_UP.filter((word) => used.has(word))
        .map((word) => `${file}: ${word}`)
        .filter((found) => found !== NAMED_BY_ZOD);
    });
    expect(found).toEqual([]);
  });

  test('nothing is called "one" or "kept" and no more', () => {
    const found = [...sources].filter(
      ([file, text]) => !isScreenWords(file) && namesIn(text).some((name) => name === 'one' || name === 'kept'),
    );
    expect(found.map(([file]) => file)).toEqual([]);
  });
});
