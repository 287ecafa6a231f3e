import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHttpsUrl, LIMITS, parseContent } from '../../src/domain/activity.ts';
import { ACTIVITY_TYPE_KEYS, type ActivityTypeSpec, activityType, countLimits } from '../../src/domain/activity-types.ts';
import { contribution, isCounted } from '../../src/domain/contribution.ts';
import { anyContent, BASE, BORDERS, leastOwn, makeContent } from './make.ts';

const spec = (type: string): ActivityTypeSpec => {
  const found = activityType(type);
  if (!found) throw new Error(type);
  return found;
};
const parses = (change: Readonly<Record<string, unknown>>): boolean => parseContent({ ...BASE, ...change }) !== undefined;

describe.each(ACTIVITY_TYPE_KEYS)('%s', (type) => {
  const least = leastOwn(type);
  const withOwn = (own: Readonly<Record<string, unknown>>): boolean => parses({ type, own });

  test('its required fields are enough, and each of them is needed', () => {
    expect(withOwn(least)).toBe(true);
    for (const key of Object.keys(least)) {
      const { [key]: _left, ...rest } = least;
      expect(withOwn(rest), key).toBe(false);
    }
  });

  test('its counts are whole numbers within their limits', () => {
    for (const [key, field] of Object.entries(spec(type).fields)) {
      if (field.kind !== 'count') continue;
      const { min, max } = countLimits(field);
      for (const value of [min, max]) expect(withOwn({ ...least, [key]: value }), `${key} ${value}`).toBe(true);
      for (const value of [min - 1, max + 1, min + 0.5, Number.NaN, Number.POSITIVE_INFINITY, String(min), null])
        expect(withOwn({ ...least, [key]: value }), `${key} ${value}`).toBe(false);
    }
  });

  test('its texts are tidy, composed and not too long', () => {
    for (const [key, field] of Object.entries(spec(type).fields)) {
      if (field.kind !== 'text') continue;
      expect(withOwn({ ...least, [key]: 'ố'.repeat(field.max) })).toBe(true);
      for (const value of ['', ' x', 'x ', 'x\u0000', 'ố'.repeat(field.max + 1), 'ố'.normalize('NFD'), 7])
        expect(withOwn({ ...least, [key]: value }), `${key} ${JSON.stringify(value)}`).toBe(false);
    }
  });

  test('its choices come from their options, none twice', () => {
    for (const [key, field] of Object.entries(spec(type).fields)) {
      if (field.kind === 'choice') {
        for (const option of field.options) expect(withOwn({ ...least, [key]: option })).toBe(true);
        for (const value of ['', 'elsewhere', 'toString', [field.options[0]]]) expect(withOwn({ ...least, [key]: value })).toBe(false);
      }
      if (field.kind !== 'choices') continue;
      expect(withOwn({ ...least, [key]: field.options.slice(0, field.max) })).toBe(true);
      for (const value of [['elsewhere'], [field.options[0], field.options[0]], field.options[0]])
        expect(withOwn({ ...least, [key]: value })).toBe(false);
    }
  });

  test('no other field is taken, its own name of the prototype neither', () => {
    expect(withOwn({ ...least, extra: 1 })).toBe(false);
    expect(withOwn({ ...least, constructor: 1 })).toBe(false);
    expect(withOwn(JSON.parse(`{"__proto__":{"attendees":5},${JSON.stringify(least).slice(1)}`))).toBe(false);
  });
});

test('common fields are checked', () => {
  expect(parses({})).toBe(true);
  expect(parses({ localityId: undefined, placeNote: 'Cảng cá', note: 'dòng một\ndòng hai', endDate: '2024-06-13' })).toBe(true);
  for (const wrong of [
    { type: 'unknown' },
    { type: 'constructor' },
    { date: '2024-02-30' },
    { endDate: null },
    { itemCode: '' },
    { itemCode: 'a b' },
    { unitId: undefined },
    { estimated: 'yes' },
    { note: '' },
    { note: 'x'.repeat(LIMITS.note + 1) },
    { placeNote: 'x'.repeat(LIMITS.placeNote + 1) },
    { audienceGroups: ['residents', 'residents'] },
    { audienceGroups: ['someone'] },
    { alsoItemCodes: ['a', 'b', 'c', 'd'] },
    { coUnitIds: 'u-x' },
    { attendees: 1 },
    { own: undefined },
    { own: [] },
  ])
    expect(parses(wrong), JSON.stringify(wrong)).toBe(false);
});

test('a key of the prototype is no field of a record', () => {
  expect(parseContent(JSON.parse(`{"__proto__":{"admin":true},${JSON.stringify(BASE).slice(1)}`))).toBeUndefined();
  for (const value of [null, undefined, 1, 'x', [], {}]) expect(parseContent(value)).toBeUndefined();
});

test('a content comes through JSON unchanged', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      expect(parseContent(JSON.parse(JSON.stringify(content)))).toEqual(JSON.parse(JSON.stringify(content)));
    }),
  );
});

test('addresses are https, with a host and without a user', () => {
  for (const url of ['https://a.vn', 'https://a.vn/b?c=d#e', 'https://sub.a.gov.vn?x']) expect(isHttpsUrl(url)).toBe(true);
  for (const url of [
    'http://a.vn',
    'https://a',
    'https://me@a.vn',
    'https://a.vn/ b',
    'javascript:alert(1)',
    'https:///a.vn',
    ' https://a.vn',
  ])
    expect(isHttpsUrl(url), url).toBe(false);
});

test('every record counts only what its type names, in whole numbers', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const { measures } = contribution(content, 'sent');
      for (const [key, value] of Object.entries(measures)) {
        expect(spec(content.type).measures).toContain(key);
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }
      expect(Object.keys(measures).length).toBeGreaterThan(0);
    }),
  );
});

test('what is not answered is not counted, which is not zero', () => {
  expect(contribution(makeContent(), 'sent').measures).toEqual({ sessions: 1, attendees: 85 });
  expect(contribution(makeContent({ own: { sessions: 1, attendees: 85, leaflets: 0 } }), 'sent').measures.leaflets).toBe(0);
});

test('a loudspeaker series counts airings, and minutes are airings times minutes', () => {
  const own = { station: 'Trạm xã', programme: 'Tin', airings: 30, minutesPerAiring: 15, clusters: 12 };
  expect(contribution(makeContent({ type: 'broadcast', own }), 'sent').measures).toEqual({ broadcasts: 30, broadcastMinutes: 450 });
});

test('a post on Facebook or Zalo is a post, anything else an article', () => {
  const measures = (channel: string) =>
    contribution(makeContent({ type: 'publication', own: { channel, title: 'Tin', count: 2 } }), 'sent').measures;
  expect(measures('facebook')).toEqual({ posts: 2 });
  expect(measures('zalo')).toEqual({ posts: 2 });
  expect(measures('newspaper')).toEqual({ articles: 2 });
});

test('sent and confirmed records stand in the figures, no others', () => {
  expect((['sent', 'confirmed', 'returned', 'withdrawn', 'duplicate'] as const).filter(isCounted)).toEqual(['sent', 'confirmed']);
  expect(contribution(makeContent(), 'sent')).toMatchObject({ itemCode: 'II.1.a.p1', unitId: BORDERS, date: '2024-06-12', state: 'sent' });
});
