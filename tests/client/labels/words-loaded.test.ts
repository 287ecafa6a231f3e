import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { vi } from '../../../src/client/labels/vi.ts';

const ENTRY = 'src/client/main.tsx';
/** Groups of words that come with the first page. */
const FIRST_WORDS = Object.keys(vi);

/** Modules that are fetched late, and the words that are fetched with them. */
interface LateImport {
  readonly modules: readonly string[];
  readonly words: readonly string[];
}

interface Module {
  readonly imports: readonly string[];
  readonly late: readonly LateImport[];
  /** Groups of words it reads. */
  readonly reads: readonly string[];
  readonly readsAllWords: boolean;
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? '');
const IMPORT = /import\(\s*'(\.[^']+)',?\s*\)/g;
/** A list of words and, behind it, the modules that come with them: as `withWords` takes them, or `lazyScreen` of the routes. */
const WITH_WORDS =
  /(?:withWords|lazyScreen)\(\s*\[([^\]]*)\],\s*(?:\(\) =>\s*)?((?:Promise\.all\(\[)?(?:\s*import\(\s*'[^']+',?\s*\),?)+)/g;

function readsOf(source: string): string[] {
  const groups = new Set(all(source, /\blabels\(\)\s*\.(\w+)/g));
  // They belong to the words of the domain, and are fetched as a group of their own.
  if (/\.(?:rejectReasons|errors)\b|domain\.restored\b/.test(source)) groups.add('refusals');
  return [...groups];
}

function readModule(path: string): Module {
  const source = readFileSync(path, 'utf8').replace(/^import type .*?;$/gms, '');
  const pathOf = (to: string): string => join(dirname(path), to);
  const withWords = [...source.matchAll(WITH_WORDS)].map(([, words = '', imports = '']) => ({
    modules: all(imports, IMPORT).map(pathOf),
    words: all(words, /'(\w+)'/g),
  }));
  const without = all(source.replace(WITH_WORDS, ''), IMPORT).map((to) => ({ modules: [pathOf(to)], words: [] }));
  return {
    imports: all(source, /^(?:import|export) [^;]*?from '(\.[^']+)';$/gms).map(pathOf),
    late: [...withWords, ...without],
    reads: readsOf(source),
    readsAllWords: /(?<!typeof )\blabels\(\)(?!\s*\.)/.test(source.replace('export const labels = (): Labels', '')),
  };
}

/** All modules of the client that the entry leads to, at once or late. */
function readModules(): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>();
  const queue = [ENTRY];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (modules.has(path) || !path.startsWith('src/client/') || path.startsWith('src/client/labels/') || !existsSync(path)) continue;
    const module = readModule(path);
    modules.set(path, module);
    queue.push(...module.imports, ...module.late.flatMap((late) => late.modules));
  }
  return modules;
}

const MODULES = readModules();

/** The modules that come with these. */
function comingWith(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const queue = [...paths];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const module = MODULES.get(path);
    if (!module || found.has(path)) continue;
    found.add(path);
    queue.push(...module.imports);
  }
  return found;
}

const wordsReadBy = (paths: Iterable<string>): string[] => [
  ...new Set([...paths].flatMap((path) => MODULES.get(path)?.reads ?? []).filter((group) => !FIRST_WORDS.includes(group))),
];

const FIRST_PAGE = comingWith([ENTRY]);
const LATE = [...MODULES.values()].flatMap(({ late }) => late).filter(({ modules }) => modules.some((path) => MODULES.has(path)));

test('the first page reads no words that come later', () => {
  expect(FIRST_PAGE.size).toBeGreaterThan(50);
  expect(wordsReadBy(FIRST_PAGE)).toEqual([]);
});

test.each(LATE)('$modules come with the words they read, and with no others', ({ modules, words }) => {
  const late = [...comingWith(modules)].filter((path) => !FIRST_PAGE.has(path));
  expect([...words].sort()).toEqual(wordsReadBy(late).sort());
});

test('every module names the words it reads', () => {
  expect(LATE.length).toBeGreaterThan(30);
  expect(LATE.filter(({ words }) => words.length > 0).length).toBeGreaterThan(20);
  const calls = [...MODULES.keys()].flatMap((path) => all(readFileSync(path, 'utf8'), /(\b(?:withWords|lazyScreen)\(\s*\[)/g));
  expect(calls).toHaveLength(LATE.filter(({ words }) => words.length > 0).length);
  expect([...MODULES].filter(([, { readsAllWords }]) => readsAllWords).map(([path]) => path)).toEqual([]);
});
