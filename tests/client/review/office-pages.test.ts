import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOfficePage } from '../../../src/client/features/review/office-pages.ts';
import { AccountId, type ActivityId, PlanId } from '../../../src/domain/ids.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { newActivityId, serverActivity } from '../../helpers/phone.ts';

const PAGE = 3;
/** An office that answers in pages of three. */
const officeWith = (byPlan: ReadonlyMap<PlanId, readonly ActivityId[]>) => async (planId: PlanId, before: ActivityId | undefined) => {
  const all = byPlan.get(planId) ?? [];
  const from = before === undefined ? 0 : all.indexOf(before) + 1;
  const activities = all.slice(from, from + PAGE).map((id) => serverActivity(id, AccountId.parse('a')));
  return ok({ activities, confirmed: [], more: from + PAGE < all.length });
};

test('whatever waits in whichever plan is read, each record once, and the end is said at the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(8), { maxLength: 5 }), async (counts) => {
      const plans = counts.map((count, at) => [PlanId.parse(`plan-${at}`), Array.from({ length: count }, newActivityId)] as const);
      const read = officeWith(new Map(plans));
      const seen: string[] = [];
      let page: Parameters<typeof readOfficePage>[1];
      do {
        const next = await readOfficePage(
          plans.map(([id]) => id),
          page,
          read,
        );
        if (!next.ok) throw new Error('The office answers');
        page = next.value;
        // A page without records is the last: an empty list means that nothing waits.
        expect(page.activities.length > 0 || !page.more).toBe(true);
        seen.push(...page.activities.map((one) => one.id));
      } while (page.more);
      expect(seen).toEqual(plans.flatMap(([, ids]) => ids));
    }),
    { numRuns: 60 },
  );
});

test('where one plan cannot be read the list does not pass over it', async () => {
  const [first, second] = [PlanId.parse('a'), PlanId.parse('b')];
  const failing: NonNullable<Parameters<typeof readOfficePage>[2]> = async (planId) =>
    planId === second ? err('offline') : ok({ activities: [], confirmed: [], more: false });
  expect(await readOfficePage([first, second], undefined, failing)).toMatchObject({ ok: false });
});
