import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Row {
  readonly number: number;
  readonly file: string;
  readonly facts: readonly string[];
}

const upTo = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** The kinds of documents whose forms are tried, by their numbers. */
const PAPERS = [0, 15, 16, 18, 19, 20, 22, 23, 25, 26, 27, 28, 29, 31, 32, 35, 37, 39, 40, 43, 44, 47, 48, 50, 51, 53, 54, 55, 57];

/** The tables of what must hold, each with the numbers that stand in it. */
const TABLES = [
  { page: 'docs/faults.md', numbers: upTo(1, 21) },
  { page: 'docs/offices.md', numbers: upTo(1, 14) },
  { page: 'docs/documents.md', numbers: upTo(1, 8) },
  { page: 'docs/papers.md', numbers: PAPERS },
  { page: 'docs/threats.md', numbers: upTo(1, 18) },
];

/** The first words given to `test`, `it` or `describe`, also behind `.each(…)`, and the facts that faults are tried for, as they stand in a file. */
const titlesIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/(?:(?:\b(?:test|it|describe)|[)`])\(|\bonScreen\(\s*'[^']*',|\bfact:)\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/gu)].map(
      ([, , title = '']) => title.replace(/\\(.)/g, '$1'),
    ),
  );

/** A number, and the tests of one file by their names, or a made-up document. */
const rowsOf = (lines: readonly string[]): Row[] =>
  lines.flatMap((line) => {
    const cells = /^\| (\d+) \|.*\| `([^`]+)`(?:: (.+))? \|$/.exec(line);
    return cells ? [{ number: Number(cells[1]), file: `tests/${cells[2]}`, facts: cells[3]?.split(' · ') ?? [] }] : [];
  });

describe.each(TABLES)('the table of $page', ({ page, numbers }) => {
  const lines = readFileSync(page, 'utf8').split('\n');
  const rows = rowsOf(lines);

  test('has a row for every number, and every row is read', () => {
    expect(lines.filter((line) => /^\| \d/.test(line))).toHaveLength(rows.length);
    expect([...new Set(rows.map(({ number }) => number))].sort((a, b) => a - b)).toEqual(numbers);
  });

  test('names tests that are there', () => {
    const missing = rows.flatMap(({ file, facts }) => {
      if (!existsSync(file)) return [file];
      const titles = titlesIn(readFileSync(file, 'utf8'));
      return facts.filter((fact) => !titles.has(fact)).map((fact) => `${file}: ${fact}`);
    });
    expect(missing).toEqual([]);
  });
});
