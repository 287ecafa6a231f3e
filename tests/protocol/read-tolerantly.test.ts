import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Changes } from '../../src/protocol/feed-lists.ts';
import { readTolerantly } from '../../src/protocol/read-tolerantly.ts';
import { BASE, newId, PLAN } from '../domain/make.ts';

const activity = (more: object = {}, content: object = {}) => ({
  id: newId(),
  version: 1,
  state: 'sent',
  authorId: 'a-1',
  content: { ...BASE, ...content },
  createdAt: '2024-06-12T08:10:00.000Z',
  updatedAt: '2024-06-12T08:10:00.000Z',
  ...more,
});
const cell = (more: object = {}) => ({
  planId: PLAN.id,
  itemCode: 'I.1',
  unitId: 'qlbg',
  part: '2024-06-01',
  state: 'sent',
  records: 2,
  measures: { sessions: 2 },
  ...more,
});
const read = (changes: object) => readTolerantly(Changes, structuredClone(changes), 2);

describe('what a later release says', () => {
  test('is read as far as it is known: unknown keys and lists are left out', () => {
    const known = activity();
    const reading = read({
      notices: [{ id: 'n' }],
      activities: [{ ...known, photos: [1] }],
      cells: [cell({ share: 1, measures: { sessions: 2, flights: 4 } })],
      plans: [
        { ...PLAN, motto: 'x', items: PLAN.items.map((item) => ({ ...item, colour: 'red', measures: [...item.measures, 'flights'] })) },
      ],
    });
    expect(reading).toEqual({ value: { activities: [known], cells: [cell()], plans: [PLAN] }, unread: [] });
  });

  test.each<[string, string, object]>([
    ['a record of an unknown type', 'activities', activity({}, { type: 'dronePatrol', own: { flights: 1 } })],
    ['a record in an unknown state', 'activities', activity({ state: 'archived' })],
    ['a record without an answer that must be there', 'activities', activity({}, { own: { sessions: 1 } })],
    ['a sum of an unknown state', 'cells', cell({ state: 'archived' })],
    [
      'a plan with an unknown schedule',
      'plans',
      { ...PLAN, items: PLAN.items.map((item) => ({ ...item, schedule: { type: 'weekly', basis: 'stated' } })) },
    ],
    ['a person in an unknown role', 'people', { id: 'a-2', staffCode: 'X', role: 'auditor', unitIds: [] }],
    [
      'a place of an unknown level',
      'localities',
      { id: 'l', name: 'L', level: 'hamlet', parentId: null, from: null, to: null, successorIds: [] },
    ],
  ])('%s is handed back as it came, and the others are read', (_, list, row) => {
    const other = activity();
    const lists = { activities: [other], [list]: list === 'activities' ? [row, other] : [row] };
    expect(read(lists)).toEqual({
      value: { activities: [other], ...(list !== 'activities' && { [list]: [] }) },
      unread: [{ list, raw: row, isPartly: false }],
    });
  });

  test('of a record in part is shown in part, and handed back whole', () => {
    const row = activity({}, { audienceGroups: ['residents', 'nomads'], own: { ...BASE.own, weather: 'Mưa', form: 'drama' } });
    const shown = { ...row, content: { ...row.content, audienceGroups: ['residents'], own: BASE.own } };
    expect(read({ activities: [row] })).toEqual({
      value: { activities: [shown] },
      unread: [{ list: 'activities', raw: row, isPartly: true }],
    });
  });

  test('about what was taken away is read as far as the ids are ids', () => {
    const id = newId();
    expect(read({ removed: [id, 'r2:7'] })?.value).toEqual({ removed: [id] });
  });

  test.each([
    ['a list that is none', { activities: 'all' }],
    ['no lists', 'x'],
    ['a row for lists', [1]],
  ])('as %s cannot be read', (_, changes) => {
    expect(readTolerantly(Changes, changes, 2)).toBeUndefined();
  });
});

test('whatever lies in the rows, what is read holds, and no row is dropped without being handed back', () => {
  // As it comes over the wire, which knows no zero below zero.
  const odd = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as typeof value);
  const keys = fc.constantFrom('id', 'version', 'state', 'content', 'createdAt', 'later', 'conflicts');
  const rows = fc.array(fc.dictionary(keys, odd, { maxKeys: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, (changes) => {
      const activities = changes.map((change) => activity(change));
      const reading = read({ activities });
      if (!reading) throw new Error('Rows alone never make an answer unreadable');
      expect(Changes.safeParse(reading.value).success).toBe(true);
      const lost = reading.unread.filter(({ isPartly }) => !isPartly);
      expect((reading.value.activities ?? []).length + lost.length).toBe(activities.length);
      for (const { raw } of lost) expect(activities).toContainEqual(raw);
    }),
  );
});
