import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ACTIVITY_TYPE_KEYS, ACTIVITY_TYPES } from '../../src/domain/activity-types.ts';
import { MEASURE_KEYS, MEASURES } from '../../src/domain/measure.ts';
import { RECORD_ACTIONS } from '../../src/domain/record-action.ts';
import { Changes } from '../../src/protocol/feed-lists.ts';
import { FORMER_REQUEST_KEYS, formerRequest } from '../../src/protocol/former-requests.ts';
import { MAX_REASON_LENGTH } from '../../src/protocol/limits.ts';
import { Mutation } from '../../src/protocol/mutation.ts';
import { MutationResult } from '../../src/protocol/mutation-result.ts';
import { ERROR_CODES, ErrorBody } from '../../src/protocol/refusal.ts';
import { ServerActivity } from '../../src/protocol/server-activity.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION, SyncResponse } from '../../src/protocol/sync.ts';
import { SyncRequest } from '../../src/protocol/sync-request.ts';
import { wireShape } from '../compatibility/wire-shape.ts';
import { BASE, newId, PLAN } from '../domain/make.ts';

test('neither the shape of the wire nor what it may hold moves without its number', () => {
  const upward = [SyncRequest, Mutation].map((schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const shape = [upward, wireShape(), MEASURES];
  const fingerprint = createHash('sha256').update(JSON.stringify(shape)).digest('hex');
  expect({ PROTOCOL_VERSION, fingerprint }).toMatchInlineSnapshot(`
    {
      "PROTOCOL_VERSION": 3,
      "fingerprint": "ce881ee2eb2e62af3238295f0292dd18eb4aa872df3b60fa1efb71069584a89d",
    }
  `);
});

test('the fingerprint covers types, own fields, options, measures, replies and refusals', () => {
  const { own, replies, refusal } = wireShape();
  expect(Object.keys(own)).toEqual(ACTIVITY_TYPE_KEYS);
  const { fields } = ACTIVITY_TYPES.borderSession;
  expect(own).toMatchObject({
    borderSession: { properties: Object.fromEntries(Object.keys(fields).map((field) => [field, {}])) },
    publication: { properties: { channel: { enum: ACTIVITY_TYPES.publication.fields.channel.options } } },
  });
  expect(refusal).toMatchObject({ properties: { error: { enum: ERROR_CODES } } });
  expect(JSON.stringify(replies['POST /api/sync'])).toContain(JSON.stringify(MEASURE_KEYS));
});

/** What phones of a protocol can read: of the first one the server knows it, of the others the release that was kept. */
const WIRES = [...globSync('src/server/former/protocol-*.json'), ...globSync('tests/fixtures/releases/*/wire.json')].map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);

test('the wire of a release that was kept stays as it was while it has the same number', () => {
  expect(WIRES).toHaveLength(readdirSync('tests/fixtures/releases').length);
  for (const wire of WIRES) if (wire.protocol === PROTOCOL_VERSION) expect(JSON.parse(JSON.stringify(wireShape()))).toEqual(wire);
});

test('the oldest protocol that is served is that of the oldest release that was kept, with which it is tried', () => {
  expect(Math.min(...WIRES.map((wire) => wire.protocol))).toBe(OLDEST_PROTOCOL);
});

test('this app can ask a server of every protocol from the oldest served to its own', () => {
  const protocols = Object.keys(FORMER_REQUEST_KEYS).map(Number);
  expect(protocols).toEqual(Array.from({ length: PROTOCOL_VERSION - OLDEST_PROTOCOL }, (_, nth) => OLDEST_PROTOCOL + nth));
  for (const protocol of protocols) {
    const known = FORMER_REQUEST_KEYS[protocol]?.request ?? [];
    expect(known).toContain('protocol');
    const whole = {
      ...Object.fromEntries(known.map((key) => [key, {}])),
      held: { count: 1, later: 2 },
      later: 1,
    } as unknown as SyncRequest;
    const former = formerRequest(whole, protocol);
    expect(Object.keys(former).sort()).toEqual([...known].sort());
    expect(former).toMatchObject({ protocol, held: { count: 1 } });
    expect(former.held).not.toHaveProperty('later');
  }
});

const mutation = () => ({
  id: newId(),
  activityId: newId(),
  action: 'record',
  base: 0,
  patch: { attendees: 90, note: null, audienceGroups: ['residents'], estimated: false },
  at: '2024-06-12T08:10:00.000Z',
});

describe('a mutation', () => {
  test('is taken as it is made', () => {
    expect(Mutation.safeParse(mutation()).success).toBe(true);
    expect(Mutation.safeParse({ ...mutation(), base: 7 }).success).toBe(true);
    expect(Mutation.safeParse({ ...mutation(), base: newId() }).success).toBe(true);
    expect(Mutation.safeParse({ ...mutation(), action: 'withdraw', patch: {} }).success).toBe(true);
  });

  test.each([
    ['an unknown key', { extra: 1 }],
    ['no id', { id: undefined }],
    ['an id of another version', { id: '01902f5c-0000-4000-8000-000000000000' }],
    ['an unknown action', { action: 'delete' }],
    ['a base below zero', { base: -1 }],
    ['half a version', { base: 1.5 }],
    ['a base that is no id', { base: 'yesterday' }],
    ['an object as value', { patch: { attendees: { $gt: 0 } } }],
    ['a list of numbers', { patch: { attendees: [1] } }],
    ['an endless field name', { patch: { ['x'.repeat(41)]: 1 } }],
    ['a patch that is a list', { patch: [] }],
    ['a time that is none', { at: 'today' }],
    ['a day for a time', { at: '2024-06-12' }],
  ])('with %s is refused', (_what, change) => {
    expect(Mutation.safeParse({ ...mutation(), ...change }).success).toBe(false);
  });

  test.each(['confirm', 'return', 'markDuplicate', 'withdraw', 'restore'])('%s changes no field', (action) => {
    const extra = { return: { reason: 'Số chưa khớp' }, markDuplicate: { duplicateOfId: newId() } }[action];
    expect(Mutation.safeParse({ ...mutation(), action, patch: {}, base: 3, ...extra }).success).toBe(true);
    expect(Mutation.safeParse({ ...mutation(), action, base: 3, ...extra }).success).toBe(false);
  });

  test.each(RECORD_ACTIONS)('%s: a reason with a return alone, a record that is kept with a duplicate alone', (action) => {
    const bare = { ...mutation(), action, patch: {}, base: 3 };
    const reason = 'Số chưa khớp với biên bản';
    const duplicateOfId = newId();
    const taken = [bare, { ...bare, reason }, { ...bare, duplicateOfId }, { ...bare, reason, duplicateOfId }].map(
      (value) => Mutation.safeParse(value).success,
    );
    expect(taken).toEqual([action !== 'return' && action !== 'markDuplicate', action === 'return', action === 'markDuplicate', false]);
  });

  test('a reason says something, and not without end', () => {
    const withReason = (reason: unknown) => Mutation.safeParse({ ...mutation(), action: 'return', patch: {}, base: 3, reason }).success;
    expect([undefined, '', 'x', 'x'.repeat(MAX_REASON_LENGTH), 'x'.repeat(MAX_REASON_LENGTH + 1), 1].map(withReason)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    const kept = (duplicateOfId: unknown) =>
      Mutation.safeParse({ ...mutation(), action: 'markDuplicate', patch: {}, base: 3, duplicateOfId }).success;
    expect([newId(), 'that one', 7].map(kept)).toEqual([true, false, false]);
  });

  test.each([null, undefined, 1, 'x', [], {}])('%j is none', (value) => {
    expect(Mutation.safeParse(value).success).toBe(false);
  });
});

const request = () => ({
  protocol: PROTOCOL_VERSION,
  accountId: 'a-1',
  app: '0.1.0',
  epoch: '',
  scope: '',
  cursor: 0,
  limit: 500,
  held: { count: 0, attention: 0, persisted: true },
  note: [],
  mutations: [],
});

describe('a request', () => {
  test('does not look into its mutations, so that a bad one holds up no other', () => {
    expect(SyncRequest.safeParse({ ...request(), mutations: [mutation(), null, 'x', { id: 1 }] }).success).toBe(true);
  });

  test.each([
    ['an unknown key', { extra: 1 }],
    ['a cursor below zero', { cursor: -1 }],
    ['no limit', { limit: 0 }],
    ['too wide a limit', { limit: 1_000_000 }],
    ['too many mutations', { mutations: Array.from({ length: 201 }, () => null) }],
    ['too long a note', { note: Array.from({ length: 501 }, () => ({})) }],
    ['a note of nothing', { note: [{ planId: 'p', itemCode: 'I', unitId: 'u', part: '2024-06-01', records: 0 }] }],
    ['a negative count', { held: { count: -1, attention: 0, persisted: true } }],
  ])('with %s is refused', (_what, change) => {
    expect(SyncRequest.safeParse(request()).success).toBe(true);
    expect(SyncRequest.safeParse({ ...request(), ...change }).success).toBe(false);
  });
});

describe('an answer', () => {
  const activity = () => ({
    id: newId(),
    version: 1,
    state: 'sent',
    authorId: 'a-1',
    content: BASE,
    createdAt: '2024-06-12T08:10:00.000Z',
    updatedAt: '2024-06-12T08:10:00.000Z',
  });

  test('comes through JSON as it was', () => {
    const changes = { plans: [PLAN], activities: [activity()], removed: [newId()], declared: [] };
    expect(Changes.parse(JSON.parse(JSON.stringify(changes)))).toEqual(changes);
  });

  test('holds records with valid content alone', () => {
    expect(ServerActivity.safeParse(activity()).success).toBe(true);
    expect(ServerActivity.safeParse({ ...activity(), state: 'draft' }).success).toBe(false);
    expect(ServerActivity.safeParse({ ...activity(), content: { ...BASE, own: { attendees: 1 } } }).success).toBe(false);
  });

  test('names each result: a status that is not known is no answer', () => {
    const id = newId();
    const applied = { status: 'applied', id, activityId: newId(), version: 3 };
    expect(MutationResult.safeParse(applied).success).toBe(true);
    expect(MutationResult.safeParse({ status: 'rejected', id: 'not even an id', reason: 'malformed' }).success).toBe(true);
    expect(MutationResult.safeParse({ status: 'rejected', id, reason: 'mood' }).success).toBe(false);
    expect(MutationResult.safeParse({ ...applied, status: 'ok' }).success).toBe(false);
    expect(MutationResult.safeParse({ ...applied, version: undefined }).success).toBe(false);
  });

  test('of a captive portal is none', () => {
    for (const body of ['<html></html>', {}, null, { ok: true }]) {
      expect(SyncResponse.safeParse(body).success).toBe(false);
      expect(ErrorBody.safeParse(body).success).toBe(false);
    }
  });
});
