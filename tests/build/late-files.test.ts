import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** Where screens are named. A screen comes when somebody goes to it: it is a file of its own whatever a phone loads. */
const TABLES_OF_SCREENS = ['src/client/routes.tsx', 'src/client/screens.lazy.tsx', 'src/client/closed-store.lazy.tsx'];
const isWords = (file: string): boolean => /^src\/client\/labels\/(?:vi|en)[/.]/.test(file);
const isLazy = (file: string): boolean => /\.lazy\.tsx?$/.test(file);

const FILES = globSync('src/client/**/*.{ts,tsx}');
const textOf = (file: string): string => readFileSync(file, 'utf8');
const targets = (file: string, pattern: RegExp): string[] =>
  [...textOf(file).matchAll(pattern)].map(([, to = '']) => (to.startsWith('.') ? join(dirname(file), to) : to));
const importedLate = (file: string): string[] => targets(file, /\bimport\(\s*'([^']+)',?\s*\)/g);
const importedAtOnce = (file: string): string[] => targets(file, /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';$/gms);

test('what is imported late is a screen in its table, words, a whole room beside the client, a package, or ends in .lazy', () => {
  const late = FILES.flatMap((file) => importedLate(file).map((to) => ({ file, to })));
  expect(late.length).toBeGreaterThan(80);
  const isScreen = ({ file, to }: { file: string; to: string }): boolean => TABLES_OF_SCREENS.includes(file) && to.includes('/features/');
  const nameless = late.filter(
    (found) => found.to.startsWith('src/client/') && !isWords(found.to) && !isLazy(found.to) && !isScreen(found),
  );
  expect(nameless).toEqual([]);
});

test('nothing that comes with the first page ends in .lazy', () => {
  const first = new Set<string>();
  const queue = ['src/client/main.tsx'];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (first.has(file) || !existsSync(file)) continue;
    first.add(file);
    queue.push(...importedAtOnce(file));
  }
  expect(first.size).toBeGreaterThan(60);
  expect([...first].filter(isLazy)).toEqual([]);
});
