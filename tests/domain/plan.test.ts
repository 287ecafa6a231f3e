import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { childrenOf, concerns, findItem, headingTitle, lineOf } from '../../src/domain/plan.ts';
import { isValidOn } from '../../src/domain/reference.ts';
import { makeWorld, PLAN } from './make.ts';

test('an item knows its line up to the root', () => {
  expect(lineOf(PLAN, 'II.1.a.p1')).toEqual(['II.1.a.p1', 'II.1.a', 'II.1', 'II']);
  expect(lineOf(PLAN, 'I')).toEqual(['I']);
  expect(lineOf(PLAN, 'IX')).toEqual([]);
});

test('children stand in printed order', () => {
  expect(childrenOf(PLAN, null).map((item) => item.code)).toEqual(['I', 'II', 'III']);
  expect(childrenOf(PLAN, 'II.1').map((item) => item.code)).toEqual(['II.1.a', 'II.1.b']);
  expect(childrenOf(PLAN, 'I')).toEqual([]);
  expect(findItem(PLAN, 'IX')).toBeUndefined();
});

test('a plan concerns the units that lead something in it, and no others', () => {
  const [led] = PLAN.items;
  if (!led) throw new Error('an item');
  const plan = { ...PLAN, items: [{ ...led, leadUnitId: 'ours' as UnitId }] };
  expect(concerns(plan, ['ours' as UnitId])).toBe(true);
  expect(concerns(plan, ['theirs' as UnitId])).toBe(false);
  expect(concerns(PLAN, [])).toBe(false);
});

test('headings lose their capitals and their colon', () => {
  expect(headingTitle('MỤC ĐÍCH, YÊU CẦU')).toBe('Mục đích, yêu cầu');
  expect(headingTitle('Phòng Thanh Tra:')).toBe('Phòng Thanh Tra');
});

test('a locality is valid on its first and last day', () => {
  const [open, later, gone] = makeWorld().localities;
  if (!open || !later || !gone) throw new Error('three localities');
  expect(isValidOn(open, day('2025-06-30')) && !isValidOn(open, day('2025-07-01'))).toBe(true);
  expect(isValidOn(later, day('2025-07-01')) && !isValidOn(later, day('2025-06-30'))).toBe(true);
  expect(isValidOn(gone, day('2010-01-01')) && isValidOn(gone, day('2018-12-31')) && !isValidOn(gone, day('2009-12-31'))).toBe(true);
});
