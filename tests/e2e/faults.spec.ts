import { lineOf } from '../faults/bar.ts';
import { BROWSER_BARS } from '../faults/browser-bars.ts';
import { expect, test } from './office.ts';

test('no bar of the browser is left out', () => {
  expect(BROWSER_BARS.map((bar) => bar.name).sort()).toEqual(['B10', 'B12', 'B2', 'B5', 'B6', 'B8', 'B9', 'B9-kill']);
});

for (const bar of BROWSER_BARS)
  test(`${bar.name}: ${bar.fact}`, async () => {
    test.setTimeout(300_000);
    // No bar of the browser needs PostgreSQL: what it looks at is the phone.
    const verdict = await bar.run({ full: false, postgresUrl: '', seed: 20_261_121 });
    expect(verdict.pass, lineOf(bar, verdict)).toBe(true);
  });
