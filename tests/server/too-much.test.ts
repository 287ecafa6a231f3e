import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NewAccountResponse } from '../../src/protocol/account.ts';
import { MAX_FIELDS, MAX_MUTATIONS } from '../../src/protocol/limits.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeReturn,
  newActivityId,
  newMutationId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';

const fields = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, nth) => [`f${nth}`.padEnd(40, 'x'), 1]));

describe.each(databases)('what a signed-in account says too much of on %s', (kind) => {
  let office: Office;
  let phone: Phone;
  let lead: Phone;
  let admin: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    phone = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
    admin = await office.signIn('QT-01');
  });
  afterAll(() => office.close());

  const create = (patch: object) => ({ ...makeCreate(), id: newMutationId(), activityId: newActivityId(), patch });
  const send = async (said: object) => {
    const response = await phone.post('/api/sync', { ...phone.syncRequest([]), ...said });
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: JSON.parse(text) as { error?: string; detail?: string; results: Record<string, unknown>[] },
    };
  };
  const storedBytes = async (): Promise<number> => {
    const { rows } = await sql<{ bytes: number | null }>`select sum(length(result)) as bytes from mutations`.execute(office.store.reader);
    return Number(rows[0]?.bytes ?? 0);
  };

  test('a page of made-up fields is answered and stored in a few words each, though it says a thousand names', async () => {
    const before = await storedBytes();
    const { status, text, body } = await send({ mutations: Array.from({ length: MAX_MUTATIONS }, () => create(fields(MAX_FIELDS))) });
    expect([status, body.results.length]).toEqual([200, MAX_MUTATIONS]);
    expect(body.results[0]).toMatchObject({ status: 'rejected', reason: 'invalid' });
    expect(text.length).toBeLessThan(MAX_MUTATIONS * 1_200);
    expect((await storedBytes()) - before).toBeLessThan(MAX_MUTATIONS * 1_200);
  });

  test('of made-up fields one is named, and every field of ours that is wrong', async () => {
    const { body } = await send({ mutations: [create({ ...makeCreate().patch, attendees: -1, note: 'x'.repeat(501), zzz: 1, yyy: 2 })] });
    const issues = body.results[0]?.['issues'] as { field: string; code: string }[];
    expect(issues.map(({ field }) => field).filter((field) => ['zzz', 'yyy'].includes(field))).toHaveLength(1);
    expect(issues).toEqual(
      expect.arrayContaining([
        { field: 'attendees', code: 'tooSmall' },
        { field: 'note', code: 'tooLong' },
      ]),
    );
  });

  test('a change without an end is refused alone, and what stands beside it is taken', async () => {
    const endless = [
      { ...makeCreate(), at: `2026-03-15T00:00:00.${'0'.repeat(1_000_000)}Z` },
      create({ note: 'x'.repeat(1_000_000) }),
      create({ markers: Array(1_000).fill('300') }),
      create(fields(MAX_FIELDS + 1)),
      { ...makeEdit(newActivityId(), 1, { note: 'x' }), base: 2 ** 31 },
      { ...makeEdit(newActivityId(), 1, { note: 'x' }), base: 2 ** 53 },
    ];
    for (const mutation of endless) {
      const { body } = await send({ mutations: [mutation, makeCreate()] });
      expect(body.results).toMatchObject([{ status: 'rejected', reason: 'malformed' }, { status: 'applied' }]);
      expect(JSON.stringify(body.results).length).toBeLessThan(1_000);
    }
  });

  test.each([
    ['counts nobody holds', { held: { count: 2_000_000_000, attention: 0, persisted: false } }, 'held.count'],
    ['as many refused', { held: { count: 0, attention: 2_000_000_000, persisted: false } }, 'held.attention'],
    ['a list that is too long, whatever stands in it', { note: Array(100_000).fill([0]) }, 'note'],
    ['keys nobody knows', fields(1_000), 'keys'],
    [
      'columns nobody fills',
      {
        table: {
          at: [],
          idMs: [],
          activityMs: [],
          ids: '',
          activityIds: '',
          keys: Object.fromEntries(Array.from({ length: 999 }, (_, nth) => [nth, []])),
          patch: {},
        },
      },
      'table.keys',
    ],
  ])('%s: the request is refused by the name of the place', async (_, said, detail) => {
    const { status, body } = await send(said);
    expect([status, body.error, body.detail]).toEqual([400, 'badRequest', detail]);
  });

  test('a phone that was away for months, with thousands of records, is taken whole', async () => {
    const records = Array.from({ length: 3_000 }, () => makeCreate());
    for (let from = 0; from < records.length; from += MAX_MUTATIONS) {
      const { results } = await phone.sync(records.slice(from, from + MAX_MUTATIONS));
      expect(results.every(({ status }) => status === 'applied')).toBe(true);
    }
  });

  test('a note of which nothing can be seen is none, and a return needs a reason that can be read', async () => {
    const [record] = (await phone.sync([makeCreate(makeContent({ note: 'Ghi chú' }))])).results;
    expect(record).toMatchObject({ status: 'applied' });
    const { body } = await send({ mutations: [create({ ...makeCreate().patch, note: '\u200b\u2060\u2800' })] });
    expect(body.results).toMatchObject([{ status: 'rejected', reason: 'invalid', issues: [{ field: 'note' }] }]);
    const id = record && 'activityId' in record ? record.activityId : newActivityId();
    expect((await lead.sync([makeReturn(id, 1, '\u200b \u2800')])).results).toMatchObject([{ status: 'rejected', reason: 'malformed' }]);
  });

  const add = (staffCode: string, more: object = {}) =>
    admin.post('/api/accounts', { staffCode, role: 'officer', unitIds: ['qlbg'], ...more });

  test('a staff code has one form, and none that only looks like another is given', async () => {
    for (const alike of ['СВ-07', 'ΑΒ-11', 'CB\u0301\u0302-07', '\u200b\u200b\u200b', 'CB-٠٧'])
      expect([alike, (await add(alike)).status, await (await add(alike)).json()]).toMatchObject([
        alike,
        400,
        { error: 'badRequest', detail: 'staffCode' },
      ]);
    for (const same of ['cb-07', 'CB\u200b-07', 'ＣＢ-07', '\u202eCB-07']) expect([same, (await add(same)).status]).toEqual([same, 409]);
    const made = NewAccountResponse.parse(await (await add('cb\u200b-ﬁ', { name: '\u200b\u2060' })).json());
    expect(made.account).toMatchObject({ person: { staffCode: 'CB-FI' } });
    expect(made.account.name).toBeUndefined();
  });

  test('a staff code is found however it was typed or pasted', async () => {
    const password = office.passwords.get('CB-08') ?? '';
    for (const typed of ['CB-08', 'cb-08', 'ＣＢ-08', '\ufeffCB-08\u200b'])
      expect(
        (await office.request('/api/sign-in', { method: 'POST', body: JSON.stringify({ staffCode: typed, password, device: 'Máy' }) }))
          .status,
      ).toBe(200);
  });
});
