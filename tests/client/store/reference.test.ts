import { expect, test } from 'vitest';
import { readPlans } from '../../../src/client/store/lists/reference.ts';
import { nextPlanVersion } from '../../../src/domain/plan-life.ts';
import { SavePlanRequest } from '../../../src/protocol/plan.ts';
import { PLAN } from '../../domain/make.ts';
import { openPhone } from '../../helpers/phone.ts';

test('a plan is read as the office has it, so that its next version can go back', async () => {
  const { db } = await openPhone();
  await db.plans.put({ ...PLAN, feed: 7 });
  const [plan] = await readPlans(db, []);
  expect(plan).toEqual(PLAN);
  const request = { plan: nextPlanVersion(plan ?? PLAN, { closed: true }), targets: [] };
  expect(SavePlanRequest.safeParse(request).success).toBe(true);
});
