import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayByServer, latestDay } from '../../src/domain/clock.ts';
import { officeDay } from '../../src/domain/day.ts';

const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(`${text}+07:00`);
const instant = fc.integer({ min: at('2024-01-01T00:00'), max: at('2030-12-31T23:59') });
const skew = fc.integer({ min: -48 * HOUR_MS, max: 48 * HOUR_MS });

test('a clock half a day behind offers yesterday: the true day is named, and may be written', () => {
  const phone = at('2026-11-28T21:00');
  expect(dayByServer(phone, 12 * HOUR_MS, phone)).toBe('2026-11-29');
  expect(latestDay(phone, 12 * HOUR_MS)).toBe('2026-11-29');
});

test('a clock half a day ahead offers tomorrow: the true day is named', () => {
  const phone = at('2026-11-29T09:00');
  expect(dayByServer(phone, -12 * HOUR_MS, phone)).toBe('2026-11-28');
});

test('where both clocks have the same day nothing is said', () => {
  const phone = at('2026-11-29T09:00');
  expect(dayByServer(phone, 3 * HOUR_MS, phone)).toBeUndefined();
});

test('a clock set back since it was compared is not called wrong', () => {
  const compared = at('2026-11-29T09:00');
  expect(dayByServer(compared - 12 * HOUR_MS, -12 * HOUR_MS, compared)).toBeUndefined();
});

test('neither the true day nor the day of the phone is ever refused as not yet come', () => {
  fc.assert(
    fc.property(instant, skew, (now, off) => {
      expect(latestDay(now, off) >= officeDay(now)).toBe(true);
      expect(latestDay(now, off) >= officeDay(now + off)).toBe(true);
    }),
  );
});

test('the day that is named is that of the server', () => {
  fc.assert(
    fc.property(instant, skew, (server, off) => {
      const phone = server - off;
      expect(dayByServer(phone, off, phone) ?? officeDay(phone)).toBe(officeDay(server));
    }),
  );
});
