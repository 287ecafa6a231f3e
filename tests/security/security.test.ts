import { expect, inject, test } from 'vitest';
import { DATABASES } from '../faults/site.ts';
import { drillLineOf, passes } from './drill.ts';
import { DRILLS } from './drills.ts';

test('no drill is left out', () => {
  expect(DRILLS.map(({ name }) => name)).toEqual(['S1', 'S2', 'S4']);
});

const runs = DRILLS.filter((drill) => !drill.isTimedAlone).flatMap((drill) => DATABASES.map((database) => ({ ...drill, database })));

// Only what is counted: how long something takes says nothing while other tests run beside it.
test.each(runs)('$name on $database: $fact', { timeout: 300_000 }, async ({ run, database }) => {
  const figures = await run({ full: false, database, postgresUrl: inject('postgresUrl') });
  const counted = figures.filter(({ timed }) => !timed);
  expect(counted.filter((figure) => !passes(figure)).map(drillLineOf)).toEqual([]);
  expect(counted.length).toBeGreaterThan(0);
});
