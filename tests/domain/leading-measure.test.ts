import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf, knownAmount, leadingMeasure, measuresOf, withFirst } from '../../src/domain/leading-measure.ts';
import { MEASURE_KEYS, type MeasureKey } from '../../src/domain/measure.ts';
import { NO_TALLY } from '../../src/domain/tally.ts';

const item = (...measures: MeasureKey[]) => ({ measures });

test('the first measure of the item with something counted speaks for it', () => {
  expect(leadingMeasure(item('sessions', 'attendees'), { sessions: 2, attendees: 80 })).toBe('sessions');
  expect(leadingMeasure(item('integratedMeetings', 'attendees', 'articles'), { articles: 3 })).toBe('articles');
  expect(leadingMeasure(item('sessions', 'attendees'), { sessions: 0, attendees: 80 })).toBe('attendees');
});

test('a measure the item does not name speaks only where its own are silent', () => {
  expect(leadingMeasure(item('contests', 'events'), { posts: 1, articles: 2 })).toBe('articles');
  expect(leadingMeasure(item('contests', 'events'), { events: 1, articles: 2 })).toBe('events');
});

test('with nothing counted it is the first measure, and a heading is counted in records', () => {
  expect(leadingMeasure(item('inspections', 'findings'), {})).toBe('inspections');
  expect(leadingMeasure(item(), { sessions: 2 })).toBeUndefined();
});

test('a correction that takes away still names its measure', () => {
  expect(leadingMeasure(item('sessions', 'attendees'), { attendees: -5 })).toBe('attendees');
});

test('a figure is the measure, or the records where there is none', () => {
  const amount = { records: 3, measures: { sessions: 5 } };
  expect([figureOf(amount, 'sessions'), figureOf(amount, 'attendees'), figureOf(amount, undefined)]).toEqual([5, 0, 3]);
});

test('what is known is confirmed, waiting and on this phone together', () => {
  const tally = {
    confirmed: { records: 2, measures: { sessions: 2 } },
    waiting: { records: 1, measures: { sessions: 1, leaflets: 4 } },
    declared: 9,
    onPhone: { records: -1, measures: { sessions: -1 } },
  };
  expect(knownAmount(tally)).toEqual({ records: 2, measures: { sessions: 2, leaflets: 4 } });
});

test('measures to read: its own first, others only when counted, none twice', () => {
  const keys = fc.uniqueArray(fc.constantFrom(...MEASURE_KEYS));
  fc.assert(
    fc.property(keys, keys, (own, counted) => {
      const measures = Object.fromEntries(counted.map((key) => [key, 1]));
      const found = measuresOf({ measures: own }, { ...NO_TALLY, waiting: { records: 1, measures } });
      expect(found.slice(0, own.length)).toEqual(own);
      expect(new Set(found).size).toBe(found.length);
      expect(new Set(found)).toEqual(new Set([...own, ...counted]));
      const leading = leadingMeasure({ measures: own }, measures);
      expect(leading === undefined).toBe(own.length === 0);
      if (leading !== undefined) expect(found).toContain(leading);
    }),
  );
});

test('the measure chosen to lead stands first, and none is lost or doubled', () => {
  expect(withFirst(['sessions', 'attendees', 'leaflets'], 'leaflets')).toEqual(['leaflets', 'sessions', 'attendees']);
  expect(withFirst(['sessions', 'attendees'], 'sessions')).toEqual(['sessions', 'attendees']);
});
