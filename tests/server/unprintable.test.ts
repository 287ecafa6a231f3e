import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPrintable } from '../../src/domain/text.ts';
import { Me } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { createRateLimiter } from '../../src/server/http/rate-limit.ts';
import { demonstrationPlan } from '../../src/server/set-up.ts';
import { COPIED_TABLES } from '../../src/server/store/copy-store.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeReturn,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';
import { saveMilestonePlan } from './milestone-plan.ts';
import { OPERATIONS, type Targets } from './operations.ts';

/** PostgreSQL takes neither of the first two in any text; nobody types any of them. */
const ODD = ['\u0000', '\ud800', '\udc00', '\u0007', '\u009f'];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The value once for each text in it, in which the character then stands; at most so many. */
function* spoiled(value: Json, odd: string): Generator<Json> {
  if (typeof value === 'string') yield value + odd;
  else if (Array.isArray(value))
    for (const [at, one] of value.entries()) for (const other of spoiled(one, odd)) yield value.with(at, other);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) for (const other of spoiled(one, odd)) yield { ...value, [key]: other };
}
const MOST = 12;

describe.each(databases)('text nobody types on %s', (kind) => {
  let office: Office;
  let author: Phone;
  let lead: Phone;
  let supervisor: Phone;
  let admin: Phone;
  let lost: Phone;
  let lostId: string;
  let targets: Targets;
  beforeAll(async () => {
    // Refusals for too many attempts are tested elsewhere.
    office = await openOffice(kind, { deps: { limiter: { ...createRateLimiter(), take: () => 0 } } });
    await saveMilestonePlan(office);
    author = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
    supervisor = await office.signIn('VP-01');
    admin = await office.signIn('QT-01');
    lost = await office.signIn('CB-08');
    lostId = Me.parse(await (await lost.get('/api/me')).json()).phone?.deviceId ?? '';
    await supervisor.post(`/api/devices/${lostId}/lost`, { graceDays: 7 });
    targets = {
      activityId: newActivityId(),
      deviceId: 'khong-co',
      accountId: author.person.id,
      unitId: 'qlbg',
      freshCode: 'CB-X',
      requestId: '',
      closingId: newActivityId(),
      tokenId: 'khong-co',
      actId: 'khong-co',
      spreadsheetId: 'khong-co',
    };
  });
  afterAll(() => office.close());

  // A lost phone proves itself by its own key, and by no sign-in.
  const isOfLostPhone = (name: string): boolean => name.includes('/lost-phones/');
  const asker = (name: string): Phone => (isOfLostPhone(name) ? lost : /\/accounts|\/admin-acts/.test(name) ? admin : supervisor);
  const bodies = Object.entries(OPERATIONS).flatMap(([name, { path, body }]) => (body ? [[name, path, body] as const] : []));
  const more: Readonly<Record<string, object>> = { 'POST /api/milestones': { docNumber: '12/BC', note: 'Đã gửi' } };

  test.each(bodies)('in no field of %s stumbles the server', async (name, path, body) => {
    for (const odd of ODD) {
      const at = { ...targets, requestId: newActivityId(), ...(isOfLostPhone(name) && { deviceId: lostId }) };
      const plain = { ...(JSON.parse(JSON.stringify(body(at))) as object), ...more[name] } as Json;
      for (const spoilt of [...spoiled(plain, odd)].slice(0, MOST)) {
        const { status } = await asker(name).post(path(at), spoilt);
        expect([name, spoilt, status < 500]).toEqual([name, spoilt, true]);
      }
      const keyed = await asker(name).post(path(at), { ...(plain as object), [`x${odd}`]: 'y' });
      expect([name, keyed.status]).toEqual([name, 400]);
    }
  });

  test('in no part of an address stumbles the server', async () => {
    const reads = Object.entries(OPERATIONS).filter(([name]) => name.startsWith('GET '));
    for (const [name, { path }] of reads)
      for (const odd of ['%00', '%ED%A0%80', '%07']) {
        const at = path(targets);
        const [place = '', query = ''] = at.split('?');
        const spoilt = query === '' ? [`${place}${odd}`] : query.split('&').map((one) => `${place}?${query.replace(one, one + odd)}`);
        for (const address of spoilt) {
          const { status } = await asker(name).get(address);
          expect([address, status >= 400 && status < 500]).toEqual([address, true]);
        }
      }
  });

  test('is refused with the field it stands in, and nothing of the plan is saved', async () => {
    const plan = { ...demonstrationPlan('kien-giang-2024', 2026), version: 2 };
    const items = plan.items.with(3, { ...plan.items[3], text: 'Chữ\u0000' } as (typeof plan.items)[number]);
    const refused = await supervisor.post('/api/plans', { plan: { ...plan, items }, targets: [] });
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'badRequest', detail: 'plan.items.3.text' }]);
    expect((await supervisor.get(`/api/plans/${plan.id}/versions/2`)).status).toBe(404);
  });

  const oneOf = async (phone: Phone, mutation: unknown): Promise<MutationResult | undefined> => (await phone.sync([mutation])).results[0];

  test('in a change is refused by name, and what stands beside it on the page is taken', async () => {
    for (const odd of ODD) {
      const create = makeCreate();
      await author.sync([create]);
      const id = create.activityId;
      const spoilt: readonly (readonly [object, string])[] = [
        [makeReturn(id, 1, `Thiếu${odd}`), 'malformed'],
        [makeReturn(id, 1, odd), 'malformed'],
        [makeEdit(id, 1, { [`note${odd}`]: 'x' }), 'malformed'],
        [makeEdit(id, 1, { note: `Ghi${odd}chú` }), 'invalid'],
        [makeEdit(id, 1, { la: `x${odd}` }), 'invalid'],
        [makeEdit(id, 1, { coUnitIds: [`ls${odd}`] }), 'invalid'],
        [{ ...makeEdit(id, 1, { note: 'x' }), [`khoa${odd}`]: 1 }, 'malformed'],
        [{ ...makeEdit(id, 1, { note: 'x' }), id: `${newActivityId()}${odd}` }, 'malformed'],
        [{ ...makeEdit(id, 1, { note: 'x' }), base: `${newActivityId()}${odd}` }, 'malformed'],
      ];
      for (const [mutation, reason] of spoilt) {
        const { results } = await lead.sync([mutation, makeCreate()]);
        expect([mutation, results]).toMatchObject([mutation, [{ status: 'rejected', reason }, { status: 'applied' }]]);
      }
      expect(await oneOf(lead, makeReturn(id, 1, 'Thiếu địa điểm'))).toMatchObject({ status: 'applied' });
    }
  });

  test('is refused in an edit too that comes too late and would only be kept beside', async () => {
    const create = makeCreate();
    await author.sync([create]);
    await author.sync([makeStateChange(create.activityId, 1, 'withdraw')]);
    for (const odd of ODD)
      expect(await oneOf(lead, makeEdit(create.activityId, 2, { note: `Muộn${odd}` }))).toMatchObject({
        status: 'rejected',
        reason: 'invalid',
        issues: [{ field: 'note' }],
      });
  });

  test('in what a phone says of itself holds up nothing', async () => {
    for (const odd of ODD) {
      for (const said of [{ app: `1.0${odd}` }, { epoch: odd }, { scope: odd }, { nonce: `n${odd}` }]) {
        const answer = await author.post('/api/sync', author.syncRequest([makeCreate()], said));
        expect([said, answer.status]).toEqual([said, 200]);
      }
      const table = { at: [1], idMs: [0], activityMs: [0], ids: '0'.repeat(19), activityIds: '0'.repeat(19) };
      for (const columns of [
        { keys: { [`action${odd}`]: ['record'] }, patch: {} },
        { keys: { action: ['return'], base: [1], reason: [`x${odd}`] }, patch: {} },
        { keys: { action: ['record'], base: [0] }, patch: { [`x${odd}`]: ['y'] } },
      ]) {
        const answer = await author.post('/api/sync', author.syncRequest([], { table: { ...table, ...columns } }));
        expect([columns, await answer.json()]).toMatchObject([columns, { results: [{ status: 'rejected', reason: 'malformed' }] }]);
      }
    }
  });

  test('is nowhere in what was stored by all this', async () => {
    const mutation: Mutation = makeCreate(makeContent({ note: 'Chữ thường\nhai dòng' }));
    expect(await oneOf(author, mutation)).toMatchObject({ status: 'applied' });
    for (const table of COPIED_TABLES) {
      const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(office.store.reader);
      for (const value of rows.flatMap((row) => Object.values(row) as unknown[])) {
        if (typeof value !== 'string') continue;
        const isOdd = !isPrintable(value) || /\\u(00[01]|007f|00[89]|d[89a-f])/i.test(value);
        expect([table, isOdd ? value : '']).toEqual([table, '']);
      }
    }
  });
});
