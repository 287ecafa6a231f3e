import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { HIDING_PLACES, SEEDED_BUGS, SHOWN_IN } from './seeded-bugs.ts';

const read = (file: string): string => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
const BUGS = Object.entries(SEEDED_BUGS);

test.each(BUGS)('"%s" fits the product: each text it replaces stands exactly once in its file', (_, changes) => {
  expect(changes.length).toBeGreaterThan(0);
  // The changes of one file are made one after the other, as the model makes them.
  const texts = new Map<string, string>();
  for (const { file, right, wrong } of changes) {
    const text = texts.get(file) ?? read(file);
    expect(text.split(right), `${file}: ${right}`).toHaveLength(2);
    texts.set(
      file,
      text.replace(right, () => wrong),
    );
  }
});

test('only bugs that there are have places where they hide, and show', () => {
  expect(BUGS.map(([name]) => name)).toEqual(expect.arrayContaining([...Object.keys(HIDING_PLACES), ...Object.keys(SHOWN_IN)]));
});
