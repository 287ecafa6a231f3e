import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncResponse } from '../../../src/protocol/sync.ts';
import { fitToShape, type Shape, UNREADABLE } from '../../../src/server/former/fit.ts';
import { formerPhoneOf, protocolOf } from '../../../src/server/former/former-phone.ts';
import { folderOf, keptVersions, loadRelease } from '../../compatibility/releases.ts';
import { BASE, newId, PLAN } from '../../domain/make.ts';

const former = formerPhoneOf(2);
if (!former) throw new Error('Phones of protocol 2 are served');
const fitted = (more: object) =>
  former.reply('POST /api/sync', {
    protocol: 2,
    epoch: 'e',
    scope: 's',
    cursor: 1,
    more: false,
    results: [],
    changes: {},
    now: '2026-03-18T05:00:00.000Z',
    ...more,
  });
const record = (content: object, more: object = {}) => ({
  id: newId(),
  version: 1,
  state: 'sent',
  authorId: 'a-1',
  content: { ...BASE, ...content },
  createdAt: '2024-06-12T08:10:00.000Z',
  updatedAt: '2024-06-12T08:10:00.000Z',
  ...more,
});

describe('a phone of protocol 2', () => {
  test('is told what it knows as it is', () => {
    const answer = { changes: { plans: [PLAN], activities: [record({})] }, results: [{ status: 'failed', id: newId() }] };
    expect(fitted(answer)).toMatchObject(answer);
  });

  test('is not told of keys, lists, types, fields, options and measures that came later', () => {
    const cell = { planId: PLAN.id, itemCode: 'I', unitId: 'u', part: '2024-06-01', state: 'sent', records: 1, measures: { sessions: 1 } };
    const known = record({});
    const { changes } = fitted({
      motto: 'x',
      changes: {
        notices: [1],
        activities: [
          { ...known, photos: [1], content: { ...BASE, weather: 1, own: { ...BASE.own, form: 'drama', later: 1 } } },
          record({ type: 'dronePatrol', own: { flights: 1 } }),
          record({ own: { sessions: 1 } }),
          record({}, { state: 'archived' }),
        ],
        cells: [
          { ...cell, share: 1, measures: { sessions: 1, flights: 2 } },
          { ...cell, state: 'archived' },
        ],
      },
    }) as SyncResponse;
    expect(changes).toEqual({ activities: [known], cells: [cell] });
  });

  test('gets a word it knows where one must be there', () => {
    const id = newId();
    const { results, changes } = fitted({
      results: [
        { status: 'rejected', id, reason: 'overQuota', issues: [{ field: 'date', code: 'dayIsFull' }] },
        { status: 'queued', id },
      ],
      changes: {
        plans: [{ ...PLAN, items: [{ ...PLAN.items[0], tracking: 'rota', schedule: { type: 'weekly', basis: 'guessed' } }] }],
        people: [{ id: 'a-2', staffCode: 'X', role: 'auditor', unitIds: [] }],
      },
    }) as SyncResponse;
    expect(results).toEqual([
      { status: 'rejected', id, reason: 'notPossible', issues: [] },
      { status: 'failed', id },
    ]);
    expect(changes.plans?.[0]?.items[0]).toMatchObject({ tracking: 'none', schedule: { type: 'adhoc', basis: 'default' } });
    expect(changes.people).toMatchObject([{ role: 'viewer' }]);
  });

  test('is known by its request, or by the release its device last spoke of', () => {
    expect(protocolOf({ protocol: 2 }, 'web 0.2.0')).toBe(2);
    expect(protocolOf(undefined, 'web 0.1.0')).toBe(2);
    expect(formerPhoneOf(protocolOf(undefined, 'web 0.2.0'))).toBeUndefined();
    expect(formerPhoneOf(protocolOf(undefined, undefined))).toBeUndefined();
  });
});

test('whatever a later release may say, a strict reader of the shape takes what is left of it', () => {
  const kept = JSON.parse(readFileSync('src/server/former/protocol-2.json', 'utf8'));
  const shape = kept.replies['GET /api/tally'] as Shape;
  const row = { itemCode: 'I', unitId: 'u', state: 'sent', records: 1, measures: {} };
  const options = { instead: {}, insteadOf: {}, own: {} };
  const change = fc.dictionary(fc.constantFrom('itemCode', 'state', 'records', 'measures', 'later'), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const reply = { planId: 'p', from: '2024-01-01', to: '2024-12-31', rows: changes.map((one) => ({ ...row, ...one })) };
      const once = fitToShape(reply, shape, options);
      expect(once).not.toBe(UNREADABLE);
      expect(fitToShape(once, shape, options)).toEqual(once);
    }),
  );
});

test('every reply that is fitted is one that the kept release itself can read', async () => {
  const [version] = keptVersions();
  const { phone } = await loadRelease('first', folderOf(version as string));
  const reply = former.reply('GET /api/activities', {
    activities: [record({}), record({ type: 'dronePatrol', own: {} }), { ...record({}), photos: [] }],
    more: false,
    later: 1,
  });
  expect(phone.ActivityList.parse(reply).activities).toHaveLength(2);
});

test('a phone of protocol 2 hears of the topics and of the markers its own release takes, and of no others', () => {
  const own = { sessions: 1, attendees: 20, topics: ['treaties'], markers: ['302(1)', '65/2', '314'] };
  const { changes } = fitted({ changes: { activities: [record({ own })] } }) as SyncResponse;
  expect(changes.activities?.[0]?.content).toMatchObject({ own: { topics: ['treaties'], markers: ['302(1)', '314'] } });
});
