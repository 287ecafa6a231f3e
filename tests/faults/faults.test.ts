import { expect, inject, test } from 'vitest';
import { lineOf } from './bar.ts';
import { BARS } from './bars.ts';

const SEED = 20_261_121;

test('no bar of server and engine is left out', () => {
  expect(BARS.map((bar) => bar.name).sort()).toEqual(['B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'move']);
});

test.each(BARS)('$name: $fact', { timeout: 300_000 }, async (bar) => {
  const verdict = await bar.run({ full: false, postgresUrl: inject('postgresUrl'), seed: SEED });
  expect(verdict.pass, lineOf(bar, verdict)).toBe(true);
});
