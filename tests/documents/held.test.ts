import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const TABLE = readFileSync('docs/documents.md', 'utf8').split('\n');

/** The rows of docs/documents.md: a number, and the tests of one file by their names, or a made-up document. */
const rows = TABLE.flatMap((line) => {
  const cells = /^\| (\d+) \|.*\| `([^`]+)`(?:: (.+))? \|$/.exec(line);
  return cells ? [{ number: Number(cells[1]), file: `tests/${cells[2]}`, facts: cells[3]?.split(' · ') ?? [] }] : [];
});
const [FIRST, LAST] = [15, 22];

test('every kind of document has a row, and every row is read', () => {
  expect(TABLE.filter((line) => /^\| \d/.test(line))).toHaveLength(rows.length);
  expect([...new Set(rows.map((row) => row.number))]).toEqual(Array.from({ length: LAST - FIRST + 1 }, (_, at) => FIRST + at));
});

test.each(rows)('$number is held by $file', ({ file, facts }) => {
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, 'utf8');
  for (const fact of facts) expect(text.includes(fact), fact).toBe(true);
});
