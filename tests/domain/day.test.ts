import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addDays, Day, day, dayFrom, dayOfMonth, daysBetween, monthOf, officeDay, weekdayOf, yearOf } from '../../src/domain/day.ts';
import { dayIn } from './make.ts';

const anyDay = dayIn('2000-01-01', '2099-12-31');

test.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01'])('%s is a day', (text) => {
  expect(Day.safeParse(text).success).toBe(true);
});

test.each([
  '2023-02-29',
  '1900-02-29',
  '2024-02-30',
  '2024-13-01',
  '2024-00-10',
  '2024-1-1',
  '24-01-01',
  '2024-06-12T00:00:00Z',
  '12/6/2024',
  '',
  ' 2024-06-12',
  '٢٠٢٤-٠٦-١٢',
])('%j is no day', (text) => {
  expect(Day.safeParse(text).success).toBe(false);
});

test('text order is time order, and adding days is undone by taking them away', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (from, count) => {
      const to = addDays(from, count);
      expect(Day.safeParse(to).success).toBe(true);
      expect(daysBetween(from, to)).toBe(count);
      expect(addDays(to, -count)).toBe(from);
      expect(to > from).toBe(count > 0);
    }),
  );
});

test('a day is put together from its parts again', () => {
  fc.assert(
    fc.property(anyDay, (value) => {
      expect(dayFrom(yearOf(value), monthOf(value), dayOfMonth(value))).toBe(value);
    }),
  );
});

test('months and days overflow into their neighbours', () => {
  expect(dayFrom(2026, 13, 0)).toBe('2026-12-31');
  expect(dayFrom(2024, 3, 0)).toBe('2024-02-29');
  expect(dayFrom(2023, 3, 0)).toBe('2023-02-28');
  expect(dayFrom(2024, 0, 15)).toBe('2023-12-15');
});

test('weekdays follow one another', () => {
  expect(weekdayOf(day('2024-06-12'))).toBe(3);
  expect(weekdayOf(day('2024-06-16'))).toBe(0);
  fc.assert(
    fc.property(anyDay, (value) => {
      expect(weekdayOf(addDays(value, 1))).toBe((weekdayOf(value) + 1) % 7);
    }),
  );
});

test("the office's day begins at 17:00 UTC of the day before", () => {
  expect(officeDay(Date.parse('2024-06-11T16:59:59.999Z'))).toBe('2024-06-11');
  expect(officeDay(Date.parse('2024-06-11T17:00:00.000Z'))).toBe('2024-06-12');
  expect(officeDay(Date.parse('2023-12-31T17:00:00Z'))).toBe('2024-01-01');
});

/** A browser whose words for a date stand in another order, as some builds of ICU have them. */
class OtherOrder extends Intl.DateTimeFormat {
  override format(): string {
    return '11/29/2025';
  }
  override formatToParts(date?: Date | number): Intl.DateTimeFormatPart[] {
    return super.formatToParts(date).reverse();
  }
}

describe('where a browser orders the parts of a date otherwise', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test('the office has the same day and the same time', async () => {
    vi.resetModules();
    vi.stubGlobal('Intl', { ...Intl, DateTimeFormat: OtherOrder });
    const { officeDay: dayThere, officeTime: timeThere } = await import('../../src/domain/day.ts');
    const late = Date.parse('2025-11-29T16:05:00Z');
    expect([dayThere(late), timeThere(late)]).toEqual(['2025-11-29', '23:05']);
    const midnight = Date.parse('2025-12-31T17:00:00Z');
    expect([dayThere(midnight), timeThere(midnight)]).toEqual(['2026-01-01', '00:00']);
  });
});

test('no date is written by a format of the browser whose order is its own affair', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const texts = new Map(files.map((name) => [name, readFileSync(join('src', name), 'utf8')]));
  const dating = [...texts].filter(([, text]) => /toLocale(?:Date|Time)?String|DateTimeFormat/.test(text)).map(([name]) => name);
  expect(dating).toEqual([join('domain', 'day.ts')]);
  expect(texts.get(join('domain', 'day.ts'))).not.toContain('.format(');
});
