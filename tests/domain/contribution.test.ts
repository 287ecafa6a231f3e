import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMON_FIELDS } from '../../src/domain/activity.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../../src/domain/activity-types.ts';
import { contribution, countedFieldChanged } from '../../src/domain/contribution.ts';
import { fieldsRead } from '../../src/domain/fields-read.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { anyContent, CONSULAR, leastOwn, makeContent } from './make.ts';

const exemplar = (own: object) => makeContent({ type: 'exemplar', own: { action: 'found', ...own } });

describe('a counted field changed', () => {
  test('although the sum is the same', () => {
    const before = exemplar({ collectives: 5, individuals: 1 });
    expect(countedFieldChanged(before, exemplar({ collectives: 1, individuals: 5 }))).toBe(true);
    expect(countedFieldChanged(before, exemplar({ action: 'proposed', collectives: 5, individuals: 1 }))).toBe(true);
    const broadcast = (airings: number, minutesPerAiring: number) =>
      makeContent({ type: 'broadcast', own: { station: 'A', programme: 'B', airings, minutesPerAiring } });
    expect(countedFieldChanged(broadcast(10, 3), broadcast(3, 10))).toBe(true);
    const publication = (channel: string) => makeContent({ type: 'publication', own: { channel, title: 'A', count: 1 } });
    expect(countedFieldChanged(publication('facebook'), publication('zalo'))).toBe(true);
  });

  test('where an answer is given or taken back that counts nothing', () => {
    const before = exemplar({ individuals: 1 });
    expect(countedFieldChanged(before, exemplar({ individuals: 1, collectives: 0 }))).toBe(true);
    expect(countedFieldChanged(exemplar({ individuals: 1, collectives: 0 }), before)).toBe(true);
  });

  test('not by words, groups and marks beside the figures', () => {
    const before = exemplar({ individuals: 1 });
    for (const change of [
      { note: 'Đã kiểm tra' },
      { placeNote: 'Cảng cá' },
      { alsoItemCodes: ['II.1.b'] },
      { coUnitIds: [CONSULAR] },
      { audienceGroups: ['fishermen'] },
      { endDate: '2024-06-12' },
    ])
      expect(countedFieldChanged(before, { ...before, ...(change as object) }), JSON.stringify(change)).toBe(false);
    expect(countedFieldChanged(before, exemplar({ individuals: 1, field: 'Biên giới', docNumber: '1/QĐ' }))).toBe(false);
  });

  test.each([
    ['date', '2024-06-11'],
    ['unitId', CONSULAR],
    ['itemCode', 'II.1.b'],
    ['localityId', undefined],
    ['estimated', true],
  ])('%s decides where and how a record counts', (field, value) => {
    const before = makeContent();
    expect(countedFieldChanged(before, { ...before, [field]: value })).toBe(true);
  });

  test('wherever two records add something else, whatever their types', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (a, b) => {
        const adds = (one: typeof a) => JSON.stringify(contribution(one, 'sent'));
        if (adds(a) !== adds(b)) expect(countedFieldChanged(a, b)).toBe(true);
        expect(countedFieldChanged(a, a)).toBe(false);
      }),
    );
  });

  test('where any field is touched that feeds a measure of the type', () => {
    for (const type of ACTIVITY_TYPE_KEYS) {
      const before = makeContent({ type, localityId: 'o-pm', own: { ...leastOwn(type), ...(type === 'exemplar' && { individuals: 1 }) } });
      const fed = fieldsRead(before.own, (own) => activityType(type)?.feeds(own));
      expect(fed.size, type).toBeGreaterThan(0);
      for (const field of fed) {
        const after = { ...before, own: { ...before.own, [field]: 7 } };
        expect(Object.keys(changedFields(before, after)), `${type} ${field}`).toEqual([field]);
        expect(countedFieldChanged(before, after), `${type} ${field}`).toBe(true);
      }
    }
  });
});

test('fields are seen however they are looked at', () => {
  const fields: Record<string, number | undefined> = { a: 1, b: 2, c: 3 };
  expect(fieldsRead(fields, ({ a }) => a)).toEqual(new Set(['a']));
  expect(fieldsRead(fields, (all) => 'd' in all)).toEqual(new Set(['d']));
  expect(fieldsRead(fields, (all) => Object.values(all))).toEqual(new Set(['a', 'b', 'c']));
  expect(fieldsRead(makeContent(), (content) => contribution(content, 'sent')).intersection(new Set<string>(COMMON_FIELDS))).toEqual(
    new Set(['planId', 'itemCode', 'unitId', 'localityId', 'type', 'date', 'estimated']),
  );
});
