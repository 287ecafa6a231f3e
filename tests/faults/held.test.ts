import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Row {
  readonly number: number;
  readonly file: string;
  readonly facts: readonly string[];
}

/** The rows of docs/faults.md: a number, and the tests of one file, by their names. */
const rows: readonly Row[] = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| (\d+) \|.*\| `([^`]+)`(?:: (.+))? \|$/.exec(line);
    return cells ? [{ number: Number(cells[1]), file: `tests/${cells[2]}`, facts: cells[3]?.split(' · ') ?? [] }] : [];
  });
const LAST = 21;

test('every kind of fault has a row, and every row is read', () => {
  const lines = readFileSync('docs/faults.md', 'utf8').split('\n');
  expect(lines.filter((line) => /^\| \d/.test(line))).toHaveLength(rows.length);
  expect([...new Set(rows.map((row) => row.number))]).toEqual(Array.from({ length: LAST }, (_, at) => at + 1));
});

test.each(rows)('$number is held by $file', ({ file, facts }) => {
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, 'utf8');
  for (const fact of facts) expect(text.includes(fact), fact).toBe(true);
});
