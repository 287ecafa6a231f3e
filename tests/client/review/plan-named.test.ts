import { expect, test } from 'vitest';
import { planNamed } from '../../../src/client/features/review/plan-named.ts';
import type { PlanId } from '../../../src/domain/ids.ts';
import { PLAN } from '../../domain/make.ts';

const OTHER = { ...PLAN, id: 'other' as PlanId, title: 'Kế hoạch tuyên truyền biển, đảo' };
const PLACEHOLDER = { ...PLAN, id: 'chua-co-ke-hoach-2025' as PlanId, title: 'Chưa có kế hoạch' };

test('the plan of a record is named where there are several', () => {
  expect(planNamed([PLAN, OTHER], OTHER.id)).toContain('biển, đảo');
  expect(planNamed([PLAN, OTHER], PLAN.id)).not.toContain('biển, đảo');
  expect(planNamed([PLAN], PLAN.id)).toBeUndefined();
});

test('a plan that only keeps a place counts for its own records alone', () => {
  expect(planNamed([PLAN, PLACEHOLDER], PLAN.id)).toBeUndefined();
  expect(planNamed([PLAN, PLACEHOLDER], PLACEHOLDER.id)).toContain('Chưa có kế hoạch');
});
