import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActivityId } from '../../src/domain/ids.ts';
import { fieldValue } from '../../src/domain/patch.ts';
import { DATABASES } from './database.ts';
import type { Typed } from './steps.ts';
import { inTown, quiet, tabOn } from './towns.ts';

/** The merge is the same code on both; the slower database is asked for a part. */
const PAIRS = { sqlite: 1_000, postgres: 200 } as const;
const SEED = 20_240_612;

/** What two people do to one record at the same time, and who is heard first. */
const pair = fc.record({
  officer: fc.record({ attendees: fc.integer({ min: 2, max: 9 }), note: fc.constantFrom('a', 'b') }, { requiredKeys: [] }),
  lead: fc.record(
    { attendees: fc.integer({ min: 2, max: 9 }), note: fc.constantFrom('b', 'c'), topic: fc.constant('x') },
    { requiredKeys: [] },
  ),
  first: fc.constantFrom(0, 2),
  size: fc.integer({ min: 1, max: 30 }),
});

const clashing = (a: Typed, b: Typed): string[] =>
  (['attendees', 'note'] as const).filter((field) => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field]);

test.each(DATABASES)(
  'of %s: hundreds of pairs of edits in any order overwrite nothing in silence',
  (kind) =>
    inTown(kind, async (town) => {
      const [officer, lead] = [await tabOn(town, 0), await tabOn(town, 2)];
      const pairs = fc.sample(pair, { numRuns: PAIRS[kind], seed: SEED });
      for (const _ of pairs) await town.create(officer, {});
      await quiet(town);
      const ids = (await officer.db.activities.toArray()).map((row) => row.id);
      for (const [at, one] of pairs.entries()) {
        for (const [tab, typed] of [
          [officer, one.officer],
          [lead, one.lead],
        ] as const) {
          const row = await tab.db.activities.get(ids[at] as ActivityId);
          if (row) await town.edit(tab, row, typed);
        }
      }
      for (const { first, size } of pairs.slice(0, 100)) {
        for (const tab of first === 0 ? [officer, lead] : [lead, officer]) {
          await tab.db.meta.put({ key: 'link', value: { budget: size, perMutation: 1, limit: 500 } });
          await tab.sync();
        }
      }
      await quiet(town);
      let clashes = 0;
      for (const [at, one] of pairs.entries()) {
        const fields = clashing(one.officer, one.lead);
        clashes += fields.length;
        for (const tab of [officer, lead]) {
          const row = await tab.db.activities.get(ids[at] as ActivityId);
          expect(row?.conflicts?.map((conflict) => conflict.field).sort() ?? []).toEqual(fields.sort());
          for (const { field, kept, lost } of row?.conflicts ?? []) {
            expect(row && fieldValue(row.content, field)).toEqual(kept);
            expect([one.officer, one.lead].map((typed) => typed[field as 'note'])).toContain(lost);
          }
        }
      }
      expect(clashes).toBeGreaterThan(PAIRS[kind] / 10);
    }),
  600_000,
);
