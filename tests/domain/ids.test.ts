import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActivityId, ItemCode, uuidv7 } from '../../src/domain/ids.ts';

const fillWith = (chance: Uint8Array) => (bytes: Uint8Array<ArrayBuffer>) => {
  bytes.set(chance);
  return bytes;
};
const chance = fc.uint8Array({ minLength: 16, maxLength: 16 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('has the shape of version 7 whatever the chance', () => {
  fc.assert(
    fc.property(time, chance, (ms, bytes) => {
      expect(ActivityId.safeParse(uuidv7(ms, fillWith(bytes))).success).toBe(true);
    }),
  );
});

test('later ids sort behind earlier ones', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 100_000 }), chance, chance, (ms, later, a, b) => {
      fc.pre(ms + later < 2 ** 48);
      expect(uuidv7(ms, fillWith(a)) < uuidv7(ms + later, fillWith(b))).toBe(true);
    }),
  );
});

test('the time can be read again', () => {
  const ms = Date.parse('2024-06-12T09:41:00.123Z');
  const id = uuidv7(ms, (bytes) => bytes);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(ms);
});

test('a clock before 1970 or between milliseconds still makes an id', () => {
  for (const ms of [-1, -1e15, 0.5, 1.9]) expect(ActivityId.safeParse(uuidv7(ms, (bytes) => bytes)).success).toBe(true);
});

test('ids of another version are refused', () => {
  for (const id of [
    '',
    '018f-1',
    '01902f5c-0000-4000-8000-000000000000',
    '01902F5C-0000-7000-8000-000000000000',
    '01902f5c-0000-7000-c000-000000000000',
  ])
    expect(ActivityId.safeParse(id).success).toBe(false);
});

test('plan codes hold letters, figures and the marks plans print, no space', () => {
  for (const code of ['I', 'II.1.b.p1', 'III.I.6', 'đ', 'a-1', 'x/2', '5.1(2)']) expect(ItemCode.safeParse(code).success).toBe(true);
  for (const code of ['', 'a b', 'a|b', 'x'.repeat(41), 'a\n']) expect(ItemCode.safeParse(code).success).toBe(false);
});
