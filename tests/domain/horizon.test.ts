import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { addDays, type Day, day, yearOf } from '../../src/domain/day.ts';
import { horizonOf, isBeyond } from '../../src/domain/horizon.ts';
import type { ItemCode } from '../../src/domain/ids.ts';
import { periodOf } from '../../src/domain/period.ts';
import { PLACEHOLDER_ITEM } from '../../src/domain/placeholder.ts';
import { dayIn, reporting } from './make.ts';

test('phones hold the whole of the year before, whatever day an office closes on', () => {
  fc.assert(
    fc.property(dayIn('2020-01-01', '2035-12-31'), reporting, (today, cut) => {
      expect(periodOf({ kind: 'year', year: yearOf(today) - 1, index: 1 }, cut).from >= horizonOf(today)).toBe(true);
    }),
  );
});

test('beyond the horizon lies what is done with, and nothing that still waits for somebody', () => {
  const horizon = horizonOf(day('2026-11-30'));
  expect(horizon).toBe('2024-12-01');
  const before = addDays(horizon, -1);
  const beyond = (date: Day, itemCode = 'I.1' as ItemCode) =>
    RECORD_STATES.filter((state) => isBeyond(horizon, { state, content: { date, itemCode } }));
  expect(beyond(before)).toEqual(['confirmed', 'withdrawn']);
  expect(beyond(before, PLACEHOLDER_ITEM)).toEqual(['withdrawn']);
  expect(beyond(horizon)).toEqual([]);
});
