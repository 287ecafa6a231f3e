import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Row {
  readonly number: number;
  readonly file: string;
  readonly facts: readonly string[];
}

/** The tables of what must hold, each with the numbers that stand in it. */
const TABLES = [
  { page: 'docs/faults.md', first: 1, last: 21 },
  { page: 'docs/offices.md', first: 1, last: 14 },
  { page: 'docs/documents.md', first: 15, last: 22 },
  { page: 'docs/threats.md', first: 1, last: 17 },
];

/** A number, and the tests of one file by their names, or a made-up document. */
const rowsOf = (lines: readonly string[]): Row[] =>
  lines.flatMap((line) => {
    const cells = /^\| (\d+) \|.*\| `([^`]+)`(?:: (.+))? \|$/.exec(line);
    return cells ? [{ number: Number(cells[1]), file: `tests/${cells[2]}`, facts: cells[3]?.split(' · ') ?? [] }] : [];
  });

describe.each(TABLES)('the table of $page', ({ page, first, last }) => {
  const lines = readFileSync(page, 'utf8').split('\n');
  const rows = rowsOf(lines);

  test('has a row for every number, and every row is read', () => {
    expect(lines.filter((line) => /^\| \d/.test(line))).toHaveLength(rows.length);
    expect([...new Set(rows.map(({ number }) => number))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: last - first + 1 }, (_, at) => first + at),
    );
  });

  test('names tests that are there', () => {
    const missing = rows.flatMap(({ file, facts }) => {
      if (!existsSync(file)) return [file];
      const text = readFileSync(file, 'utf8');
      return facts.filter((fact) => !text.includes(fact)).map((fact) => `${file}: ${fact}`);
    });
    expect(missing).toEqual([]);
  });
});
