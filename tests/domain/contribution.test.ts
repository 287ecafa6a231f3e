import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVITY_TYPE_KEYS, activityType, type OwnFields } from '../../src/domain/activity-types.ts';
import { contribution, countedFieldChanged } from '../../src/domain/contribution.ts';
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

  test('where any field is touched by which a type adds to a measure', () => {
    for (const type of ACTIVITY_TYPE_KEYS) {
      const before = makeContent({ type, localityId: 'o-pm', own: { ...leastOwn(type), ...(type === 'exemplar' && { individuals: 1 }) } });
      const feeds = (own: OwnFields) => JSON.stringify(activityType(type)?.feeds(own));
      const counts = Object.entries(activityType(type)?.fields ?? {}).filter(([, { kind }]) => kind === 'count');
      const changed = counts.map(([field]) => ({ ...before.own, [field]: 7 }));
      const feeding = changed.filter((own) => feeds(own) !== feeds(before.own));
      expect(feeding.length, type).toBeGreaterThan(0);
      for (const own of feeding) expect(countedFieldChanged(before, { ...before, own }), type).toBe(true);
      for (const own of changed) if (!feeding.includes(own)) expect(countedFieldChanged(before, { ...before, own }), type).toBe(false);
    }
  });
});
