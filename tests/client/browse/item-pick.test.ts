import { expect, test } from 'vitest';
import { chooseItem, itemPicks, pickedItem } from '../../../src/client/features/browse/item-pick.ts';
import { readBrowse } from '../../../src/client/records/browse-choice.ts';
import type { PlanId } from '../../../src/domain/ids.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { PLAN } from '../../domain/make.ts';

const year = (name: string): Plan => ({ ...PLAN, id: name as PlanId, items: PLAN.items.slice(0, 1) });
const [last, next] = [year('plan-2024'), { ...year('plan-2025'), year: 2025 }];
const code = last.items[0]?.code;

test('with two plans that share a code the items of both are offered, each under the name of its plan', () => {
  const picks = itemPicks([next, last], {});
  expect(picks.map(({ plate }) => plate)).toEqual([code, code]);
  expect(new Set(picks.map(({ group }) => group)).size).toBe(2);
  expect(picks.map(({ value }) => chooseItem(value))).toEqual([
    { planId: next.id, itemCode: code },
    { planId: last.id, itemCode: code },
  ]);
});

test('where a plan is chosen its items alone are offered, and so are those of the only plan', () => {
  expect(itemPicks([next, last], { planId: last.id }).map(({ value }) => chooseItem(value).planId)).toEqual([last.id]);
  expect(itemPicks([last], {})).toMatchObject([{ plate: code }]);
  expect(itemPicks([last], {})[0]).not.toHaveProperty('group');
});

test('an item is chosen with its plan, and taken away without it', () => {
  const [pick] = itemPicks([next, last], {});
  expect(pickedItem(chooseItem(pick?.value))).toBe(pick?.value);
  expect(chooseItem(undefined)).toEqual({ itemCode: undefined });
  expect(pickedItem({ planId: last.id })).toBeUndefined();
});

test('an address that names an item and no plan names no item', () => {
  expect(readBrowse({ muc: 'II.1' }).itemCode).toBeUndefined();
  expect(readBrowse({ muc: 'II.1', 'ke-hoach': 'plan-2024' })).toMatchObject({ planId: 'plan-2024', itemCode: 'II.1' });
});
